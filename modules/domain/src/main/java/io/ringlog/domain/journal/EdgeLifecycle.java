package io.ringlog.domain.journal;

/** What happened to an edge as a whole; written to every partition. */
public sealed interface EdgeLifecycle extends Input {

    String edge();

    long epoch();

    /** The edge started anew: every call of an older epoch of it is gone. */
    record EdgeStarted(String edge, long epoch) implements EdgeLifecycle {}

    /** The edge takes no new calls from now on; those that live go on. */
    record EdgeDrains(String edge, long epoch) implements EdgeLifecycle {}

    /** The edge's heartbeat stopped, or it said goodbye: its calls are gone. */
    record EdgeLost(String edge, long epoch, String reason) implements EdgeLifecycle {

        /** The reason of an edge that stopped in good order and says so itself: the last of its epoch. */
        public static final String STOPPED = "stopped";

        public boolean isStopped() {
            return reason.equals(STOPPED);
        }
    }
}
