package io.ringlog.relay;

/**
 * What the SDP that we send to a leg says.
 *
 * @param telephoneEvent the payload type the leg shall use for telephone events, or {@link #AS_REMOTE}
 */
public record LegMedia(int telephoneEvent) {
    /** The leg uses the number of its own SDP, as answers that mirror the offer make it. */
    public static final int AS_REMOTE = -1;

    public static final LegMedia MIRRORED = new LegMedia(AS_REMOTE);
}
