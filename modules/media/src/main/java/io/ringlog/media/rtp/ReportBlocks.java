package io.ringlog.media.rtp;

import java.nio.ByteBuffer;

/**
 * The reception reports of a compound RTCP packet, one after the other (RFC 3550 section 6.4): what its sender has
 * received of whom. Made to be pointed at one packet after the other; keeps no copy.
 */
public final class ReportBlocks {
    private static final int HEAD_BYTES = 8;
    private static final int SENDER_BYTES = 20;
    private static final int BLOCK_BYTES = 24;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int nextPacket;
    private int at;
    private int left;

    /** @param compound a packet that {@link Rtcp#is} holds for one */
    public void wrap(ByteBuffer compound) {
        buffer = compound;
        nextPacket = compound.position();
        left = 0;
    }

    /** Goes to the next block; false when there is none, and at a report whose blocks do not fit into its length. */
    public boolean next() {
        if (left > 0) {
            left--;
            at += BLOCK_BYTES;
            return true;
        }
        while (buffer.limit() - nextPacket >= 4) {
            int from = nextPacket;
            int bytes = 4 + 4 * (buffer.getShort(from + 2) & 0xFFFF);
            nextPacket += bytes;
            int blocks = buffer.get(from) & 0x1F;
            int head = headOf(buffer.get(from + 1) & 0xFF);
            if (head != 0 && blocks > 0 && head + blocks * BLOCK_BYTES <= bytes && nextPacket <= buffer.limit()) {
                at = from + head;
                left = blocks - 1;
                return true;
            }
        }
        return false;
    }

    private static int headOf(int type) {
        return switch (type) {
            case Rtcp.SENDER_REPORT -> HEAD_BYTES + SENDER_BYTES;
            case Rtcp.RECEIVER_REPORT -> HEAD_BYTES;
            default -> 0;
        };
    }

    /** Whose stream it tells of. */
    public int ssrc() {
        return buffer.getInt(at);
    }

    /**
     * Lets it tell of another stream.
     *
     * @param sequenceBy what lies between the numbers of that stream and of this
     */
    void of(int ssrc, int sequenceBy) {
        buffer.putInt(at, ssrc);
        buffer.putShort(at + 10, (short) (buffer.getShort(at + 10) - sequenceBy));
    }

    /** Packets lost since the stream began; negative when more came twice than none came. 24 bits with a sign. */
    public int lost() {
        return buffer.getInt(at + 4) << 8 >> 8;
    }

    /** Interarrival jitter in units of the stream's timestamp, unsigned. */
    public long jitter() {
        return buffer.getInt(at + 12) & 0xFFFFFFFFL;
    }

    /** The middle 32 bits of the NTP time of the last sender report that came of the stream; 0 for none. */
    public int lastSenderReport() {
        return buffer.getInt(at + 16);
    }

    /** How long ago that was, in 65,536ths of a second, unsigned. */
    public long sinceLastSenderReport() {
        return buffer.getInt(at + 20) & 0xFFFFFFFFL;
    }
}
