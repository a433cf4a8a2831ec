package io.ringlog.sip.sdp;

/** A session description that cannot be read or taken; the message says why, and no key. */
public final class BadSdp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadSdp(String message) {
        super(message);
    }
}
