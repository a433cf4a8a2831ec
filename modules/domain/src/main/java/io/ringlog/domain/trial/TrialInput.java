package io.ringlog.domain.trial;

import io.ringlog.domain.http.HttpAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the world does next, for a call that waits for it. */
public sealed interface TrialInput {

    /** Name of what is done, as a script says it. */
    String word();

    /**
     * The party that is asked presses keys.
     *
     * @param keys 0 to 9, *, # and A to D; empty for silence
     */
    record Keys(String keys) implements TrialInput {
        @Override
        public String word() {
            return "keys";
        }
    }

    /** Whoever is rung does this. */
    record Ring(RingEnd end) implements TrialInput {
        @Override
        public String word() {
            return "ring";
        }
    }

    /** What becomes of phones that ring. */
    enum RingEnd {
        ANSWERED,
        BUSY,
        DECLINED,
        /** They ring until the platform gives up. */
        NO_ANSWER
    }

    /**
     * The caller speaks into a recording.
     *
     * @param seconds 0 for nothing at all
     */
    record Speaks(int seconds) implements TrialInput {
        @Override
        public String word() {
            return "speaks_sec";
        }
    }

    /**
     * The web service that is asked answers.
     *
     * @param status null for no answer
     * @param values what was found of what the node wants
     */
    record Http(@Nullable Integer status, List<HttpAnswer.Value> values) implements TrialInput {
        public Http {
            values = List.copyOf(values);
        }

        @Override
        public String word() {
            return "http";
        }
    }

    /** The caller hangs up so many seconds after the call began to wait. */
    record HangsUp(int afterSec) implements TrialInput {
        @Override
        public String word() {
            return "hangs_up_after_sec";
        }
    }
}
