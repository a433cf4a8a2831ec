package io.ringlog.media.srtp;

/**
 * Opens packets under a master key of the other side (RFC 3711 sections 3.3 and 3.4): those alone that are authentic
 * and were not there before. What is not changes nothing. For one thread; allocates nothing per packet.
 */
public final class SrtpReceiver {
    /** A packet that is not the other side's, or was there already. */
    public static final int REFUSED = -1;

    private final SrtpCipher cipher;
    private final Indexes packets = new Indexes();
    private final Indexes reports = new Indexes();

    public SrtpReceiver(SrtpSuite suite, SrtpKey key) {
        this.cipher = new SrtpCipher(suite, key);
    }

    /**
     * Opens an RTP packet where it lies.
     *
     * @return the length of the packet that was sealed, or {@link #REFUSED}, and then nothing is changed
     */
    public int open(byte[] packet, int length) {
        int sealed = length - cipher.tagBytes;
        int clear = length > Keystream.most() ? -1 : SrtpCipher.clear(packet, sealed);
        if (clear < 0) {
            return REFUSED;
        }
        int source = SrtpCipher.word(packet, 8);
        long index = packets.of(source, SrtpCipher.sequence(packet));
        if (index == Indexes.NONE
                || !Hmac.matches(
                        cipher.rtpTags.of(packet, sealed, (int) (index >>> 16)), packet, sealed, cipher.tagBytes)) {
            return REFUSED;
        }
        packets.note(source, index);
        cipher.rtp.apply(packet, clear, sealed, source, index);
        return sealed;
    }

    /** The same for a compound report (RTCP); one that is not encrypted is not what was agreed on. */
    public int openReport(byte[] packet, int length) {
        int marked = length - SrtpSuite.REPORT_TAG_BYTES;
        int sealed = marked - SrtpCipher.REPORT_INDEX_BYTES;
        if (sealed < SrtpCipher.REPORT_HEAD_BYTES || length > Keystream.most()) {
            return REFUSED;
        }
        int source = SrtpCipher.word(packet, 4);
        int word = SrtpCipher.word(packet, sealed);
        int index = word & 0x7FFFFFFF;
        if (word >= 0
                || !reports.isNew(source, index)
                || !Hmac.matches(cipher.reportTags.of(packet, marked), packet, marked, SrtpSuite.REPORT_TAG_BYTES)) {
            return REFUSED;
        }
        reports.note(source, index);
        cipher.reports.apply(packet, SrtpCipher.REPORT_HEAD_BYTES, sealed, source, index);
        return sealed;
    }
}
