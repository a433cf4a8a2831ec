package io.ringlog.edge.media;

import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import java.time.Duration;

/**
 * One gather as a state machine without a clock: keys and ends of waiting go in, what to do next comes out.
 *
 * <pre>
 * prompting --prompt over--> waiting (first-digit time) --key--> collecting (inter-digit time) --...--> done
 *     `----------- key, when it may barge in ------------------------^
 * </pre>
 */
final class Gathering {

    /** What the owner has to do. */
    sealed interface Step {
        /** Nothing changed. */
        record Ignore() implements Step {}

        /** End the prompt if it still plays, and wait so long for the next key. */
        record Await(Duration atMost) implements Step {}

        record Done(String digits, GatherEnd end) implements Step {}
    }

    private static final Step IGNORE = new Step.Ignore();

    private final Gather asked;
    private final StringBuilder digits = new StringBuilder();
    private boolean prompting;
    private boolean done;

    Gathering(Gather asked) {
        this.asked = asked;
        this.prompting = !asked.mediaIds().isEmpty();
    }

    /** Called at once when there is no prompt, otherwise when it has been heard. */
    Step promptOver() {
        if (done || (!prompting && !digits.isEmpty())) {
            return IGNORE;
        }
        prompting = false;
        return new Step.Await(Duration.ofMillis(asked.firstTimeoutMs()));
    }

    Step key(char key) {
        if (done || (prompting && !asked.bargeIn())) {
            return IGNORE;
        }
        prompting = false;
        if (asked.terminators().indexOf(key) >= 0) {
            return end(GatherEnd.TERMINATOR);
        }
        digits.append(key);
        return digits.length() >= asked.maxDigits()
                ? end(GatherEnd.COMPLETE)
                : new Step.Await(Duration.ofMillis(asked.interDigitTimeoutMs()));
    }

    /** Waited long enough: what was typed counts when it is enough. */
    Step timeOver() {
        if (done || prompting) {
            return IGNORE;
        }
        boolean enough = !digits.isEmpty() && digits.length() >= asked.minDigits();
        return end(enough ? GatherEnd.COMPLETE : GatherEnd.TIMEOUT);
    }

    /** The leg is gone, the prompt is missing, or another command took its place. */
    Step abandon() {
        return done ? IGNORE : end(GatherEnd.FAILED);
    }

    private Step end(GatherEnd how) {
        done = true;
        return new Step.Done(digits.toString(), how);
    }
}
