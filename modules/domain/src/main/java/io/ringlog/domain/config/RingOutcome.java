package io.ringlog.domain.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How a ring came out that nobody answered, the best first: somebody who is busy may be free soon, and one who declines
 * says less than one who does not hear it (the choice that RFC 3261 section 16.7 step 6 leaves open).
 */
public enum RingOutcome {
    BUSY,
    NO_ANSWER,
    DECLINED,
    UNREACHABLE;

    /** What a final answer of one leg says of whom it rang. */
    public static RingOutcome of(int status) {
        return switch (status) {
            case 486, 600 -> BUSY;
            case 408, 480, 487 -> NO_ANSWER;
            case 603, 607, 608 -> DECLINED;
            default -> UNREACHABLE;
        };
    }

    /** Whether a final answer speaks for everywhere its party could be reached (RFC 3261 section 21.6). */
    public static boolean isGlobal(int status) {
        return status >= 600;
    }

    /** The best of what was seen; nobody seen was not reached. */
    public static RingOutcome bestOf(Collection<RingOutcome> seen) {
        return seen.stream().sorted().findFirst().orElse(UNREACHABLE);
    }

    /** The word of events and reasons. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of a flow's node: who declines is busy for the caller. */
    public String nodeOutcome() {
        return this == DECLINED ? BUSY.word() : word();
    }

    /** Every outcome of a node, the best first. */
    public static List<String> nodeOutcomes() {
        return Arrays.stream(values()).map(RingOutcome::nodeOutcome).distinct().toList();
    }
}
