package io.ringlog.relay;

/**
 * How many packets may go to an address from which nothing has been heard: a description may name a third party's. What
 * is heard of the leg gives as many back, so that changing addresses wins nobody a flood either.
 */
final class Allowance {
    /** Packets, 5 s of speech. */
    static final int MOST = 250;

    private int left = MOST;

    void giveBack() {
        if (left < MOST) {
            left++;
        }
    }

    /** Whether one more may go; one to a place that is known to be the party's own takes nothing. */
    boolean lets(boolean known) {
        if (known) {
            return true;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
