package io.ringlog.api.port;

import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Input;
import java.time.Duration;

/** Asks the brain for a decision and waits for it. */
public interface Brain {

    /** Makes the input that carries the question; both ids go into it as they are. */
    @FunctionalInterface
    interface Question {
        Input with(String requestId, String replyTo);
    }

    /** How much later than the decision every view shows it, while nothing lags. */
    Duration shownWithin();

    /** The decision; throws {@link Refused} with LATE when it does not come in time, AWAY when it cannot be asked. */
    Reply ask(String account, Question question);
}
