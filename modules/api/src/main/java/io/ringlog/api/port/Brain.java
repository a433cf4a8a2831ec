package io.ringlog.api.port;

import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Input;

/** Asks the brain for a decision and waits for it. */
public interface Brain {

    /** Makes the input that carries the question; both ids go into it as they are. */
    @FunctionalInterface
    interface Question {
        Input with(String requestId, String replyTo);
    }

    /** The decision; throws {@link Refused} with LATE when it does not come in time, AWAY when it cannot be asked. */
    Reply ask(String account, Question question);
}
