package io.ringlog.media.rtp;

/**
 * What arrives of one stream of RTP, and how evenly: packets, loss and interarrival jitter as RFC 3550 counts them
 * (A.1, A.3 and A.8), for whoever receives. Integers alone, no allocation for a packet, no clock of its own.
 *
 * <p>Unlike A.3 it knows the last 64 numbers, so that a packet that came twice hides no loss and one that came late is
 * none. A jump of the numbers is a new stream when the next packet follows it, and what is not followed is left out.
 */
public final class Reception {
    /** Numbers that one gap may leave out (RFC 3550 A.1, MAX_DROPOUT). */
    private static final int MOST_LEFT_OUT = 3_000;
    /** So far back a packet is late and no jump (RFC 3550 A.1, MAX_MISORDER). */
    private static final int MOST_LATE = 100;

    private static final int REMEMBERED = 64;
    private static final int NOTHING = -1;
    /** A longer step between arrival and timestamp is a clock that was set anew, not jitter: 2 s. */
    private static final long LONGEST_STEP_NANOS = 2_000_000_000L;

    private long first;
    private long newest;
    private long seen;
    private long packetsOfStream;
    private int follows = NOTHING;
    private boolean begun;

    private long packets;
    private long lostBefore;

    private boolean timed;
    private long arrivedNanos;
    private int timestamp;
    private long jitterTimes16;
    private long jitterSum;
    private long jitterCount;
    private long jitterMost;

    /** Another source speaks from now on, with numbers and a clock of its own. */
    public void otherSource() {
        lostBefore = lost();
        packetsOfStream = 0;
        begun = false;
        timed = false;
        jitterTimes16 = 0;
        follows = NOTHING;
    }

    /**
     * Counts a packet by its sequence number.
     *
     * @param sequence 0 to 65535
     * @return whether it is one of the stream that has not been there before
     */
    public boolean count(int sequence) {
        if (!begun) {
            begin(sequence, 1);
            return true;
        }
        int step = (short) (sequence - (int) newest);
        if (step > 0 && step < MOST_LEFT_OUT) {
            seen = step >= REMEMBERED ? 1 : (seen << step) | 1;
            newest += step;
            return counted();
        }
        if (step <= 0 && step > -MOST_LATE) {
            return step > -REMEMBERED && late(step);
        }
        return jumped(sequence);
    }

    private boolean late(int step) {
        long bit = 1L << -step;
        if ((seen & bit) != 0) {
            return false;
        }
        seen |= bit;
        first = Math.min(first, newest + step);
        return counted();
    }

    private boolean counted() {
        follows = NOTHING;
        packets++;
        packetsOfStream++;
        return true;
    }

    /** Two that follow each other are a stream that began anew; one alone proves nothing. */
    private boolean jumped(int sequence) {
        if (sequence != follows) {
            follows = (sequence + 1) & 0xFFFF;
            return false;
        }
        otherSource();
        begin(sequence, 2);
        return true;
    }

    private void begin(int sequence, int arrived) {
        begun = true;
        newest = 0x10000L + sequence;
        first = newest - arrived + 1;
        seen = (1L << arrived) - 1;
        packets += arrived;
        packetsOfStream = arrived;
        follows = NOTHING;
    }

    /**
     * Compares when a packet came with when it was to be heard (RFC 3550 A.8). Packets of telephone events are left
     * out: they repeat one timestamp.
     *
     * @param atNanos when it arrived
     * @param stamp its timestamp
     * @param unitNanos how long one unit of the timestamp lasts, as 125,000 at 8,000 Hz
     */
    public void time(long atNanos, int stamp, int unitNanos) {
        if (timed) {
            long step = Math.abs((atNanos - arrivedNanos) - (long) (stamp - timestamp) * unitNanos);
            if (step <= LONGEST_STEP_NANOS) {
                jitterTimes16 += step - ((jitterTimes16 + 8) >> 4);
                long jitter = jitterTimes16 >> 4;
                jitterSum += jitter;
                jitterCount++;
                jitterMost = Math.max(jitterMost, jitter);
            }
        }
        timed = true;
        arrivedNanos = atNanos;
        timestamp = stamp;
    }

    /** Different packets of all streams so far. */
    public long packets() {
        return packets;
    }

    /** Packets that the numbers say were sent and that have not come; one that comes late is not lost any more. */
    public long lost() {
        return begun ? lostBefore + newest - first + 1 - packetsOfStream : lostBefore;
    }

    /** The sum of the jitter after each packet that was timed, in nanoseconds; it wraps after centuries of calls. */
    public long jitterSumNanos() {
        return jitterSum;
    }

    /** How often jitter was taken; 0 while there is none. */
    public long jitterCount() {
        return jitterCount;
    }

    /** The greatest jitter so far, in nanoseconds. */
    public long jitterMostNanos() {
        return jitterMost;
    }
}
