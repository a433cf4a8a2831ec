package io.ringlog.sip.sdp;

/** A session description that cannot be read; the message says which line. */
public final class BadSdp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSdp(String message) {
        super(message);
    }
}
