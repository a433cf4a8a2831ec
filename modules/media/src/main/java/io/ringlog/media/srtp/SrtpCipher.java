package io.ringlog.media.srtp;

/** The session keys of one master key at work (RFC 3711 section 4.3.2), and where the parts of a packet lie. */
final class SrtpCipher {
    static final int RTP_HEAD_BYTES = 12;
    static final int REPORT_HEAD_BYTES = 8;
    /** The word before the tag of a report: whether it is encrypted, and its index. */
    static final int REPORT_INDEX_BYTES = 4;

    private static final int RTP = 0;
    private static final int REPORTS = 3;

    final Keystream rtp;
    final Keystream reports;
    final Hmac rtpTags;
    final Hmac reportTags;
    final int tagBytes;

    SrtpCipher(SrtpSuite suite, SrtpKey master) {
        this.rtp = keystream(master, RTP);
        this.rtpTags = tags(master, RTP);
        this.reports = keystream(master, REPORTS);
        this.reportTags = tags(master, REPORTS);
        this.tagBytes = suite.tagBytes();
    }

    private static Keystream keystream(SrtpKey master, int labels) {
        return new Keystream(
                Keystream.derive(master, labels, SrtpKey.KEY_BYTES),
                Keystream.derive(master, labels + 2, SrtpKey.SALT_BYTES));
    }

    private static Hmac tags(SrtpKey master, int labels) {
        return new Hmac(Keystream.derive(master, labels + 1, Hmac.KEY_BYTES));
    }

    /** How long the part of an RTP packet is that stays readable (RFC 3550 section 5.1); -1 where it is no RTP. */
    static int clear(byte[] packet, int length) {
        if (length < RTP_HEAD_BYTES || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int bytes = RTP_HEAD_BYTES + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0) {
            bytes += 4;
            bytes = bytes > length ? bytes : bytes + 4 * half(packet, bytes - 2);
        }
        return bytes > length ? -1 : bytes;
    }

    static int sequence(byte[] packet) {
        return half(packet, 2);
    }

    private static int half(byte[] packet, int at) {
        return (packet[at] & 0xFF) << 8 | (packet[at + 1] & 0xFF);
    }

    /** @param at 8 in an RTP packet, 4 in a report */
    static int word(byte[] packet, int at) {
        return half(packet, at) << 16 | half(packet, at + 2);
    }
}
