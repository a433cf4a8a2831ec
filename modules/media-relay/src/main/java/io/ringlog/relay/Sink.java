package io.ringlog.relay;

import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;

/** Takes what the party of a leg says, packet by packet: one link of the leg's path. */
interface Sink {
    /** Nobody listens. */
    Sink NOBODY = (from, view, packet) -> from.counts.one(LegCounts.Of.SUPPRESSED);

    /**
     * @param view the packet's fields
     * @param packet good until the call returns; only the last sink of a path may change or use it up
     */
    void take(Leg from, RtpView view, ByteBuffer packet);

    /** Takes a report (RTCP) of the party. */
    default void takeReport(ByteBuffer packet) {}
}
