package io.ringlog.domain.brain;

/** A number as good as drawn, and the same on every run. Pure. */
public final class Drawn {

    private Drawn() {}

    /**
     * FNV-1a over both, stirred as MurmurHash3 ends, so that near seeds lie far apart.
     *
     * @param seed what makes this drawing another than the next
     * @param what who takes part in it
     */
    public static long of(String seed, String what) {
        long hash = 0xcbf29ce484222325L;
        for (char c : (seed + "/" + what).toCharArray()) {
            hash = (hash ^ c) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
