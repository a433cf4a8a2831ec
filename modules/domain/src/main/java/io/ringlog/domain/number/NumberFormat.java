package io.ringlog.domain.number;

/** How a number outside is written where people read it. */
public enum NumberFormat {
    /** As the carrier wrote it. */
    AS_RECEIVED,
    /** With its plus, {@code +493012345678}: every phone may dial it back. */
    E164,
    /** As people of the country dial it, {@code 03012345678}; with its plus where it is of another. */
    NATIONAL
}
