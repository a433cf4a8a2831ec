package io.ringlog.media.srtp;

import java.util.Arrays;
import java.util.Optional;

/**
 * What encrypts and what authenticates (RFC 4568 section 6.2): AES in counter mode with keys of 128 bits, and HMAC-SHA1
 * cut to 80 or 32 bits. Reports are authenticated by 80 bits in both.
 */
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(10),
    AES_CM_128_HMAC_SHA1_32(4);

    /** Of a report's tag, in both suites (RFC 4568 section 6.2.2). */
    static final int REPORT_TAG_BYTES = 10;

    private final int tagBytes;

    SrtpSuite(int tagBytes) {
        this.tagBytes = tagBytes;
    }

    /** The suite that session descriptions call so; names are as they are written, case and all. */
    public static Optional<SrtpSuite> named(String name) {
        return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
    }

    int tagBytes() {
        return tagBytes;
    }
}
