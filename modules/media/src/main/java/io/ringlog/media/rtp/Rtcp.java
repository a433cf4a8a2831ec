package io.ringlog.media.rtp;

import java.nio.ByteBuffer;

/**
 * Tells RTCP from RTP and reads the head of a report (RFC 3550 section 6.4, RFC 5761 section 4); builds nothing, and
 * leaves the blocks to {@link ReportBlocks}.
 */
public final class Rtcp {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int DESCRIPTION = 202;
    public static final int GOODBYE = 203;
    /** RFC 4585 section 6.1. */
    public static final int TRANSPORT_FEEDBACK = 205;

    public static final int PAYLOAD_FEEDBACK = 206;

    private static final int HEAD_BYTES = 8;
    private static final int SENDER_REPORT_BYTES = 28;

    private Rtcp() {}

    /** Whether the bytes between position and limit are a compound RTCP packet whose lengths fit. */
    public static boolean is(ByteBuffer packet) {
        if (!hasTypeOfRtcp(packet) || packet.remaining() < HEAD_BYTES) {
            return false;
        }
        int at = packet.position();
        while (packet.limit() - at >= 4 && (packet.get(at) & 0xC0) == 0x80) {
            at += 4 + 4 * (packet.getShort(at + 2) & 0xFFFF);
        }
        return at == packet.limit();
    }

    /** Whether the second byte lies where RTCP types do, so that both can share a port (RFC 5761 section 4). */
    public static boolean hasTypeOfRtcp(ByteBuffer packet) {
        if (packet.remaining() < 2 || (packet.get(packet.position()) & 0xC0) != 0x80) {
            return false;
        }
        int type = packet.get(packet.position() + 1) & 0xFF;
        return type >= 192 && type <= 223;
    }

    /** The type of the first packet of a compound. */
    public static int type(ByteBuffer packet) {
        return packet.get(packet.position() + 1) & 0xFF;
    }

    /** The SSRC of whoever wrote the first report of a compound. */
    public static int ssrc(ByteBuffer packet) {
        return packet.getInt(packet.position() + 4);
    }

    /** Whether the first packet of a compound is a whole sender report, so that it says when it was sent. */
    public static boolean isSenderReport(ByteBuffer packet) {
        return type(packet) == SENDER_REPORT && packet.remaining() >= SENDER_REPORT_BYTES;
    }

    /** The middle 32 bits of a sender report's NTP time, by which receivers name it in their reports. */
    public static int middleOfNtp(ByteBuffer packet) {
        return packet.getInt(packet.position() + 10);
    }
}
