package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/** What an edge is told for those who watch at it. */
public sealed interface WatchCommand extends Command {

    /**
     * Answers a waiting SUBSCRIBE.
     *
     * @param expiresSec with 200: how long it is watched for
     * @param minExpiresSec with 423: the shortest time that may be asked for
     * @param warning text of a Warning 399 header, the code of the rule; null when nothing was refused
     * @param lamp with {@code light}, when it is watched: what, and how it is lit now
     * @param partial true for a phone that is told what has changed since, not everything each time (RFC 4235)
     */
    record AnswerWatch(
            String requestId,
            int status,
            String phrase,
            @Nullable Integer expiresSec,
            @Nullable Integer minExpiresSec,
            @Nullable String warning,
            @Nullable Lamp lamp,
            @Nullable Light light,
            @Nullable Boolean partial)
            implements WatchCommand {}

    /** A lamp is lit otherwise from now on: whoever watches it at the edge is told. */
    record ShowLamp(Lamp lamp, Light light) implements WatchCommand {}
}
