package io.ringlog.domain.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does for a caller whom they have answered, while it is not over.
 *
 * @param talkedUntil when they parted; null while they talk
 * @param holding legs that have the others on hold
 * @param heldSince since when anybody has; null for nobody
 * @param holdMs of holds that are over
 */
public record Handling(
        String callId,
        Instant since,
        @Nullable Instant talkedUntil,
        SortedSet<String> holding,
        @Nullable Instant heldSince,
        long holdMs) {

    public Handling {
        holding = Collections.unmodifiableSortedSet(new TreeSet<>(holding));
    }

    static Handling begun(String callId, Instant at) {
        return new Handling(callId, at, null, Collections.emptySortedSet(), null, 0);
    }

    /** A leg put the others on hold, or took them back. */
    Handling held(String legId, boolean held, Instant at) {
        if (talkedUntil != null) {
            return this;
        }
        SortedSet<String> now = new TreeSet<>(holding);
        boolean changed = held ? now.add(legId) : now.remove(legId);
        if (!changed) {
            return this;
        }
        Instant from = now.isEmpty() ? null : heldSince == null ? at : heldSince;
        return new Handling(callId, since, null, now, from, now.isEmpty() ? holdMs + ms(heldSince, at) : holdMs);
    }

    /** They have parted, and the agent wraps up. */
    Handling parted(Instant at) {
        return talkedUntil != null
                ? this
                : new Handling(callId, since, at, Collections.emptySortedSet(), null, holdMs + ms(heldSince, at));
    }

    /** The agent is done with it. */
    Handled over(Instant at) {
        Handling parted = parted(at);
        long together = ms(since, parted.talkedUntil);
        return new Handled(1, together - parted.holdMs, parted.holdMs, ms(parted.talkedUntil, at));
    }

    private static long ms(@Nullable Instant from, @Nullable Instant until) {
        return from == null || until == null ? 0 : Duration.between(from, until).toMillis();
    }
}
