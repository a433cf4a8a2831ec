package io.ringlog.media.rtp;

import java.nio.ByteBuffer;

/**
 * A look at one RTP packet in place (RFC 3550 section 5.1). Made to be pointed at one packet after the other; it keeps
 * no copy, so it is only good until the buffer changes.
 */
public final class RtpView {
    public static final int HEADER_BYTES = 12;

    private ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES);
    private int start;
    private int payloadOffset;
    private int payloadLength;

    /**
     * Points this view at the bytes between position and limit.
     *
     * @return false when they are no RTP packet: too short, another version, or lengths that do not fit
     */
    public boolean wrap(ByteBuffer packet) {
        int from = packet.position();
        int length = packet.remaining();
        if (length < HEADER_BYTES || (packet.get(from) & 0xC0) != 0x80) {
            return false;
        }
        int head = headLength(packet, from, length);
        int padding = (packet.get(from) & 0x20) == 0 ? 0 : packet.get(from + length - 1) & 0xFF;
        if (head + padding > length) {
            return false;
        }
        buffer = packet;
        start = from;
        payloadOffset = from + head;
        payloadLength = length - head - padding;
        return true;
    }

    private static int headLength(ByteBuffer packet, int from, int length) {
        int head = HEADER_BYTES + 4 * (packet.get(from) & 0x0F);
        if ((packet.get(from) & 0x10) == 0) {
            return head;
        }
        if (head + 4 > length) {
            return Integer.MAX_VALUE / 2;
        }
        return head + 4 + 4 * (packet.getShort(from + head + 2) & 0xFFFF);
    }

    public boolean marker() {
        return (buffer.get(start + 1) & 0x80) != 0;
    }

    /** Says in the packet itself that a talkspurt begins with it (RFC 3551 section 4.1). */
    public void mark() {
        buffer.put(start + 1, (byte) (buffer.get(start + 1) | 0x80));
    }

    /** Writes other numbers into the packet itself. */
    public void number(int ssrc, int sequence, int timestamp) {
        buffer.putShort(start + 2, (short) sequence);
        buffer.putInt(start + 4, timestamp);
        buffer.putInt(start + 8, ssrc);
    }

    public int payloadType() {
        return buffer.get(start + 1) & 0x7F;
    }

    /** Rewrites the payload type in the packet itself and leaves the marker alone. */
    public void payloadType(int type) {
        buffer.put(start + 1, (byte) ((buffer.get(start + 1) & 0x80) | (type & 0x7F)));
    }

    /** 0 to 65535. */
    public int sequence() {
        return buffer.getShort(start + 2) & 0xFFFF;
    }

    /** In samples; wraps. */
    public int timestamp() {
        return buffer.getInt(start + 4);
    }

    public int ssrc() {
        return buffer.getInt(start + 8);
    }

    /** Where the payload begins, as an absolute index of the buffer. */
    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** Passes each payload byte through a table of 256 entries, in the packet itself. */
    public void translatePayload(byte[] table) {
        for (int i = payloadOffset; i < payloadOffset + payloadLength; i++) {
            buffer.put(i, table[buffer.get(i) & 0xFF]);
        }
    }

    /** A copy of the payload. */
    public byte[] payload() {
        byte[] copy = new byte[payloadLength];
        buffer.get(payloadOffset, copy);
        return copy;
    }
}
