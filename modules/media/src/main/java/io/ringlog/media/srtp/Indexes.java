package io.ringlog.media.srtp;

/**
 * Which packets of a key's sources were there (RFC 3711 section 3.3): the highest index of each, and which of the 64
 * before it. A source is known once its first packet is noted. For one thread; allocates nothing after it was made.
 */
final class Indexes {
    /** Sources of one key: a party that has changed its own so often has to bring a new key. */
    static final int SOURCES_MOST = 64;

    /** That no packet can have. */
    static final long NONE = -1;

    private static final int WINDOW = 64;
    private static final int HALF = 0x8000;

    private final int[] sources = new int[SOURCES_MOST];
    private final long[] highest = new long[SOURCES_MOST];
    /** The lowest bit is the highest packet. */
    private final long[] seen = new long[SOURCES_MOST];

    private int count;
    private int last;

    /**
     * The index of a packet by its sequence number: the one nearest to the highest (RFC 3711 appendix A).
     *
     * @return {@link #NONE} for one before the beginning, for one that was there or is too old to know, and for a
     *     source beyond the last that fits
     */
    long of(int source, int sequence) {
        int at = at(source);
        if (at == count) {
            return count == SOURCES_MOST ? NONE : sequence;
        }
        long index = nearest(highest[at], sequence);
        return index < 0 || isOld(at, index) ? NONE : index;
    }

    /** Below zero before the beginning. */
    private static long nearest(long top, int sequence) {
        long turns = top >>> 16;
        int lowest = (int) (top & 0xFFFF);
        if (lowest < HALF && sequence - lowest > HALF) {
            turns--;
        } else if (lowest >= HALF && lowest - HALF > sequence) {
            turns++;
        }
        return turns < 0 ? NONE : turns << 16 | sequence;
    }

    boolean knows(int source) {
        return at(source) < count;
    }

    /** The index nearest to the highest of a source, whether or not it was there; {@link #NONE} where none is known. */
    long near(int source, int sequence) {
        int at = at(source);
        return at == count ? NONE : nearest(highest[at], sequence);
    }

    /** Learns where the sources of another stand that are not known here, as far as they fit. */
    void learn(Indexes other) {
        for (int i = 0; i < other.count && count < SOURCES_MOST; i++) {
            if (!knows(other.sources[i])) {
                note(other.sources[i], other.highest[i]);
            }
        }
    }

    /** Whether a packet of this index was not there yet, or a report, which carries all of its own. */
    boolean isNew(int source, long index) {
        int at = at(source);
        return at == count ? count < SOURCES_MOST : !isOld(at, index);
    }

    private boolean isOld(int at, long index) {
        long behind = highest[at] - index;
        return behind >= 0 && (behind >= WINDOW || (seen[at] >>> behind & 1) != 0);
    }

    /** A packet of this index was there. */
    void note(int source, long index) {
        int at = at(source);
        if (at == count) {
            sources[at] = source;
            highest[at] = index;
            seen[at] = 1;
            count++;
            return;
        }
        long ahead = index - highest[at];
        if (ahead > 0) {
            seen[at] = ahead >= WINDOW ? 1 : seen[at] << ahead | 1;
            highest[at] = index;
        } else {
            seen[at] |= 1L << -ahead;
        }
    }

    /** Where a source stands; one that is not known would stand last. */
    private int at(int source) {
        if (last < count && sources[last] == source) {
            return last;
        }
        int at = 0;
        while (at < count && sources[at] != source) {
            at++;
        }
        last = at;
        return at;
    }
}
