package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.EmergencyDialled;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Diverted;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone dials what is no extension, user or number of the account: it goes by the first route that takes it. */
class LeavingTheAccountSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private void dial(String number) {
        brain.when(phones.calls(C, "anna", number));
    }

    private Target target() {
        return brain.commands(InviteParty.class).getFirst().targets().getFirst();
    }

    private Shown shown() {
        return Objects.requireNonNull(target().shown());
    }

    private Cdr cdr() {
        return brain.events(CallEnded.class).getFirst().cdr();
    }

    @Test
    void the_callers_invite_is_passed_on_to_the_first_trunk() {
        dial("089 1234567");

        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.proxied()).isTrue();
        assertThat(invite.onBehalfOf()).isEqualTo("a");
        assertThat(target().contact().uri()).isEqualTo("sip:49891234567@tr-1.example:5070");
        assertThat(brain.events(NumberDialled.class))
                .containsExactly(new NumberDialled(C, "089 1234567", "49891234567", NumberClass.NATIONAL));
        assertThat(brain.reasons(NumberDialled.class).getFirst().inputs()).containsEntry("trunks", "tr_1, tr_2");
    }

    @Test
    void digits_are_stripped_and_prepended() {
        brain.given(Rows.route("route_1", "tr_1")
                .with("strip", 2)
                .with("prepend", "#0")
                .row());

        dial("+49891234567");

        assertThat(target().contact().uri()).isEqualTo("sip:%230891234567@tr-1.example:5070");
    }

    @Test
    void the_longest_prefix_takes_the_number_and_then_the_lowest_priority() {
        brain.given(
                Rows.route("route_2", "tr_2")
                        .with("prefixes", List.of("49", "4989"))
                        .with("priority", 2)
                        .row(),
                Rows.route("route_3", "tr_1")
                        .with("prefixes", List.of("4989"))
                        .with("priority", 1)
                        .row(),
                Rows.route("route_4", "tr_2").with("prefixes", List.of("4930")).row());

        dial("089 1234567");

        assertThat(target().contact().uri()).contains("tr-1");
        assertThat(brain.reasons(NumberDialled.class).getFirst().alternatives())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .contains(tuple("route_1", "its prefix is shorter"));
    }

    @Test
    void a_route_outside_its_hours_and_a_trunk_that_is_disabled_are_passed_over() {
        brain.given(
                Phones.trunk("tr_1").with("status", RowStatus.DISABLED).row(),
                Rows.schedule("sch_night", "UTC", Rows.weekly(2, "20:00", "22:00")),
                Rows.route("route_0", "tr_2")
                        .with("prefixes", List.of("49"))
                        .with("scheduleId", "sch_night")
                        .row());

        dial("089 1234567");

        assertThat(target().contact().uri()).contains("tr-2");
        assertThat(brain.reasons(NumberDialled.class).getFirst().alternatives())
                .extracting(Because.Alternative::what)
                .containsExactlyInAnyOrder("route_0", "route_1 by tr_1");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 408, 430, 488, 500, 503, 504})
    void what_is_wrong_with_a_trunk_sends_the_call_on_to_the_next(int status) {
        dial("089 1234567");

        brain.when(facts.failed(C, "b1", status));

        assertThat(target().contact().uri()).contains("tr-2");
        assertThat(target().legId()).isEqualTo("b2");
    }

    @ParameterizedTest
    @CsvSource({
        "404, 404, routing.number-refused",
        "410, 404, routing.number-refused",
        "484, 404, routing.number-refused",
        "604, 404, routing.number-refused",
        "486, 486, routing.busy",
        "600, 486, routing.busy",
        "480, 480, routing.no-answer",
        "603, 603, routing.declined"
    })
    void what_is_said_of_the_number_ends_the_call(int status, int told, String code) {
        dial("089 1234567");

        brain.when(facts.failed(C, "b1", status));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(told, code));
    }

    @Test
    void when_the_last_trunk_has_failed_the_caller_is_told_so() {
        dial("089 1234567");
        brain.given(facts.failed(C, "b1", 503));

        brain.when(facts.failed(C, "b2", 500));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(503, "routing.trunks-failed"));
    }

    @Test
    void a_trunk_that_stays_silent_is_given_up_and_one_that_rings_is_not() {
        dial("089 1234567");
        brain.whenPassed(Duration.ofSeconds(15));
        assertThat(brain.commands(CancelLegs.class).getFirst().legIds()).containsExactly("b1");
        assertThat(target().contact().uri()).contains("tr-2");

        brain.when(facts.rang(C, "b2")).whenPassed(Duration.ofSeconds(59));
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(480);
    }

    @Test
    void a_number_that_has_rung_does_not_ring_again_by_another_trunk() {
        dial("089 1234567");
        brain.given(facts.rang(C, "b1"));

        brain.when(facts.failed(C, "b1", 408));

        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(480);
    }

    @Test
    void a_full_trunk_is_passed_over_and_its_channel_is_free_when_the_leg_is_over() {
        brain.given(Phones.trunk("tr_1").with("maxChannels", 1).row());
        dial("089 1234567");
        assertThat(brain.state().holders("trunk:tr_1")).containsExactly("c1/b1");

        brain.when(phones.calls("c2", "ben", "089 7654321"));
        assertThat(target().contact().uri()).contains("tr-2");

        brain.when(facts.failed(C, "b1", 503));
        assertThat(brain.state().holders("trunk:tr_1")).isEmpty();
    }

    @Test
    void with_every_trunk_full_the_caller_is_told_congestion() {
        brain.given(
                Phones.trunk("tr_1").with("maxChannels", 0).row(),
                Phones.trunk("tr_2").with("maxChannels", 0).row());

        dial("089 1234567");

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::reason, RefuseCall::warning)
                .containsExactly(tuple(480, "Q.850;cause=34", "admission.trunk-full"));
    }

    @Test
    void the_cdr_says_by_what_the_call_left() {
        dial("089 1234567");
        brain.given(facts.failed(C, "b1", 503), facts.answered(C, "b2"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(cdr().trunkId()).isEqualTo("tr_2");
        assertThat(cdr().routeId()).isEqualTo("route_1");
        assertThat(cdr().numberClass()).isEqualTo(NumberClass.NATIONAL);
        assertThat(cdr().dialled()).isEqualTo("089 1234567");
        assertThat(cdr().dialledNumber()).isEqualTo("49891234567");
        assertThat(brain.state().holders("trunk:tr_2")).isEmpty();
    }

    @Test
    void a_number_of_the_account_is_found_however_it_is_dialled() {
        brain.given((ConfigRow) Rows.did("49301234567", DestKind.USER, "us_ben"));

        dial("030 1234567");

        assertThat(brain.events(NumberDialled.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0900 1234567, PREMIUM", "0171 1234567, MOBILE"})
    void who_may_not_dial_a_class_of_numbers_is_refused(String number, NumberClass numberClass) {
        brain.given((ConfigRow) Draft.like(UserRow.user("anna").row())
                .with("allowedClasses", List.of(NumberClass.NATIONAL, NumberClass.PREMIUM))
                .row());

        dial(number);

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::status, CallRefused::code)
                .containsExactly(tuple(403, "routing.class-forbidden"));
    }

    @Test
    void the_users_number_is_shown_before_the_trunks_before_the_accounts() {
        dial("089 1234567");
        assertThat(shown()).isEqualTo(new Shown("+4930100", null, "tr-1.example", "+4930100", false, null));

        brain.given((ConfigRow) Phones.trunk("tr_1")
                .with("cidNumber", "4930200")
                .with("fromDomain", "carrier.example")
                .row());
        brain.when(phones.calls("c2", "anna", "089 1234567"));
        assertThat(shown()).isEqualTo(new Shown("+4930200", null, "carrier.example", "+4930200", false, null));

        brain.given((ConfigRow) Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "4930300")
                .with("outCidName", "Anna A.")
                .row());
        brain.when(phones.calls("c3", "anna", "089 1234567"));
        assertThat(shown()).isEqualTo(new Shown("+4930300", "Anna A.", "carrier.example", "+4930300", false, null));
    }

    @Test
    void who_wants_to_stay_unknown_is_told_to_the_trunk_alone() {
        brain.given((ConfigRow) Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "4930300")
                .with("outAnonymous", true)
                .row());

        dial("089 1234567");

        assertThat(shown()).isEqualTo(new Shown(null, null, "tr-1.example", "+4930300", true, null));
    }

    @Test
    void a_trunk_that_wants_its_account_in_from_is_told_the_caller_beside_it() {
        brain.given((ConfigRow) Phones.trunk("tr_1")
                .with("fromUser", "acme")
                .with("cidFormat", SipTrunk.CidFormat.DIGITS)
                .row());

        dial("089 1234567");

        assertThat(shown().fromUser()).isEqualTo("acme");
        assertThat(shown().asserted()).isEqualTo("4930100");
    }

    @Test
    void help_is_called_whatever_stands_against_it() {
        brain.given(
                Draft.like(Rows.suspended())
                        .with("country", "DE")
                        .with("maxOut", 0)
                        .with("emergencyCidNumber", "4930999")
                        .row(),
                Draft.like(UserRow.user("anna").row())
                        .with("maxSimultaneous", 0)
                        .with("outAnonymous", true)
                        .row(),
                Phones.trunk("tr_1").with("maxChannels", 0).row(),
                Rows.route("route_1", "tr_1")
                        .with("strip", 2)
                        .with("cidRule", CidRule.ANONYMOUS)
                        .row());

        dial("112");

        assertThat(target().contact().uri()).isEqualTo("sip:112@tr-1.example:5070");
        assertThat(shown()).isEqualTo(new Shown("+4930999", null, "tr-1.example", "+4930999", false, null));
        assertThat(brain.events(EmergencyDialled.class))
                .containsExactly(new EmergencyDialled(C, "112", "us_anna", "+4930999"));
    }

    @Test
    void a_number_may_be_where_an_account_sends_its_calls() {
        brain.given(
                Rows.did("49301234567", DestKind.FORWARD, "fwd_1"),
                new Forward(
                        "fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.IN_GROUPS));

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "4989555", "49301234567"));

        assertThat(target().contact().uri()).contains("491711234567@tr-1");
        assertThat(shown())
                .isEqualTo(new Shown(
                        "+4989555",
                        null,
                        "tr-1.example",
                        "+4989555",
                        false,
                        new Diverted("+49301234567", true, false)));
        assertThat(brain.events(CallAdmitted.class)).hasSize(2);
        assertThat(brain.state().holders("account.out")).containsExactly(C);
    }

    @Test
    void what_limits_outbound_calls_limits_those_that_are_sent_on_too() {
        brain.given(
                Draft.like(Rows.account(null, 0, null)).with("country", "DE").row(),
                Rows.did("49301234567", DestKind.FORWARD, "fwd_1"),
                new Forward(
                        "fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.IN_GROUPS));

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "4989555", "49301234567"));

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("admission.account-full");
    }

    @Test
    void a_forward_shows_whom_it_is_told_to() {
        brain.given(
                Rows.did("49301234567", DestKind.FORWARD, "fwd_1"),
                new Forward(
                        "fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.ACCOUNT, Forward.Confirm.IN_GROUPS));

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "anonymous", "49301234567"));

        assertThat(shown().fromUser()).isEqualTo("+4930100");
        assertThat(shown().isPrivate()).isFalse();
    }

    @Test
    void no_command_is_needed_when_nothing_is_out_there() {
        dial("bob");

        assertThat(brain.commands(Command.class)).hasSize(1);
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.not-a-number");
    }
}
