package io.ringlog.domain.outbound;

/**
 * Which answer of a trunk says something about the trunk, so that the next is tried, and which about the number, so
 * that no other trunk would say otherwise. Pure.
 */
public final class Failover {

    private Failover() {}

    /**
     * @param status the final SIP status; 408 for a time that ran out
     * @param rang whether the number has rung: it must not ring again by another way because nobody took it
     */
    public static boolean goesOn(int status, boolean rang) {
        return switch (status) {
            case 408 -> !rang;
            // What the trunk does not let us do, or not this way; and a redirection, which is never followed.
            case 401, 402, 403, 405, 406, 407, 415, 416, 420, 421, 422, 423, 430, 488 -> true;
            default -> (status >= 300 && status < 400) || (status >= 500 && status < 600);
        };
    }
}
