package io.ringlog.sip.sdp;

/** Which way media flows, seen from the side that wrote the description (RFC 3264 section 5.1). */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The attribute as it stands in SDP. */
    public String attribute() {
        return switch (this) {
            case SENDRECV -> "sendrecv";
            case SENDONLY -> "sendonly";
            case RECVONLY -> "recvonly";
            case INACTIVE -> "inactive";
        };
    }

    /** What the other side answers when it agrees with everything. */
    public Direction mirrored() {
        return switch (this) {
            case SENDRECV -> SENDRECV;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case INACTIVE -> INACTIVE;
        };
    }

    /** True when the writer no longer listens to us: the call is on hold. */
    public boolean holds() {
        return this == SENDONLY || this == INACTIVE;
    }
}
