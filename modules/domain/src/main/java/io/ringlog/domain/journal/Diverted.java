package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call is sent on, and where that is said.
 *
 * @param by the number that was called
 * @param thenBy numbers of users who had the call sent on after that, the first first; null for nobody
 */
public record Diverted(
        String by,
        boolean inDiversion,
        boolean inHistory,
        @Nullable List<String> thenBy) {
    public Diverted {
        thenBy = thenBy == null ? null : List.copyOf(thenBy);
    }

    /** By the number that was called alone. */
    public Diverted(String by, boolean inDiversion, boolean inHistory) {
        this(by, inDiversion, inHistory, null);
    }
}
