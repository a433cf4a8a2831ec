package io.ringlog.domain.config;

import java.util.Set;

/** Which variables of a call its configuration may set. What the platform knows better is the platform's to set. */
public final class Variables {

    /** The user who had the call sent on last. */
    public static final String FORWARDED_BY = "forwarded_by";

    /** Those who had it sent on before, the first first. */
    public static final String FORWARDED_BEFORE = "forwarded_before";

    /** Whether the one who had it sent on last is busy. */
    public static final String FORWARDED_BUSY = "forwarded_busy";

    private static final Set<String> KNOWN_BETTER =
            Set.of("caller", "called", "now", FORWARDED_BY, FORWARDED_BEFORE, FORWARDED_BUSY);

    private Variables() {}

    public static boolean maySet(String name) {
        return !KNOWN_BETTER.contains(name);
    }
}
