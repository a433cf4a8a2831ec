package io.ringlog.domain.number;

/** What a number is for who pays for the call; an account says which of them its users may dial. */
public enum NumberClass {
    /** A fixed line in the area of the caller's own number. */
    LOCAL,
    /** Any other number of the country that is neither mobile nor dear, free numbers too. */
    NATIONAL,
    MOBILE,
    INTERNATIONAL,
    /** Premium rate and shared cost, in whatever country. */
    PREMIUM,
    /** An emergency number: whoever can call may call it. */
    EMERGENCY
}
