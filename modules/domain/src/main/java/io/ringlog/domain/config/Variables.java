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

    /** What somebody has asked for about recording in the call. */
    public static final String RECORDING = "recording";

    /** Whether the call is recorded, as a flow says by its own node. */
    public static final String RECORDING_RULE = "recording_rule";

    /** What a leg, whose id follows, has answered when asked whether it may be recorded. */
    public static final String RECORDING_CONSENT = "recording_consent.";

    private static final Set<String> KNOWN_BETTER = Set.of(
            "caller", "called", "now", FORWARDED_BY, FORWARDED_BEFORE, FORWARDED_BUSY, RECORDING, RECORDING_RULE);

    private Variables() {}

    public static boolean maySet(String name) {
        return !KNOWN_BETTER.contains(name) && !name.startsWith(RECORDING_CONSENT);
    }
}
