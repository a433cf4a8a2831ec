package io.ringlog.domain.journal;

/**
 * A worker has tried to send a mail about a message.
 *
 * @param attempt which one, as it was asked for
 * @param unsure whether this try may have reached its reader although nobody said so: a worker ended in its midst, or
 *     the server did not say what became of it
 * @param text the server's own words, or ours where it was not reached
 */
public record MailTried(
        String mailboxId, String messageId, int attempt, String to, Result result, boolean unsure, String text)
        implements Input {

    /** What came of it. */
    public enum Result {
        /** The server has taken it over. */
        SENT,
        /** The server will never take it (RFC 5321 section 4.2.1: 5yz). */
        REFUSED,
        /** The server does not take it now (4yz), was not reached, or does not know us. */
        PUT_OFF,
        /** The recording to attach is not where it should be. */
        NO_SOUND,
        /** No server is configured. */
        NO_SERVER
    }
}
