package io.ringlog.domain.journal;

import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What leaves the brain for one journal record, each with the id {@code partition-offset-n} that makes it repeatable.
 */
public sealed interface Outgoing {

    /** The offset and the number at it; no more digits than a number of them holds. */
    Pattern PLACE = Pattern.compile("[0-9]+-([0-9]{1,18})-([0-9]{1,9})");

    String id();

    String accountId();

    /**
     * Whether it comes later than another of the same account, whose records come in the order of their places. One
     * whose place cannot be read does: it is not of this brain, and nothing says that it was seen.
     *
     * @param id {@code partition-offset-n}
     * @param before that of the other; empty for none
     */
    static boolean isLater(String id, String before) {
        Matcher one = PLACE.matcher(id);
        Matcher other = PLACE.matcher(before);
        if (!one.matches() || !other.matches()) {
            return true;
        }
        int byOffset = Long.compare(Long.parseLong(one.group(1)), Long.parseLong(other.group(1)));
        return byOffset > 0 || (byOffset == 0 && Integer.parseInt(one.group(2)) > Integer.parseInt(other.group(2)));
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
