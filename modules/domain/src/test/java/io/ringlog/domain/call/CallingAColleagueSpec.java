package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.RegistrationEvent.AuthenticationFailed;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallingAColleagueSpec {

    private static final String C = "call_1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void both_are_registered() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @Test
    void dialling_a_username_rings_the_colleagues_contact_through_the_proxy() {
        brain.when(phones.calls(C, "anna", "ben"));
        InviteParty fork = brain.commands(InviteParty.class).getFirst();
        assertThat(fork.targets())
                .extracting(Command.Target::legId, target -> target.contact().uri())
                .containsExactly(tuple("b1", "sip:ben@192.0.2.10:5060"));
        assertThat(fork.callerId()).isEqualTo(new Command.CallerId("anna", "User anna"));
    }

    @Test
    void an_answered_call_is_billed_from_the_answer_to_the_end() {
        brain.given(phones.calls(C, "anna", "ben"), facts.rang(C, "b1"));
        brain.givenPassed(Duration.ofSeconds(5));
        brain.given(facts.answered(C, "b1"));
        brain.givenPassed(Duration.ofSeconds(30));
        brain.when(facts.hungUp(C, "a"));
        Cdr cdr = ended().cdr();
        assertThat(cdr.durationSec()).isEqualTo(35);
        assertThat(cdr.billsec()).isEqualTo(30);
        assertThat(cdr.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(cdr.hangupCause()).isEqualTo("caller.hung-up");
        assertThat(brain.commands()).as("the BYE has told the other phone").isEmpty();
        nothing_is_left();
    }

    @Test
    void the_called_party_hanging_up_ends_the_callers_leg() {
        talking();
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.commands()).as("the BYE has told the other phone").isEmpty();
        nothing_is_left();
    }

    @Test
    void a_second_hang_up_changes_nothing() {
        talking();
        brain.given(facts.hungUp(C, "b1"));
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void a_caller_who_gives_up_leaves_a_cancelled_call() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.cancelled(C));
        assertThat(ended().disposition()).isEqualTo(Disposition.CANCELLED);
        assertThat(brain.commands(CancelLegs.class)).hasSize(1);
        nothing_is_left();
    }

    @Test
    void a_busy_colleague_is_busy_for_the_caller() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.failed(C, "b1", 486));
        assertThat(refusal().status()).isEqualTo(486);
        assertThat(ended().disposition()).isEqualTo(Disposition.BUSY);
        nothing_is_left();
    }

    @Test
    void nobody_answering_in_time_is_no_answer() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.whenPassed(Duration.ofSeconds(25));
        assertThat(refusal().status()).isEqualTo(480);
        assertThat(refusal().warning()).isEqualTo("routing.no-answer");
        assertThat(ended().disposition()).isEqualTo(Disposition.NO_ANSWER);
        nothing_is_left();
    }

    @Test
    void an_answer_after_the_time_is_hung_up_and_the_caller_goes_on() {
        brain.given(
                UserRow.user("ben").forwardNoAnswer(DestKind.USER, "us_anna").row());
        brain.given(phones.calls(C, "anna", "ben"));
        brain.givenPassed(Duration.ofSeconds(25));
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("b1"), "call.answered-too-late"));
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.events(LegConnected.class)).hasSize(1);
    }

    @Test
    void a_colleague_without_a_phone_is_unreachable() {
        brain.given(UserRow.user("carl").row());
        brain.when(phones.calls(C, "anna", "carl"));
        assertThat(refusal().warning()).isEqualTo("routing.unreachable");
        nothing_is_left();
    }

    @Test
    void an_unknown_target_has_no_route_and_still_a_cdr() {
        brain.when(phones.calls(C, "anna", "4930123456"));
        assertThat(refusal().status()).isEqualTo(404);
        assertThat(ended().cdr().refusalCode()).isEqualTo("routing.no-route");
        assertThat(ended().cdr().direction()).isEqualTo(CallEvent.Direction.OUTBOUND);
        nothing_is_left();
    }

    @Test
    void a_wrong_password_leaves_no_call_behind() {
        brain.when(facts.inviteFromDevice(C, phones.answer("anna", "INVITE", "n", "00000001", "wrong"), "ben"));
        assertThat(refusal().status()).isEqualTo(407);
        assertThat(brain.events(AuthenticationFailed.class)).hasSize(1);
        assertThat(brain.events(CallEnded.class)).isEmpty();
    }

    @Test
    void a_caller_whom_nobody_knows_is_forbidden() {
        brain.when(facts.inviteFromNowhere(C, "4930", "ben"));
        assertThat(refusal().status()).isEqualTo(403);
    }

    @Test
    void every_event_of_a_call_is_numbered_without_a_gap() {
        brain.when(phones.calls(C, "anna", "ben"), facts.rang(C, "b1"), facts.answered(C, "b1"), facts.hungUp(C, "a"));
        List<Integer> numbers = brain.outgoing().stream()
                .filter(Outgoing.EventRecord.class::isInstance)
                .map(Outgoing.EventRecord.class::cast)
                .filter(event -> C.equals(event.callId()))
                .map(Outgoing.EventRecord::seq)
                .toList();
        assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void a_fact_that_comes_twice_counts_once() {
        brain.given(phones.calls(C, "anna", "ben"));
        var answered = facts.answered(C, "b1");
        brain.given(answered);
        brain.when(answered);
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void a_missing_fact_is_reported() {
        facts.stamp();
        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(brain.events(Event.FactsMissing.class)).hasSize(1);
    }

    @Test
    void a_lost_edge_ends_its_calls_and_frees_what_they_held() {
        talking();
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));
        assertThat(ended().disposition()).isEqualTo(Disposition.LOST);
        assertThat(ended().cause()).isEqualTo("edge_lost");
        nothing_is_left();
    }

    @Test
    void an_edge_that_lives_though_it_was_given_up_is_told_to_end_its_legs() {
        talking();
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));
        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("a", "b1"), "edge_lost"));

        brain.when(facts.ended(C, "a", EndedBy.COMMAND), facts.ended(C, "b1", EndedBy.COMMAND));
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void whoever_still_waits_there_is_asked_to_try_again() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));
        assertThat(brain.commands())
                .containsExactly(
                        new CancelLegs(C, List.of("b1"), "edge_lost"),
                        new RefuseCall(C, 503, "Service Unavailable", null, "edge_lost", 5));
    }

    @Test
    void an_edge_that_started_anew_has_no_legs_to_end() {
        talking();
        brain.when(new EdgeLifecycle.EdgeStarted("edge1", 2));
        assertThat(ended().cause()).isEqualTo("edge_lost");
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void an_edge_that_starts_anew_has_lost_its_old_calls_only() {
        talking();
        Facts next = new Facts("edge1", 2);
        brain.given(new EdgeLifecycle.EdgeStarted("edge1", 2));
        brain.given(next.inviteFromDevice("call_2", phones.answer("anna", "INVITE"), "ben"));
        brain.when(new EdgeLifecycle.EdgeStarted("edge1", 2));
        assertThat(brain.state().calls()).hasSize(1);
    }

    @Test
    void hold_is_recorded() {
        talking();
        brain.when(facts.held(C, "a", true));
        assertThat(brain.events()).containsExactly(new CallEvent.LegHoldChanged(C, "a", true));
    }

    @Test
    void an_operator_can_end_a_call() {
        talking();
        brain.when(new HangUpRequested("r1", "api1", C, "key_1"));
        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("a", "b1"), "api.hung-up"));
        assertThat(brain.effects()).hasSize(1);
        nothing_is_left();
    }

    @Test
    void a_command_the_edge_cannot_do_ends_the_call() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.commandFailed(C, "0-1-1", null, "no port"));
        assertThat(ended().disposition()).isEqualTo(Disposition.FAILED);
        nothing_is_left();
    }

    @Test
    void the_devices_of_a_user_ring_one_after_the_other_when_asked_to() {
        brain.given(
                UserRow.user("ben").ring(RingStrategy.SEQUENTIAL).row(),
                Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("ben2"));
        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(brain.commands(InviteParty.class).getFirst().targets()).hasSize(1);
        brain.when(facts.failed(C, "b1", 486));
        assertThat(brain.commands(InviteParty.class).getFirst().targets())
                .extracting(target -> target.contact().uri())
                .containsExactly("sip:ben2@192.0.2.10:5060");
        brain.when(facts.failed(C, "b2", 480));
        assertThat(refusal().status()).isEqualTo(486);
    }

    @Test
    void the_first_device_to_answer_takes_the_call() {
        brain.given(Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("ben2"));
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.events(CallEvent.LegLost.class))
                .containsExactly(new CallEvent.LegLost(
                        C, "b1", new Party.Device("us_ben", "dev_ben"), 487, "call.answered-elsewhere", true));
        assertThat(brain.events(CallEvent.LegConnected.class)).hasSize(1);
    }

    @Test
    void a_device_that_declines_was_not_answered_elsewhere_whoever_answers_then() {
        brain.given(Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("ben2"));
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.failed(C, "b1", 486), facts.answered(C, "b2"));
        assertThat(brain.events(CallEvent.LegLost.class))
                .extracting(CallEvent.LegLost::answeredElsewhere)
                .containsExactly(false);
    }

    @Test
    void whoever_rings_their_own_phones_in_vain_keeps_the_place_of_a_caller() {
        brain.given(
                UserRow.user("anna").forwardNoAnswer(DestKind.USER, "us_ben").row());
        brain.given(phones.calls(C, "anna", "anna"));
        brain.when(facts.failed(C, "b1", 480));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        assertThat(brain.state().holders("user:us_anna")).containsExactly(C);
    }

    private void talking() {
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    private RefuseCall refusal() {
        return brain.commands(RefuseCall.class).getFirst();
    }

    private CallEnded ended() {
        return brain.events(CallEnded.class).getFirst();
    }

    private void nothing_is_left() {
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.state().lease(C)).isEmpty();
        assertThat(brain.state().holders("account.internal")).isEmpty();
        assertThat(brain.timers().keySet()).allMatch(timer -> timer.startsWith("contact/"));
    }
}
