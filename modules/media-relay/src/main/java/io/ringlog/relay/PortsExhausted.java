package io.ringlog.relay;

/** No port pair is free now: the call cannot have media. */
public final class PortsExhausted extends Exception {
    private static final long serialVersionUID = 1L;

    PortsExhausted(String why) {
        super(why);
    }
}
