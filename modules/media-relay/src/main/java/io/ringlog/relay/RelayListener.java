package io.ringlog.relay;

import java.time.Duration;

/** Hears what happens to the media of calls. Called on the loop's own thread: whoever implements it must not block. */
public interface RelayListener {
    void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason);

    void digit(String callId, String legId, char digit, int durationMs);

    /** Neither the leg nor anybody of its talk has sent a packet for that long; told once until one comes again. */
    void silent(String callId, String legId, Duration duration);

    /** The leg's sockets are closed; these are its last counters. */
    default void closed(String callId, String legId, LegCounters counters) {}
}
