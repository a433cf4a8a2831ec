package io.ringlog.relay;

/**
 * What has passed through one leg. Only ever grows.
 *
 * @param packetsIn valid RTP packets from the leg's own far end
 * @param forwardedOut packets of the other leg of its talk sent on to this leg
 * @param engineOut packets the engine made for this leg: sound of the platform, or a mix
 * @param transcodedOut those of {@code forwardedOut} whose law was changed
 * @param rtcpIn reports from the leg
 * @param rtcpOut reports sent on to the leg
 * @param foreign dropped: from an address that is not the leg's
 * @param malformed dropped: no RTP
 * @param held dropped: against the direction of the SDP
 * @param suppressed dropped: sound of its talk while something is played to this leg, or an unusable payload
 * @param unsent dropped: nowhere to send to yet, or the socket would not take it
 * @param unheard dropped: enough had gone to an address from which nothing was ever heard
 * @param unauthentic dropped: of a leg whose media is encrypted, and not sealed under its key, or there already
 */
public record LegCounters(
        long packetsIn,
        long bytesIn,
        long forwardedOut,
        long forwardedBytesOut,
        long engineOut,
        long engineBytesOut,
        long transcodedOut,
        long rtcpIn,
        long rtcpOut,
        long foreign,
        long malformed,
        long held,
        long suppressed,
        long unsent,
        long unheard,
        long unauthentic) {

    public static final LegCounters NONE = new LegCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The sum of both, part by part. */
    LegCounters plus(LegCounters more) {
        return new LegCounters(
                packetsIn + more.packetsIn,
                bytesIn + more.bytesIn,
                forwardedOut + more.forwardedOut,
                forwardedBytesOut + more.forwardedBytesOut,
                engineOut + more.engineOut,
                engineBytesOut + more.engineBytesOut,
                transcodedOut + more.transcodedOut,
                rtcpIn + more.rtcpIn,
                rtcpOut + more.rtcpOut,
                foreign + more.foreign,
                malformed + more.malformed,
                held + more.held,
                suppressed + more.suppressed,
                unsent + more.unsent,
                unheard + more.unheard,
                unauthentic + more.unauthentic);
    }
}
