package io.ringlog.relay;

import io.ringlog.media.rtp.Reception;
import io.ringlog.media.rtp.ReportBlocks;
import io.ringlog.media.rtp.Rtcp;
import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Measures how a leg's media gets through: what comes from its party by the numbers of the packets, what its party
 * hears by the party's own reports. Written by the leg's loop alone, read by anyone; judges nothing.
 */
final class LegMeter {
    private enum Of {
        PACKETS,
        LOST,
        /** One more than the payload type, 0 for none. */
        TYPE,
        JITTER_SUM,
        JITTER_COUNT,
        JITTER_MOST,
        REPORTS,
        PEER_LOST,
        PEER_SENT,
        /** One more than the microseconds, 0 where they are not known. */
        PEER_JITTER,
        TRIPS,
        TRIPS_US
    }

    /** Sender reports that its party may still answer; they go out every few seconds. */
    private static final int ASKED_MOST = 4;

    private static final long LONGEST_TRIP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLongArray values = new AtomicLongArray(Of.values().length);
    private final Reception reception = new Reception();
    private final ReportBlocks blocks = new ReportBlocks();
    private final int[] asked = new int[ASKED_MOST];
    private final long[] askedAt = new long[ASKED_MOST];
    private int asks;
    private int unitNanos;

    /** Another source speaks on the leg from now on. */
    void otherSource() {
        reception.otherSource();
    }

    /** Takes a packet of the leg's party that came at {@code now}. */
    void received(Leg leg, RtpView packet, long now) {
        boolean isNew = reception.count(packet.sequence());
        int type = packet.payloadType();
        if (isNew && type != leg.eventsIn()) {
            unitNanos = leg.unitNanos(type);
            if (unitNanos > 0) {
                reception.time(now, packet.timestamp(), unitNanos);
                set(Of.JITTER_SUM, reception.jitterSumNanos());
                set(Of.JITTER_COUNT, reception.jitterCount());
                set(Of.JITTER_MOST, reception.jitterMostNanos());
            }
            set(Of.TYPE, type + 1L);
        }
        set(Of.PACKETS, reception.packets());
        set(Of.LOST, reception.lost());
    }

    /** How long a unit of the timestamps lasts that the leg's party sends; 0 where that is not known. */
    int unitNanos() {
        return unitNanos;
    }

    /** A report went to the leg's party, which will name it when it answers. */
    void asks(ByteBuffer report, long now) {
        if (Rtcp.isSenderReport(report)) {
            int slot = asks++ & (ASKED_MOST - 1);
            asked[slot] = Rtcp.middleOfNtp(report);
            askedAt[slot] = now;
        }
    }

    /** The leg's party tells what it hears; what it tells of streams that do not go to it is not read. */
    void reported(Leg leg, ByteBuffer report, long now) {
        blocks.wrap(report);
        while (blocks.next()) {
            int ssrc = blocks.ssrc();
            int unit = leg.unitNanosTold(ssrc);
            if (unit >= 0) {
                heard(leg.counts, unit);
                answered(now);
            }
        }
    }

    /** A leg's party is told one stream, whoever speaks: what it says of that is the whole sum. */
    private void heard(LegCounts counts, int unit) {
        long sent = counts.get(LegCounts.Of.FORWARDED) + counts.get(LegCounts.Of.ENGINE);
        set(Of.PEER_LOST, Math.clamp(blocks.lost(), 0, sent));
        set(Of.PEER_SENT, sent);
        set(Of.PEER_JITTER, unit == 0 ? 0 : 1 + Math.min(Integer.MAX_VALUE - 1L, blocks.jitter() * unit / 1_000));
        set(Of.REPORTS, 1);
    }

    private void answered(long now) {
        int named = blocks.lastSenderReport();
        long since = (blocks.sinceLastSenderReport() * 1_000_000_000L) >> 16;
        for (int i = 0; i < ASKED_MOST; i++) {
            long trip = now - askedAt[i] - since;
            if (named != 0 && named == asked[i] && trip >= 0 && trip <= LONGEST_TRIP_NANOS) {
                asked[i] = 0;
                set(Of.TRIPS, values.getPlain(Of.TRIPS.ordinal()) + 1);
                set(Of.TRIPS_US, values.getPlain(Of.TRIPS_US.ordinal()) + trip / 1_000);
                return;
            }
        }
    }

    private void set(Of what, long value) {
        // One writer: an opaque write is enough, and costs no locked instruction for each packet.
        values.setOpaque(what.ordinal(), value);
    }

    private long get(Of what) {
        return values.getOpaque(what.ordinal());
    }

    LegQuality now() {
        long type = get(Of.TYPE);
        long timed = get(Of.JITTER_COUNT);
        long trips = get(Of.TRIPS);
        return new LegQuality(
                get(Of.PACKETS),
                get(Of.LOST),
                type == 0 ? null : (int) type - 1,
                timed == 0
                        ? null
                        : new LegQuality.Jitter(micros(get(Of.JITTER_SUM) / timed), micros(get(Of.JITTER_MOST))),
                get(Of.REPORTS) == 0 ? null : peer(),
                trips == 0 ? null : (int) (get(Of.TRIPS_US) / trips));
    }

    private LegQuality.Peer peer() {
        long jitter = get(Of.PEER_JITTER);
        return new LegQuality.Peer(get(Of.PEER_LOST), get(Of.PEER_SENT), jitter == 0 ? null : (int) jitter - 1);
    }

    private static int micros(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }
}
