package io.ringlog.domain.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How a ring came out that nobody answered, the best first (RFC 3261 section 16.7 step 6 in a few words). */
public enum RingOutcome {
    BUSY,
    NO_ANSWER,
    UNREACHABLE;

    /** What a final answer of one leg says of whom it rang. */
    public static RingOutcome of(int status) {
        return switch (status) {
            case 486, 600, 603 -> BUSY;
            case 408, 480, 487 -> NO_ANSWER;
            default -> UNREACHABLE;
        };
    }

    /** The best of what was seen; nobody seen was not reached. */
    public static RingOutcome bestOf(Collection<RingOutcome> seen) {
        return seen.stream().sorted().findFirst().orElse(UNREACHABLE);
    }

    /** The word of events, of flow outcomes and of reasons. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every word, the best first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RingOutcome::word).toList();
    }
}
