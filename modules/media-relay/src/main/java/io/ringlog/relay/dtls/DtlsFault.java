package io.ringlog.relay.dtls;

/** Why there are no keys. */
public enum DtlsFault {
    /** As many handshakes are under way as may be. */
    CROWDED("crowded"),
    /** The certificate is another than the session description says, or there is none. */
    FINGERPRINT("fingerprint"),
    /** Nothing that encrypts media is known to both. */
    PROFILE("profile"),
    /** It was not over in time. */
    TIMEOUT("timeout"),
    /** What the other side said was wrong, or it gave up. */
    PROTOCOL("protocol"),
    /** The leg was closed meanwhile. */
    CLOSED("closed");

    private final String word;

    DtlsFault(String word) {
        this.word = word;
    }

    /** As metrics name it. */
    public String word() {
        return word;
    }
}
