package io.ringlog.config.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row.
 *
 * @param at epoch milliseconds
 * @param actor {@code key:key_01J...}, {@code person:per_01J...}, {@code phone/call_01J...}, a command or a part of the
 *     platform
 * @param actorName what the key was called, or whoever it was logs in with; null for whoever has no name
 */
public record AuditEntry(
        String id,
        String accountId,
        long at,
        String actor,
        @Nullable String actorName,
        Action action,
        String resource,
        String rowId,
        String rowName,
        List<Change> changes) {

    /** What was done. */
    public enum Action {
        CREATED,
        CHANGED,
        REMOVED,
        MOVED,
        PUBLISHED
    }

    /**
     * A field that is another one.
     *
     * @param from what it was before, text as it is and everything else as JSON; null where there was nothing, and of
     *     secrets
     * @param secret whether it is told only that it changed
     */
    public record Change(
            String field, @Nullable String from, @Nullable String to, boolean secret) {}

    public AuditEntry {
        changes = List.copyOf(changes);
    }
}
