package io.ringlog.media.rtp;

import java.nio.ByteBuffer;

/**
 * Tells one stream under the numbers of another: its packets, what its sender reports of it, and what is reported of it
 * the other way (RFC 3550 sections 6.4 and 7.2). Changes packets in place, allocates nothing, and does nothing until it
 * is told to shift.
 */
public final class Renumbering {
    private static final int WORD = 4;
    private static final int HEAD_BYTES = 8;
    private static final int SENDER_REPORT_BYTES = 28;

    private final ReportBlocks blocks = new ReportBlocks();
    private int source;
    private int told;
    private int sequence;
    private int timestamp;
    private boolean shifts;

    /** Packets of this SSRC stay as they are from now on. */
    public void keep(int ssrc) {
        source = ssrc;
        told = ssrc;
        shifts = false;
    }

    /**
     * @param ssrc whose packets are told in another stream from now on
     * @param toldSsrc that stream's SSRC
     * @param sequenceBy added to each sequence number
     * @param timestampBy added to each timestamp
     */
    public void shift(int ssrc, int toldSsrc, int sequenceBy, int timestampBy) {
        source = ssrc;
        told = toldSsrc;
        sequence = sequenceBy;
        timestamp = timestampBy;
        shifts = true;
    }

    /** Whose packets are told. */
    public int source() {
        return source;
    }

    /** The sequence number under which a packet would be told. */
    public int sequence(RtpView packet) {
        return (packet.sequence() + (shifts ? sequence : 0)) & 0xFFFF;
    }

    public void packet(RtpView packet) {
        if (shifts) {
            packet.number(told, packet.sequence() + sequence, packet.timestamp() + timestamp);
        }
    }

    /** What the sender of the stream says of it, on the same way as its packets. */
    public void sent(ByteBuffer compound) {
        if (!shifts) {
            return;
        }
        int end = compound.limit();
        for (int at = compound.position(); end - at >= HEAD_BYTES; at += bytes(compound, at)) {
            switch (compound.get(at + 1) & 0xFF) {
                case Rtcp.SENDER_REPORT -> senderReport(compound, at);
                case Rtcp.GOODBYE -> {
                    // Whoever leaves is not known here by that name, and the stream they were told in goes on.
                }
                case Rtcp.DESCRIPTION -> descriptions(compound, at);
                default -> ssrc(compound, at + WORD, source, told);
            }
        }
    }

    private static int bytes(ByteBuffer compound, int at) {
        return WORD + WORD * (compound.getShort(at + 2) & 0xFFFF);
    }

    private static int end(ByteBuffer compound, int at) {
        return Math.min(compound.limit(), at + bytes(compound, at));
    }

    private static void ssrc(ByteBuffer compound, int at, int from, int to) {
        if (compound.getInt(at) == from) {
            compound.putInt(at, to);
        }
    }

    private void senderReport(ByteBuffer compound, int at) {
        int stamp = at + HEAD_BYTES + 2 * WORD;
        if (compound.getInt(at + WORD) == source && end(compound, at) - at >= SENDER_REPORT_BYTES) {
            compound.putInt(stamp, compound.getInt(stamp) + timestamp);
        }
        ssrc(compound, at + WORD, source, told);
    }

    /** Chunks of an SSRC and items, the last of which is empty; each begins at a whole word (section 6.5). */
    private void descriptions(ByteBuffer compound, int at) {
        int end = end(compound, at);
        int chunk = at + WORD;
        for (int left = compound.get(at) & 0x1F; left > 0 && chunk + WORD <= end; left--) {
            ssrc(compound, chunk, source, told);
            int item = chunk + WORD;
            while (item + 1 < end && compound.get(item) != 0) {
                item += 2 + (compound.get(item + 1) & 0xFF);
            }
            chunk += ((item - chunk) / WORD + 1) * WORD;
        }
    }

    /** What whoever is told the stream says of it, on its way back to the stream's sender. */
    public void heard(ByteBuffer compound) {
        if (!shifts) {
            return;
        }
        blocks.wrap(compound);
        while (blocks.next()) {
            if (blocks.ssrc() == told) {
                blocks.of(source, sequence);
            }
        }
        int end = compound.limit();
        for (int at = compound.position(); end - at >= HEAD_BYTES + WORD; at += bytes(compound, at)) {
            int type = compound.get(at + 1) & 0xFF;
            if (type == Rtcp.TRANSPORT_FEEDBACK || type == Rtcp.PAYLOAD_FEEDBACK) {
                ssrc(compound, at + HEAD_BYTES, told, source);
            }
        }
    }
}
