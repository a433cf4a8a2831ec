package io.ringlog.relay;

/** Starts media relays as their settings say. */
public final class MediaRelays {
    /** How the names of the loops' threads begin. */
    public static final String LOOP_NAME = "media-loop-";

    private MediaRelays() {}

    /** Starts the loops; the relay runs until it is closed. */
    public static MediaRelay start(RelaySettings settings, RelayListener listener) {
        return new LoopedRelay(settings, listener, index -> loop(settings, index));
    }

    private static MediaLoop loop(RelaySettings settings, int index) {
        String name = LOOP_NAME + index;
        return switch (settings.transport()) {
            case NIO -> new NioMediaLoop(name, settings.queueLimit());
            case NETTY -> new NettyMediaLoop(name, settings.queueLimit());
        };
    }
}
