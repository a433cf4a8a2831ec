package io.ringlog.domain.schedule;

import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.kernel.Because;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a schedule says at an instant. A schedule that cannot be read says so, and counts as open. */
public sealed interface Hours {

    /** The three answers, each also the outcome of a time condition. */
    enum State {
        IN_HOURS("in_hours"),
        OUT_OF_HOURS("out_of_hours"),
        HOLIDAY("holiday");

        private final String outcome;

        State(String outcome) {
            this.outcome = outcome;
        }

        public String outcome() {
            return outcome;
        }
    }

    /** The answer that counts: a broken schedule strands nobody. */
    State state();

    /** The reason with what the schedule said to it. */
    default Because noted(Because because, String schedule) {
        Because read = because.with("schedule", schedule).with("hours", state().outcome());
        return switch (this) {
            case Evaluation it -> read.with("hours_rule", it.ruleId() == null ? "none" : it.ruleId());
            case Broken it -> read.with("schedule_broken", it.reason());
        };
    }

    /**
     * A schedule's answer.
     *
     * @param ruleId the rule that spoke; null when none did
     * @param nextChangeAt the first instant with another state; null when there is none
     */
    record Evaluation(
            State state, @Nullable String ruleId, @Nullable Instant nextChangeAt, Because because) implements Hours {}

    /** The schedule is missing or cannot be read. Whoever asks for a call warns of it. */
    record Broken(String scheduleId, String reason) implements Hours {

        /** The warning that belongs into the call's story. */
        public FlowEvent.ScheduleFailedOpen warning(String callId) {
            return new FlowEvent.ScheduleFailedOpen(callId, scheduleId, reason);
        }

        /** @param where the row or flow node that has these hours */
        public Because because(String where) {
            return Because.of("schedule.broken")
                    .with("schedule", scheduleId)
                    .with("why", reason)
                    .with("where", where);
        }

        @Override
        public State state() {
            return State.IN_HOURS;
        }
    }
}
