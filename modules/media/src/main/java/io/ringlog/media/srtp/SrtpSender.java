package io.ringlog.media.srtp;

/**
 * Seals packets under a master key of ours (RFC 3711 sections 3.3 and 3.4). No packet index of a source is used twice,
 * whatever is handed over: two packets under one keystream would tell each other. For one thread; allocates
 * nothing per packet.
 */
public final class SrtpSender {
    /** A packet that is not to be sent. */
    public static final int REFUSED = -1;

    /** By what a packet grows at most. */
    public static final int GROWS_BYTES = SrtpCipher.REPORT_INDEX_BYTES + SrtpSuite.REPORT_TAG_BYTES;

    private static final int REPORTS_MOST = Integer.MAX_VALUE;

    private final SrtpCipher cipher;
    private final Indexes indexes = new Indexes();
    private int reports;

    public SrtpSender(SrtpSuite suite, SrtpKey key) {
        this.cipher = new SrtpCipher(suite, key);
    }

    /**
     * Seals an RTP packet where it lies.
     *
     * @param packet with {@link #GROWS_BYTES} of room behind the packet
     * @param length of the packet, at most 2,048
     * @return the length of what is to be sent, or {@link #REFUSED}
     */
    public int seal(byte[] packet, int length) {
        int clear = length > Keystream.most() ? -1 : SrtpCipher.clear(packet, length);
        if (clear < 0) {
            return REFUSED;
        }
        int source = SrtpCipher.word(packet, 8);
        long index = indexes.of(source, SrtpCipher.sequence(packet));
        if (index == Indexes.NONE) {
            return REFUSED;
        }
        indexes.note(source, index);
        cipher.rtp.apply(packet, clear, length, source, index);
        System.arraycopy(cipher.rtpTags.of(packet, length, (int) (index >>> 16)), 0, packet, length, cipher.tagBytes);
        return length + cipher.tagBytes;
    }

    /** The same for a compound report (RTCP). */
    public int sealReport(byte[] packet, int length) {
        if (length < SrtpCipher.REPORT_HEAD_BYTES || length > Keystream.most() || reports == REPORTS_MOST) {
            return REFUSED;
        }
        reports++;
        cipher.reports.apply(
                packet,
                SrtpCipher.REPORT_HEAD_BYTES,
                length,
                SrtpCipher.word(packet, 4),
                Integer.toUnsignedLong(reports));
        int word = reports | 0x80000000;
        for (int i = 0; i < SrtpCipher.REPORT_INDEX_BYTES; i++) {
            packet[length + i] = (byte) (word >>> (24 - 8 * i));
        }
        int sealed = length + SrtpCipher.REPORT_INDEX_BYTES;
        System.arraycopy(cipher.reportTags.of(packet, sealed), 0, packet, sealed, SrtpSuite.REPORT_TAG_BYTES);
        return sealed + SrtpSuite.REPORT_TAG_BYTES;
    }
}
