package io.ringlog.media.rtp;

import java.nio.ByteBuffer;

/**
 * The numbering of one stream that we send: SSRC, sequence and timestamp go on without a break whatever is played or
 * passed on (RFC 3550 section 5.1). Sends nothing and keeps no sound.
 */
public final class RtpStream {
    /** So far back a packet is late and no new beginning (RFC 3550 A.1, MAX_MISORDER). */
    private static final int MOST_LATE = 100;
    /** So many packets may be lost before another is a new beginning (RFC 3550 A.1, MAX_DROPOUT). */
    private static final int MOST_LOST = 3_000;

    private int ssrc;
    private int sequence;
    private int timestamp;

    /** The three numbers a stream starts with; RFC 3550 wants them random, so the owner of the stream draws them. */
    public RtpStream(int ssrc, int firstSequence, int firstTimestamp) {
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xFFFF;
        this.timestamp = firstTimestamp;
    }

    /**
     * Writes one packet at the buffer's position and counts on.
     *
     * @param samples how far the timestamp moves for the next packet
     */
    public void write(ByteBuffer out, int payloadType, boolean marker, byte[] payload, int samples) {
        writeAt(out, payloadType, marker, payload, timestamp);
        timestamp += samples;
    }

    /** Writes one packet with a timestamp of its own, as telephone events need (RFC 4733 section 2.2.1). */
    public void writeAt(ByteBuffer out, int payloadType, boolean marker, byte[] payload, int at) {
        out.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | (payloadType & 0x7F)));
        out.putShort((short) sequence).putInt(at).putInt(ssrc).put(payload);
        sequence = (sequence + 1) & 0xFFFF;
    }

    /** Lets the media clock run on while nothing is sent. */
    public void skip(int samples) {
        timestamp += samples;
    }

    /** Begins anew with the numbers of what is passed on first, which may stay as it is: nothing was sent yet. */
    public void adopt(int otherSsrc, int firstSequence, int firstTimestamp) {
        ssrc = otherSsrc;
        sequence = firstSequence & 0xFFFF;
        timestamp = firstTimestamp;
    }

    /**
     * A packet with these numbers was passed on in it; one that comes late changes nothing.
     *
     * @param following the timestamp of what follows it at once
     */
    public void passed(int number, int following) {
        int step = (short) (number - sequence);
        if (step >= 0 || step < -MOST_LATE) {
            sequence = (number + 1) & 0xFFFF;
            timestamp = following;
        }
    }

    /** Whether a packet of this number goes on in it, late or after some that were lost, and begins nothing anew. */
    public boolean goesOn(int number) {
        int step = (short) (number - sequence);
        return step >= -MOST_LATE && step < MOST_LOST;
    }

    public int ssrc() {
        return ssrc;
    }

    public int nextSequence() {
        return sequence;
    }

    public int nextTimestamp() {
        return timestamp;
    }
}
