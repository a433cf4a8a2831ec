package io.ringlog.sip;

/** What became of a command; anything but {@code DONE} changed nothing on the wire. */
public enum CommandOutcome {
    DONE,
    /** The call or request is unknown, or over. */
    UNKNOWN,
    /** The caller already has a final answer (for instance 503 because the decision was late). */
    TOO_LATE,
    /** The leg is not in a state that allows this. */
    WRONG_STATE,
    /** The caller requires a SIP extension that we do not offer; it got 420. */
    UNSUPPORTED,
    /** The caller's request may not be in so many places at once; it got 440. */
    TOO_BROAD
}
