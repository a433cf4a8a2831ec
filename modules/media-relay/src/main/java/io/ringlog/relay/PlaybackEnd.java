package io.ringlog.relay;

/** Why a playback is over. */
public enum PlaybackEnd {
    /** It was heard to its end. */
    COMPLETED,
    STOPPED,
    /** Another one took its place. */
    REPLACED,
    /** The leg has joined a talk. */
    CONNECTED,
    /** The leg is closed, or was never open. */
    CLOSED,
    /** The leg accepts no codec that the engine speaks. */
    NO_CODEC
}
