package io.ringlog.domain.config;

/** Whether the media between an edge and a device or trunk is encrypted (SRTP by SDES, RFC 4568). */
public enum MediaEncryption {
    /** Never: an offer that must have it is refused. */
    OFF,
    /** Where the party offers it, and where it can be offered safely: over TLS. */
    OPTIONAL,
    /** Always, and over TLS: a key that is sent in the clear hides nothing. */
    REQUIRED
}
