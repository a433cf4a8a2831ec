package io.ringlog.config;

import io.ringlog.config.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * How somebody publishes a flow.
 *
 * @param message what is new, for those who read the list of versions; null for nothing
 * @param force why it is published although its tests fail; null lets no test fail
 */
public record Publication(
        @Nullable String message, @Nullable String force) {

    /** Without a word, and only when all tests pass. */
    public static final Publication PLAIN = new Publication(null, null);

    private static final int LONGEST = 500;

    void check(Problems p) {
        length("message", message, p);
        length("force", force, p);
        p.require(
                force == null || !force.isBlank(),
                "force",
                "config.required",
                "must say why the flow is published although its tests fail");
    }

    private static void length(String field, @Nullable String text, Problems p) {
        p.require(
                text == null || text.length() <= LONGEST,
                field,
                "config.too-long",
                "is longer than " + LONGEST + " characters");
    }
}
