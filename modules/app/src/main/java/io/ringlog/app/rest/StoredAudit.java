package io.ringlog.app.rest;

import io.ringlog.api.port.Audit;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.audit.AuditLog.Query;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The audit log of the configuration store. */
public final class StoredAudit implements Audit {

    private final ConfigStore store;

    public StoredAudit(ConfigStore store) {
        this.store = store;
    }

    @Override
    public AuditPage list(String account, Wanted wanted, @Nullable String after, int limit) {
        Action action = wanted.action();
        var page = store.audit()
                .list(
                        account,
                        new Query(
                                wanted.resource(),
                                wanted.rowId(),
                                wanted.actor(),
                                action == null
                                        ? null
                                        : io.ringlog.config.audit.AuditEntry.Action.valueOf(action.name()),
                                millis(wanted.since()),
                                millis(wanted.until()),
                                after,
                                limit));
        return new AuditPage(page.rows().stream().map(StoredAudit::entry).toList(), page.next());
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }

    private static AuditEntry entry(io.ringlog.config.audit.AuditEntry it) {
        return new AuditEntry(
                it.id(),
                it.accountId(),
                Instant.ofEpochMilli(it.at()),
                it.actor(),
                it.actorName(),
                Action.valueOf(it.action().name()),
                it.resource(),
                it.rowId(),
                it.rowName(),
                it.changes().stream()
                        .map(change -> new AuditChange(change.field(), change.from(), change.to(), change.secret()))
                        .toList());
    }
}
