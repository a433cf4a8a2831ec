package io.ringlog.relay;

/** The direction of media in a leg's SDP, as the leg itself says it (RFC 3264 section 5.1). */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** Whether the leg sends media to us. */
    public boolean sends() {
        return sends;
    }

    /** Whether the leg wants media from us. */
    public boolean receives() {
        return receives;
    }
}
