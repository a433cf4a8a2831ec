package io.ringlog.domain.schedule;

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

    /**
     * A schedule's answer.
     *
     * @param ruleId the rule that spoke; null when none did
     * @param nextChangeAt the first instant with another state; null when there is none
     */
    record Evaluation(
            State state, @Nullable String ruleId, @Nullable Instant nextChangeAt, Because because) implements Hours {}

    /** The schedule is missing or cannot be read. */
    record Broken(String reason) implements Hours {
        @Override
        public State state() {
            return State.IN_HOURS;
        }
    }
}
