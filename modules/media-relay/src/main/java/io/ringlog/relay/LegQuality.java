package io.ringlog.relay;

import org.jspecify.annotations.Nullable;

/**
 * How well the media of one leg gets through. What was not measured is null and never 0.
 *
 * @param packets different packets received from its party
 * @param lost packets from its party that its numbers say were sent and that have not come
 * @param payloadType of what its party said last, telephone events aside; null while it has said nothing
 * @param jitter mean and greatest interarrival jitter of what its party sends (RFC 3550 A.8); null for a codec whose
 *     clock is not known, and before the second packet
 * @param peer what its party reports of what it hears; null until it reports
 * @param roundTripUs mean round trip between us and its party, in microseconds, from the sender reports that went to it
 *     and its answers to them (RFC 3550 section 6.4.1); null where it answered none
 */
public record LegQuality(
        long packets,
        long lost,
        @Nullable Integer payloadType,
        @Nullable Jitter jitter,
        @Nullable Peer peer,
        @Nullable Integer roundTripUs) {

    /** In microseconds. */
    public record Jitter(int meanUs, int mostUs) {}

    /**
     * What the party says of what it hears, over the whole way from who speaks.
     *
     * @param lost packets that did not come to it, of {@code sent}
     * @param sent packets that had gone to it when it last reported
     * @param jitterUs interarrival jitter of its last report; null where the clock is not known
     */
    public record Peer(long lost, long sent, @Nullable Integer jitterUs) {}

    /** Whether anything was measured. */
    public boolean isEmpty() {
        return packets == 0 && peer == null;
    }
}
