package io.ringlog.domain.call;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody has answered in time and there is nowhere to go: an answer that crosses the CANCEL still has the caller. */
class CrossingTheEndSpec {

    private static final String C = "c1";
    private static final Duration RUNG = Duration.ofSeconds(25);

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().cancellingSlowly();

    private void ben_has_not_answered() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.calls(C, "anna", "ben"));
        brain.whenPassed(RUNG);
    }

    private CallState call() {
        return brain.state().call(C).orElseThrow();
    }

    private void talk(String phone) {
        Leg.InTalk caller = (Leg.InTalk) call().leg("a").orElseThrow();
        assertThat(((Leg.InTalk) call().leg(phone).orElseThrow()).talkId()).isEqualTo(caller.talkId());
        assertThat(brain.timers()).doesNotContainKey("end/c1");
    }

    @Test
    void the_caller_is_refused_when_the_phone_has_said_that_it_rings_no_more() {
        ben_has_not_answered();
        assertThat(brain.commands()).containsExactly(new CancelLegs(C, List.of("b1"), "routing.no-answer"));
        assertThat(brain.events(CallEnded.class)).isEmpty();

        brain.when(facts.failed(C, "b1", 487));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(480, "routing.no-answer"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.NO_ANSWER);
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs()).containsEntry("user", "us_ben");
        assertThat(brain.timers().keySet()).allMatch(it -> it.startsWith("contact/"));
    }

    @Test
    void an_answer_that_went_through_has_the_caller() {
        ben_has_not_answered();

        brain.when(facts.passedOn(C, "b1"));

        talk("b1");
        assertThat(brain.commands()).isEmpty();
        assertThat(brain.reasons(LegConnected.class).getFirst().inputs()).containsEntry("before", "ring");
        assertThat(brain.state().holders(Scopes.user("us_ben"))).containsExactly(C);
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition, CallEnded::cause)
                .containsExactly(tuple(Disposition.ANSWERED, "caller.hung-up"));
    }

    @Test
    void a_phone_that_says_nothing_is_not_waited_for_longer_than_two_seconds() {
        ben_has_not_answered();

        brain.whenPassed(Duration.ofSeconds(2));

        assertThat(brain.events(CallEnded.class)).hasSize(1);
        brain.when(facts.passedOn(C, "b1"));
        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("b1"), "call.answered-too-late"));
    }

    @Test
    void an_answer_that_the_caller_does_not_hear_is_hung_up_and_the_caller_refused() {
        ben_has_not_answered();

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.commands(HangUpLegs.class)).hasSize(1);
        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
    }

    @Test
    void each_of_several_phones_is_waited_for() {
        brain.given(
                Rows.device("dev_ben2", "us_ben", "ben2", 1, true),
                UserRow.user("ben").row());
        brain.given(phones.registers("ben2"));
        ben_has_not_answered();
        assertThat(brain.commands(CancelLegs.class))
                .extracting(CancelLegs::legIds)
                .containsExactly(List.of("b1", "b2"));
        brain.when(facts.failed(C, "b2", 487), facts.failed(C, "b2", 487), facts.failed(C, "b9", 487));
        assertThat(brain.outgoing()).isEmpty();

        brain.when(facts.passedOn(C, "b1"));

        talk("b1");
    }

    @Test
    void a_phone_that_declines_for_all_crosses_the_answer_of_another() {
        brain.given(
                Rows.device("dev_ben2", "us_ben", "ben2", 1, true),
                UserRow.user("ben").row());
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("ben2"));
        brain.given(phones.calls(C, "anna", "ben"), facts.failed(C, "b1", 603));

        brain.when(facts.passedOn(C, "b2"));

        talk("b2");
    }

    @Test
    void a_caller_who_cancels_meanwhile_has_cancelled() {
        ben_has_not_answered();

        brain.when(facts.cancelled(C));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.CANCELLED);
        assertThat(brain.timers()).doesNotContainKey("end/c1");
    }

    @Test
    void who_asks_for_the_end_meanwhile_has_it_at_once() {
        ben_has_not_answered();

        brain.when(new HangUpRequested("r1", "api", C, "key_1"));

        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    @Test
    void a_flow_that_hangs_up_behind_the_time_out_waits_too() {
        FlowLine line = new FlowLine();
        line.brain.cancellingSlowly();
        line.brain.given(UserRow.user("ben").row(), Rows.device("ben"));
        line.brain.given(line.phones.registers("ben"));
        line.publish(graph(
                List.of(entry(), node("dial", new Dial(DestKind.USER, "us_ben", 15)), node("bye", new Hangup(null))),
                "entry default dial",
                "dial default bye"));
        line.call();
        line.brain.whenPassed(RUNG.minusSeconds(10));
        assertThat(line.brain.commands(RefuseCall.class)).isEmpty();

        line.brain.when(line.facts.failed(C, "b1", 487));

        assertThat(line.brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(480);
    }
}
