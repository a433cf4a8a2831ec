package io.ringlog.domain.journal;

/** What a caller's offer says of encryption (SRTP by SDES, RFC 4568); keys stay at the edge. */
public enum OfferedEncryption {
    /** The media may be encrypted or not (RFC 8643, or a media line for each). */
    OPTIONAL,
    /** It must be, and there is a key that can be used. */
    REQUIRED,
    /** It must be, and there is none: another suite, another way of exchanging keys, a key with an identifier. */
    UNUSABLE
}
