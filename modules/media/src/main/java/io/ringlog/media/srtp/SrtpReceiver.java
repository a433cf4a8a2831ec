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
    /** Where the sources stood under the keys before this one. */
    private Indexes before = new Indexes();

    public SrtpReceiver(SrtpSuite suite, SrtpKey key) {
        this.cipher = new SrtpCipher(suite, key);
    }

    /**
     * Takes the place of another: a source goes on counting its turns under a new key (RFC 3711 section 3.3.1), if it
     * does not begin them anew all the same.
     */
    public void follows(SrtpReceiver other) {
        Indexes known = new Indexes();
        known.learn(other.packets);
        known.learn(other.before);
        before = known;
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
        long index = authentic(packet, sealed, source);
        if (index == Indexes.NONE) {
            return REFUSED;
        }
        packets.note(source, index);
        cipher.rtp.apply(packet, clear, sealed, source, index);
        return sealed;
    }

    /** The index under which a packet is authentic and new: by what is known of its source, then by the other guess. */
    private long authentic(byte[] packet, int sealed, int source) {
        int sequence = SrtpCipher.sequence(packet);
        long own = packets.of(source, sequence);
        long inherited = before.near(source, sequence);
        boolean isOwn = packets.knows(source) || inherited == Indexes.NONE;
        long first = isOwn ? own : inherited;
        long second = isOwn ? inherited : own;
        if (isAuthentic(packet, sealed, source, first)) {
            return first;
        }
        return second != first && isAuthentic(packet, sealed, source, second) ? second : Indexes.NONE;
    }

    private boolean isAuthentic(byte[] packet, int sealed, int source, long index) {
        return index != Indexes.NONE
                && packets.isNew(source, index)
                && Hmac.matches(
                        cipher.rtpTags.of(packet, sealed, (int) (index >>> 16)), packet, sealed, cipher.tagBytes);
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
