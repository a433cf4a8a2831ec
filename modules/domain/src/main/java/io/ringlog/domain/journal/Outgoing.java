package io.ringlog.domain.journal;

import io.ringlog.kernel.Because;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What leaves the brain for one journal record, each with the id {@code partition-offset-n} that makes it repeatable.
 */
public sealed interface Outgoing {

    String id();

    String accountId();

    /**
     * Whether it comes later than another of the same account, whose records come in the order of their places.
     *
     * @param id {@code partition-offset-n}
     * @param before that of the other; empty for none
     */
    static boolean isLater(String id, String before) {
        if (before.isEmpty()) {
            return true;
        }
        String[] one = id.split("-", 3);
        String[] other = before.split("-", 3);
        int byOffset = Long.compare(Long.parseLong(one[1]), Long.parseLong(other[1]));
        return byOffset > 0 || (byOffset == 0 && Integer.parseInt(one[2]) > Integer.parseInt(other[2]));
    }

    /**
     * An event with its reason.
     *
     * @param callId the call it belongs to, or null
     * @param seq 1, 2, 3 … within the call, without gaps; 0 without a call
     * @param causation {@code partition-offset} of the journal record
     */
    record EventRecord(
            String id,
            String accountId,
            @Nullable String callId,
            int seq,
            Instant at,
            String causation,
            String brainVersion,
            Event event,
            Because because)
            implements Outgoing {}

    /** A command for one edge, keyed by call (or request). */
    record CommandRecord(String id, String accountId, String edge, String key, Instant at, Command command)
            implements Outgoing {}

    /** An effect for a worker or a reply for an api node. */
    record EffectRecord(String id, String accountId, Instant at, Effect effect) implements Outgoing {}
}
