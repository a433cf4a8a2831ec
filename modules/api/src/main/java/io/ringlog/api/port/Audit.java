package io.ringlog.api.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changed what of the configuration. */
public interface Audit {

    /** What was done to a row. */
    enum Action {
        CREATED,
        CHANGED,
        REMOVED,
        MOVED,
        PUBLISHED
    }

    /**
     * A field that is another one.
     *
     * @param from text as it is, everything else as JSON; null where there was nothing, and of secrets
     * @param secret whether it is told only that it changed
     */
    record AuditChange(
            String field, @Nullable String from, @Nullable String to, boolean secret) {}

    /**
     * One change of one row.
     *
     * @param actor {@code key:key_01J...}, {@code phone/call_01J...}, a command or a part of the platform
     * @param actorName what the key was called
     */
    record AuditEntry(
            String id,
            String accountId,
            Instant at,
            String actor,
            @Nullable String actorName,
            Action action,
            String resource,
            String rowId,
            String rowName,
            List<AuditChange> changes) {
        public AuditEntry {
            changes = List.copyOf(changes);
        }
    }

    /** Some entries, the newest first; {@code next} is where the next page goes on, null on the last. */
    record AuditPage(List<AuditEntry> rows, @Nullable String next) {
        public AuditPage {
            rows = List.copyOf(rows);
        }
    }

    /** Which entries; null asks for nothing. */
    record Wanted(
            @Nullable String resource,
            @Nullable String rowId,
            @Nullable String actor,
            @Nullable Action action,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** @param after id of the last entry of the page before */
    AuditPage list(String account, Wanted wanted, @Nullable String after, int limit);
}
