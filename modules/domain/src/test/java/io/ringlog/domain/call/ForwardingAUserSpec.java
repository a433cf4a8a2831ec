package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ben has two phones and sends calls on to somebody else for each reason there is (REFERENCE sections 4.3, 11.19). */
class ForwardingAUserSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void everybody_is_there() {
        brain.given(
                Rows.device("dev_ben2", "us_ben", "ben2", 1, false),
                UserRow.user("busy").row(),
                UserRow.user("silent").row(),
                UserRow.user("away").row(),
                everyForward().row());
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("ben2"));
    }

    @ParameterizedTest
    @CsvSource({
        "486, 486, us_busy",
        "486, 600, us_busy",
        "486, 480, us_silent",
        "480, 486, us_silent",
        "486, 404, us_busy",
        "404, 480, us_silent",
        "404, 503, us_away"
    })
    void a_user_is_busy_when_every_phone_that_was_reached_is(int first, int second, String next) {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", first), facts.failed(C, "b2", second));

        assertThat(routedTo()).containsExactly(next);
    }

    @Test
    void whoever_is_rung_instead_is_told_who_has_the_call_sent_on() {
        brain.given(UserRow.user("cleo").row(), Rows.device("cleo"));
        brain.when(phones.calls(C, "cleo", "ben"));
        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::divertedBy)
                .containsOnlyNulls();

        brain.given(UserRow.user("ben").forwardAlways(DestKind.USER, "us_anna").row());
        brain.when(phones.calls("c2", "cleo", "ben"));

        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::divertedBy)
                .containsExactly("ben");
    }

    @Test
    void everybody_who_has_it_sent_on_is_named_and_nobody_else() {
        brain.given(
                UserRow.user("cleo").row(),
                Rows.device("cleo"),
                UserRow.user("ben").forwardAlways(DestKind.USER, "us_busy").row(),
                UserRow.user("busy").forwardAlways(DestKind.USER, "us_anna").row());
        Extension row = Rows.extension("100", DestKind.USER, "us_ben");
        brain.given(Draft.like(row)
                .with("dest", new RouteTarget(DestKind.USER, "us_ben", Map.of("forwarded_by", "boss", "lang", "de")))
                .row());

        brain.when(phones.calls(C, "cleo", "100"));

        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::divertedBy, InviteParty::divertedBefore)
                .containsExactly(tuple("busy", List.of("ben")));
        assertThat(brain.state().call(C).orElseThrow().variables()).containsEntry("lang", "de");
        assertThat(brain.state().call(C).orElseThrow().passedOn().variables()).containsOnlyKeys("lang");
    }

    @Test
    void somebody_without_a_phone_is_unreachable() {
        brain.given(Rows.disabledDevice("ben"), Rows.device("dev_ben2", "us_anna", "ben2", 1, true));

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(routedTo()).containsExactly("us_ben", "us_away");
    }

    @Test
    void without_a_forward_of_its_own_unreachable_goes_where_unanswered_goes() {
        brain.given(
                UserRow.user("ben").forwardNoAnswer(DestKind.USER, "us_silent").row());
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 503), facts.failed(C, "b2", 503));

        assertThat(routedTo()).containsExactly("us_silent");
        assertThat(why().inputs()).containsEntry("forward", "fwd_noanswer").containsEntry("phones", "unreachable");
        assertThat(why().alternatives()).containsExactly(new Because.Alternative("fwd_unreachable", "is not set"));
    }

    @Test
    void too_many_calls_is_busy() {
        brain.given(everyForward().maxSimultaneous(0).row());

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(routedTo()).contains("us_busy");
    }

    @Test
    void do_not_disturb_is_busy_and_rings_nothing() {
        brain.given(
                UserRow.user("ben").dnd().forwardBusy(DestKind.USER, "us_busy").row());

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(brain.reasons(CallRouted.class).get(1).inputs())
                .containsEntry("dnd", "true")
                .containsEntry("forward", "fwd_busy");
    }

    @Test
    void forward_always_wins_over_do_not_disturb_and_says_so() {
        brain.given(UserRow.user("ben")
                .dnd()
                .forwardAlways(DestKind.USER, "us_away")
                .row());

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(brain.reasons(CallRouted.class).get(1).alternatives())
                .containsExactly(new Because.Alternative("dnd", "fwd_always is set"));
    }

    @Test
    void a_caller_who_goes_nowhere_is_told_the_best_answer() {
        brain.given(UserRow.user("ben").forwardBusy(DestKind.USER, "us_busy").row());
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 486), facts.failed(C, "b2", 480));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(486);
    }

    @Test
    void specific_rings_the_phones_that_opted_in_and_the_others_ring_all() {
        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(rung()).containsExactly("sip:ben@192.0.2.10:5060", "sip:ben2@192.0.2.10:5060");

        brain.given(UserRow.user("ben").ring(RingStrategy.SPECIFIC).row());
        brain.when(phones.calls("c2", "anna", "ben"));
        assertThat(rung()).containsExactly("sip:ben@192.0.2.10:5060");
    }

    @Test
    void sequential_rings_by_the_order_of_the_phones() {
        brain.given(
                UserRow.user("ben")
                        .ring(RingStrategy.SEQUENTIAL)
                        .ringTimeoutSec(10)
                        .row(),
                Rows.device("dev_ben", "us_ben", "ben", 2, true));

        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(rung()).containsExactly("sip:ben2@192.0.2.10:5060");

        brain.whenPassed(Duration.ofSeconds(10));
        assertThat(rung()).containsExactly("sip:ben@192.0.2.10:5060");
    }

    private static UserRow everyForward() {
        return UserRow.user("ben")
                .forwardBusy(DestKind.USER, "us_busy")
                .forwardNoAnswer(DestKind.USER, "us_silent")
                .forwardUnreachable(DestKind.USER, "us_away");
    }

    private List<String> routedTo() {
        return brain.events(CallRouted.class).stream()
                .map(routed -> String.valueOf(routed.target().id()))
                .toList();
    }

    private Because why() {
        return brain.reasons(CallRouted.class).getFirst();
    }

    private List<String> rung() {
        return brain.commands(InviteParty.class).stream()
                .flatMap(invite -> invite.targets().stream())
                .map(target -> target.contact().uri())
                .toList();
    }
}
