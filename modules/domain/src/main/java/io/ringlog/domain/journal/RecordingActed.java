package io.ringlog.domain.journal;

/**
 * Somebody wants a talk recorded, or something done with a recording; the decision goes back to {@code replyTo}.
 *
 * @param id of the call; with {@code ERASE} of the recording
 */
public record RecordingActed(String requestId, String replyTo, Verb verb, String id, String actor) implements Input {

    /** What is asked for. */
    public enum Verb {
        START,
        STOP,
        PAUSE,
        RESUME,
        ERASE
    }
}
