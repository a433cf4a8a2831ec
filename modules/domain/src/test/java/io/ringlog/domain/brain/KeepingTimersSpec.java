package io.ringlog.domain.brain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.Timer.Purpose;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepingTimersSpec {
    private static final Purpose PURPOSE = new Purpose.WindowIdle("w");
    private static final Instant DUE = BrainSpec.START.plusSeconds(10);
    private static final Input SET = new AgentActed("r", "api", "us_1", AgentActed.Verb.LOGIN, null, null, "k");
    private static final Input CANCEL = new HangUpRequested("r", "api", "c1", "k");

    private final Brain brain = new Brain("test", List.of(new OneTimer()), new SmallPlan());
    private long offset;

    @Test
    void a_timer_fires_when_it_is_due_and_only_once() {
        decide(0, SET);

        assertThat(decide(10, fired(DUE)).outgoing()).hasSize(1);
        assertThat(decide(10, fired(DUE)).outgoing()).isEmpty();
        assertThat(brain.state(Rows.ACCOUNT).timers()).isEmpty();
    }

    @Test
    void a_firing_that_was_appended_before_its_time_leaves_the_timer_as_it_is() {
        decide(0, SET);

        Outcome early = decide(9, fired(DUE));

        assertThat(early.outgoing()).isEmpty();
        assertThat(brain.state(Rows.ACCOUNT).timer("t")).isPresent();
        assertThat(decide(10, fired(DUE)).outgoing()).hasSize(1);
    }

    @Test
    void a_timer_that_was_moved_fires_at_its_new_time_alone() {
        decide(0, SET);
        decide(5, SET);

        assertThat(decide(10, fired(DUE)).outgoing()).isEmpty();
        assertThat(decide(15, fired(DUE.plusSeconds(5))).outgoing()).hasSize(1);
    }

    @Test
    void a_cancelled_timer_is_gone_from_the_state_and_never_fires() {
        decide(0, SET);

        assertThat(decide(1, CANCEL).changes())
                .contains(new Outcome.Change(timer(DUE).key(), null));
        assertThat(decide(10, fired(DUE)).outgoing()).isEmpty();
    }

    @Test
    void a_timer_outlives_its_brain() {
        Outcome set = decide(0, SET);
        var next = new Brain("test", List.of(new OneTimer()), new SmallPlan());
        set.changes().forEach(change -> next.restore(change.granule()));

        assertThat(next.decide(record(10, fired(DUE))).outgoing()).hasSize(1);
    }

    @Test
    void time_that_goes_back_in_the_log_neither_loses_nor_hurries_a_timer() {
        decide(0, SET);
        decide(-100, CANCEL);
        decide(-100, SET);

        assertThat(decide(-90, fired(DUE)).outgoing()).isEmpty();
        assertThat(decide(10, fired(DUE)).outgoing()).hasSize(1);
    }

    private Outcome decide(long second, Input input) {
        return brain.decide(record(second, input));
    }

    private JournalRecord record(long second, Input input) {
        offset++;
        return new JournalRecord(Rows.ACCOUNT, 0, offset, BrainSpec.START.plusSeconds(second), input);
    }

    private static TimerFired fired(Instant due) {
        return TimerFired.of(new Timer("t", due, PURPOSE));
    }

    private static Granule timer(Instant due) {
        return new Granule.TimerSet(Rows.ACCOUNT, new Timer("t", due, PURPOSE));
    }

    /** Sets one timer when an agent acts, cancels it when a hang-up is asked for, and says when it fired. */
    private static final class OneTimer implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof AgentActed) {
                turn.timer("t", Duration.ofSeconds(10), PURPOSE);
            } else if (input instanceof HangUpRequested) {
                turn.cancelTimer("t");
            } else if (input instanceof TimerFired) {
                turn.emit(new Event.FactsMissing("timer", 0, 0, 0), Because.of("timer.fired"));
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
