package io.ringlog.domain.config.node;

import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.kernel.Because;
import org.jspecify.annotations.Nullable;

/** What a call at a node may hear. */
public sealed interface Heard {

    /** A prompt has ended, by itself or not. */
    record Played(String end) implements Heard {}

    /**
     * The caller's keys.
     *
     * @param silent nothing was pressed, or the engine could not listen
     * @param end how the gathering ended
     */
    record Pressed(String digits, boolean silent, String end) implements Heard {}

    /**
     * Nobody took the call.
     *
     * @param because who was rung
     */
    record RingFailed(RingOutcome outcome, Because because) implements Heard {}

    /**
     * The caller was recorded.
     *
     * @param end how it ended, a word of the outcomes of {@link Record}
     * @param objectKey where the sound lies; null when there is none
     */
    record Recorded(String end, long durationMs, @Nullable String objectKey) implements Heard {}

    /** A web service has answered, or will not. */
    record Told(HttpAnswer answer) implements Heard {}

    /** The caller left the queue by an exit that has no destination of its own. */
    record LeftQueue(String queueId, String exit) implements Heard {}
}
