package io.ringlog.relay;

/** Starts media relays as their settings say. */
public final class MediaRelays {
    private MediaRelays() {}

    /** Starts the loops; the relay runs until it is closed. */
    public static MediaRelay start(RelaySettings settings, RelayListener listener) {
        return new LoopedRelay(settings, listener, index -> loop(settings, index));
    }

    private static MediaLoop loop(RelaySettings settings, int index) {
        String name = "media-loop-" + index;
        return switch (settings.transport()) {
            case NIO -> new NioMediaLoop(name, settings.queueLimit());
            case NETTY -> new NettyMediaLoop(name, settings.queueLimit());
        };
    }
}
