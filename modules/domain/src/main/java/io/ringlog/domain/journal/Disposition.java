package io.ringlog.domain.journal;

/** How a call came out. */
public enum Disposition {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    REFUSED,
    CANCELLED,
    FAILED,
    LOST
}
