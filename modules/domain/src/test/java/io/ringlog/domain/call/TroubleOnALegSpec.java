package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CommandRefused;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleOnALegSpec {

    private static final String C = "call_1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void both_are_registered() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @ParameterizedTest
    @CsvSource({
        "PARTY, called.hung-up",
        "MEDIA_SILENCE, media.silent",
        "SESSION_EXPIRED, session.expired",
        "PARTY_GONE, party.gone",
        "SIGNALLING_FAILURE, signalling.failed",
        "NODE_STOPPED, node.stopped",
        "COMMAND, edge.ended"
    })
    void whatever_ends_a_talking_leg_ends_the_call(EndedBy by, String cause) {
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));

        brain.when(new CallFact.LegEnded(facts.stamp(), C, "b1", by, "why"));

        assertThat(cause()).isEqualTo(cause);
    }

    @Test
    void the_end_of_a_leg_that_does_not_talk_is_nothing() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.hungUp(C, "b1"), facts.hungUp(C, "b9"), facts.failed(C, "b9", 486));

        assertThat(brain.events()).isEmpty();
    }

    @Test
    void an_answer_that_crossed_the_end_of_the_call_is_hung_up() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.givenPassed(Duration.ofMinutes(5));
        assertThat(brain.state().call(C)).isEmpty();

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.commands())
                .containsExactly(new Command.HangUpLegs(C, List.of("b1"), "call.answered-too-late"));
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void a_failure_keeps_the_edges_reason() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(new CallFact.LegFailed(facts.stamp(), C, "b1", 503, "no route"));

        assertThat(brain.events(LegLost.class)).extracting(LegLost::why).containsExactly("no route");
    }

    @Test
    void a_command_that_fails_on_a_ringing_leg_loses_that_leg() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.commandFailed(C, "0-1-1", "b1", "no such contact"));

        assertThat(brain.events(CommandRefused.class)).hasSize(1);
        assertThat(brain.events(LegLost.class)).extracting(LegLost::status).containsExactly(500);
    }

    @Test
    void a_command_that_fails_without_a_leg_ends_the_call() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.commandFailed(C, "0-1-1", null, "no codec"));

        assertThat(cause()).isEqualTo("edge.command-failed");
    }

    @Test
    void a_caller_who_is_said_to_have_answered_stays_where_it_is() {
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        CallState talking = brain.state().call(C).orElseThrow();

        brain.when(facts.answered(C, "a"));
        assertThat(brain.commands()).isEmpty();
        assertThat(brain.state().call(C)).contains(talking);

        brain.given(facts.hungUp(C, "b1"));
        brain.when(facts.answered(C, "a"));
        assertThat(brain.commands()).isEmpty();
        assertThat(brain.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_hold_told_twice_is_told_on_and_changes_nothing_the_second_time(boolean held) {
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        brain.given(facts.held(C, "b1", true), facts.held(C, "b1", held));
        Leg before = brain.state().call(C).orElseThrow().leg("b1").orElseThrow();
        assertThat(before).isInstanceOf(held ? Leg.Held.class : Leg.Talking.class);
        brain.givenPassed(Duration.ofSeconds(5));

        brain.when(facts.held(C, "b1", held));

        assertThat(brain.state().call(C).orElseThrow().leg("b1")).contains(before);
        assertThat(brain.events(LegHoldChanged.class)).containsExactly(new LegHoldChanged(C, "b1", held));
    }

    @Test
    void no_call_lasts_for_ever() {
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));

        brain.whenPassed(Duration.ofHours(12));

        assertThat(cause()).isEqualTo("call.too-long");
    }

    @Test
    void a_call_for_help_lasts_on_and_no_other_call_outside_does() {
        BrainSpec outside = Phones.callingOut().given(phones.registers("anna"));
        outside.given(phones.calls(C, "anna", "112"), facts.answered(C, "b1"));

        outside.whenPassed(Duration.ofHours(12));
        outside.whenPassed(Duration.ofHours(12));
        assertThat(outside.events(CallEnded.class)).isEmpty();

        outside.when(facts.hungUp(C, "b1"));
        outside.given(phones.calls("call_2", "anna", "089 1234567"), facts.answered("call_2", "b1"));
        outside.whenPassed(Duration.ofHours(12));
        assertThat(outside.events(CallEnded.class).getLast().cdr().hangupCause())
                .isEqualTo("call.too-long");
    }

    @Test
    void a_ring_timer_of_another_attempt_changes_nothing() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.givenSet(new Timer("ring/" + C, brain.now(), new Timer.Purpose.RingTimeout(C, 9)));
        brain.whenFires("ring/" + C);
        assertThat(brain.outgoing()).isEmpty();

        brain.givenSet(new Timer("ring/x", brain.now(), new Timer.Purpose.RingTimeout("x", 1)));
        brain.whenFires("ring/x");
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void one_device_failing_leaves_the_others_ringing() {
        brain.given(Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("ben2"));
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 486));

        assertThat(brain.state().call(C).orElseThrow().ringing()).hasSize(1);
    }

    @Test
    void a_call_that_is_not_live_cannot_be_ended() {
        brain.when(new HangUpRequested("req", "api", "c9", "boss"));

        assertThat(((Effect.Reply) brain.effects().getFirst()).code()).isEqualTo("call.unknown");
    }

    @Test
    void an_invite_that_comes_again_is_the_same_call() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(brain.events()).isEmpty();
    }

    @Test
    void devices_that_are_disabled_or_not_opted_in_do_not_ring() {
        brain.given(
                UserRow.user("ben").ring(RingStrategy.SPECIFIC).row(),
                Rows.device("dev_ben", "us_ben", "ben", 0, false));

        brain.when(phones.calls(C, "anna", "ben"));
        assertThat(brain.commands(Command.InviteParty.class)).isEmpty();

        brain.given(Rows.disabledDevice("ben"));
        brain.when(phones.calls("call_2", "anna", "ben"));
        assertThat(brain.commands(Command.InviteParty.class)).isEmpty();
    }

    @Test
    void a_disabled_user_does_not_ring() {
        brain.given(UserRow.user("ben").disabled().row());

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(List.copyOf(brain.commands(Command.InviteParty.class))).isEmpty();
    }

    private String cause() {
        return brain.events(CallEnded.class).getFirst().cause();
    }
}
