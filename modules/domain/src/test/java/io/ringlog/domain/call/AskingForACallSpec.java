package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Click-to-call: Anna's phone rings first, and for her whom she wants. */
class AskingForACallSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    Rows.domain(),
                    Rows.trunk(),
                    Rows.route("route_1", Rows.TRUNK).row());
    private int questions;

    @BeforeEach
    void both_are_registered() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private CallAsked asks(String user, String to, @Nullable String key) {
        questions++;
        return new CallAsked("req-" + questions, "api", user, to, key, null, "key_1");
    }

    private Reply reply() {
        return (Reply) brain.effects().getFirst();
    }

    private String call() {
        return brain.events(CallStarted.class).getFirst().callId();
    }

    private InviteParty invite() {
        return brain.commands(InviteParty.class).getFirst();
    }

    @Test
    void the_users_phone_rings_and_shows_whom_they_will_talk_to() {
        brain.when(asks("anna", "ben", null));

        assertThat(invite().onBehalfOf()).isNull();
        assertThat(invite().domain()).isEqualTo(Rows.DOMAIN);
        assertThat(invite().callerId().number()).isEqualTo("ben");
        assertThat(reply().accepted()).isTrue();
        assertThat(reply().callId()).isEqualTo(call());
        assertThat(brain.events(CallStarted.class).getFirst().caller()).isNull();
    }

    @Test
    void who_answers_hears_music_and_is_joined_with_the_colleague() {
        brain.when(asks("anna", "ben", null));
        String call = call();

        brain.when(facts.answered(call, "b1"));
        assertThat(brain.commands(Play.class)).extracting(Play::legId).containsExactly("b1");
        assertThat(invite().onBehalfOf()).isEqualTo("b1");
        assertThat(invite().callerId().number()).isEqualTo("anna");

        brain.when(facts.answered(call, "b2"));
        assertThat(brain.commands(JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(call, "b1"), new LegRef(call, "b2"));
    }

    @Test
    void a_slot_and_codes_are_reached_as_by_dialling_them() {
        brain.given(new ParkLot("pk_1", Rows.ACCOUNT, "Hall", "700", 701, 2, 60, null));
        brain.given(UserRow.user("cleo").row(), Rows.device("cleo"));
        brain.given(phones.registers("cleo"), phones.calls("c1", "cleo", "ben"), facts.answered("c1", "b1"));
        brain.given(facts.refers("c1", "b1", "702")).when(facts.takenOver("c1", "a", "b1"));
        String talk = brain.commands(SplitTalk.class).getFirst().talkId();
        brain.given(facts.split("c1", talk)).when(asks("anna", "702", null));
        String call = call();

        brain.when(facts.answered(call, "b1"));

        assertThat(brain.commands(JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef("c1", "a"), new LegRef(call, "b1"));
    }

    @Test
    void what_a_code_has_to_say_is_said_to_whoever_asked() {
        brain.when(asks("anna", "*43", null));
        String call = call();
        brain.when(facts.answered(call, "b1"));
        assertThat(brain.commands(Play.class))
                .extracting(Play::legId, Play::mediaIds)
                .contains(tuple("b1", List.of("system/echo")));
    }

    @Test
    void a_number_outside_is_dialled_by_the_routes_from_the_platform() {
        brain.when(asks("us_anna", "4989123", null));
        String call = call();

        brain.when(facts.answered(call, "b1"));

        assertThat(invite().proxied()).isFalse();
        assertThat(invite().targets().getFirst().contact().uri()).isEqualTo("sip:4989123@carrier.example:5060");
        assertThat(invite().targets().getFirst().shown()).isNotNull();
        brain.when(facts.failed(call, "b2", 486));
        assertThat(brain.commands(HangUpLegs.class).getFirst().legIds()).containsExactly("b1");
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_number_outside_is_called_by_the_users_own_number() {
        brain.given((ConfigRow) Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "4930300")
                .row());

        brain.when(asks("anna", "4989123", null));
        assertThat(brain.events(CallStarted.class).getFirst().from()).isEqualTo("4930300");

        brain.when(asks("anna", "ben", null));
        assertThat(brain.events(CallStarted.class).getFirst().from()).isEqualTo("anna");
    }

    @Test
    void the_users_phone_rings_as_long_as_was_asked() {
        brain.when(new CallAsked("req", "api", "anna", "ben", null, 7, "key_1"));

        brain.whenPassed(Duration.ofSeconds(6));
        assertThat(brain.events(CallEnded.class)).isEmpty();
        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void help_is_called_from_an_account_that_may_call_nobody() {
        brain.given((ConfigRow)
                Draft.like(Rows.account(null, 0, null)).with("country", "DE").row());
        brain.when(asks("anna", "112", null));
        assertThat(reply().accepted()).isTrue();

        brain.when(facts.answered(call(), "b1"));

        assertThat(invite().targets().getFirst().contact().uri()).isEqualTo("sip:112@carrier.example:5060");
    }

    @Test
    void the_same_key_starts_no_second_call_for_a_day() {
        brain.when(asks("anna", "ben", "k1"));
        String call = call();
        brain.given(facts.failed(call, "b1", 486));

        brain.when(asks("anna", "ben", "k1"));
        assertThat(brain.events(CallStarted.class)).isEmpty();
        assertThat(reply().accepted()).isTrue();
        assertThat(reply().callId()).isEqualTo(call);

        brain.givenPassed(Duration.ofHours(24));
        brain.given(phones.registers("anna"));
        brain.when(asks("anna", "ben", "k1"));
        assertThat(call()).isNotEqualTo(call);
    }

    @Test
    void a_user_who_does_not_take_it_ends_the_call() {
        brain.when(asks("anna", "ben", null));

        brain.whenPassed(Duration.ofSeconds(25));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition, CallEnded::cause)
                .containsExactly(tuple(Disposition.NO_ANSWER, "routing.no-answer"));
    }

    @Test
    void what_cannot_be_is_refused_with_words_and_a_code() {
        brain.when(asks("nobody", "ben", null));
        assertThat(reply()).extracting(Reply::accepted, Reply::code).containsExactly(false, "user.missing");

        brain.given((ConfigRow) UserRow.user("cleo").row());
        brain.when(asks("cleo", "ben", null));
        assertThat(reply().code()).isEqualTo("routing.unreachable");

        brain.given((ConfigRow) UserRow.user("ben").disabled().row());
        brain.when(asks("ben", "anna", null));
        assertThat(reply().code()).isEqualTo("user.disabled");

        brain.given((ConfigRow) Rows.account(null, 0, null));
        brain.when(asks("anna", "4989123", null));
        assertThat(reply().code()).isEqualTo("admission.account-full");
        assertThat(brain.events(CallRefused.class)).hasSize(1);

        brain.given((ConfigRow) Rows.suspended());
        brain.when(asks("anna", "ben", null));
        assertThat(reply().code()).isEqualTo("account.inactive");
        assertThat(brain.state().calls()).isEmpty();
    }
}
