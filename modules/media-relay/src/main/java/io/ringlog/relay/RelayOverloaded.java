package io.ringlog.relay;

/** A media loop has more work queued than it may; nothing of the call's request has been done. */
public final class RelayOverloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RelayOverloaded(String why) {
        super(why);
    }
}
