package io.ringlog.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears what happens to the media of calls. Called on the loop's own thread: whoever implements it must not block. */
public interface RelayListener {
    void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason);

    void digit(String callId, String legId, char digit, int durationMs);

    /**
     * A key of whom a leg talks to, for which the leg's media has no way: its SDP has no telephone events.
     *
     * @param legId who is to be told of it by other means
     */
    default void keyUntold(String callId, String legId, char key, int durationMs) {}

    /**
     * Media is due, and neither the leg nor anybody of its talk has sent a packet for that long; told again after each
     * such time.
     */
    void silent(String callId, String legId, Duration duration);

    /**
     * No media is due, because the leg or all others of its talk are on hold, and nothing has come from it for the time
     * of silence: only its signalling can say whether it is still there. Told again after each such time.
     */
    void quietOnHold(String callId, String legId);

    /**
     * Somebody else of a talk that is mixed from the start speaks than before, told at most once a second; null when
     * nobody does. That a speaker has left the talk is not told.
     */
    default void speaks(String talkId, @Nullable LegKey speaker) {}

    /** The leg's sockets are closed; these are its last counters. */
    default void closed(String callId, String legId, LegCounters counters) {}
}
