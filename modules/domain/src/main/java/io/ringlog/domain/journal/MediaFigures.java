package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * How well the media of a leg got through, as its edge measured it. What was not measured is null and never 0.
 *
 * @param packets different RTP packets received from its party
 * @param lost packets from its party that did not come
 * @param lossPermille {@code lost} of a thousand that its party sent; null where nothing came
 * @param jitterUs mean interarrival jitter of what came (RFC 3550 A.8), in microseconds
 * @param jitterMaxUs the greatest
 * @param mosX100 how well its party is understood here, estimated by the E-model (ITU-T G.107): 100 to 450 for a mean
 *     opinion score of 1 to 4.5; null for less than a second of speech and for codecs without figures
 * @param peerLost packets that its party reports (RTCP) not to have received
 * @param peerLossPermille the same of a thousand that were sent to it
 * @param peerJitterUs the interarrival jitter that it reported last, in microseconds
 * @param peerMosX100 how well its party understands, by what it reports
 * @param roundTripUs mean round trip between edge and party, in microseconds
 * @param srtpSuite by which its media is encrypted between edge and party (RFC 4568 section 6.2); null for in the clear
 */
public record MediaFigures(
        String legId,
        long packets,
        long lost,
        @Nullable Integer lossPermille,
        @Nullable Integer jitterUs,
        @Nullable Integer jitterMaxUs,
        @Nullable Integer mosX100,
        @Nullable Long peerLost,
        @Nullable Integer peerLossPermille,
        @Nullable Integer peerJitterUs,
        @Nullable Integer peerMosX100,
        @Nullable Integer roundTripUs,
        @Nullable String srtpSuite) {}
