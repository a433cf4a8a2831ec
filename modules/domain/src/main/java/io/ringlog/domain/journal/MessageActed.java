package io.ringlog.domain.journal;

/** Somebody wants something done with a message of a mailbox; the decision goes back to {@code replyTo}. */
public record MessageActed(
        String requestId, String replyTo, String mailboxId, String messageId, Verb verb, String actor)
        implements Input {

    /** What is asked for; {@code HEARD} and {@code NEW} take a deleted message back. */
    public enum Verb {
        HEARD,
        NEW,
        DELETE
    }
}
