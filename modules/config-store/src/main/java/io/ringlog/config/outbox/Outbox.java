package io.ringlog.config.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.ConfigInput.RowRemoved;
import io.ringlog.domain.journal.ConfigInput.RowSaved;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.JournalWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes, inside the transaction of a change, what the log must learn of it. */
public final class Outbox {

    static final String JOURNAL = "journal";
    static final String DIRECTORY = "directory";

    private final Sql sql;
    private final String actor;
    private final Instant at;

    public Outbox(Sql sql, String actor, Instant at) {
        this.sql = sql;
        this.actor = actor;
        this.at = at;
    }

    public void saved(ConfigRow row) {
        long version = nextVersion(row.accountId());
        journal(row.accountId(), version, new RowSaved(row, version, actor));
    }

    public void removed(String accountId, String id) {
        long version = nextVersion(accountId);
        journal(accountId, version, new RowRemoved(id, version, actor));
    }

    /** Tells the directory the difference between what a row said before and says now. */
    public void directory(String accountId, List<DirectoryEntry> before, List<DirectoryEntry> now) {
        for (DirectoryEntry entry : before) {
            if (now.stream().noneMatch(it -> it.key().equals(entry.key()))) {
                add(DIRECTORY, entry.key(), accountId, entry, null);
            }
        }
        for (DirectoryEntry entry : now) {
            if (!before.contains(entry)) {
                add(DIRECTORY, entry.key(), accountId, entry, new String(Codecs.DIRECTORY.encode(entry), UTF_8));
            }
        }
    }

    static List<Row> unpublished(Sql sql, int limit) {
        return sql.rows("SELECT * FROM outbox WHERE published_at IS NULL ORDER BY seq LIMIT ?", limit);
    }

    static void markPublished(Sql sql, long upTo, Instant at) {
        sql.run(
                "UPDATE outbox SET published_at = ? WHERE published_at IS NULL AND seq <= ?",
                at.getEpochSecond(),
                upTo);
    }

    private void journal(String accountId, long version, ConfigInput input) {
        byte[] encoded = Codecs.INPUT.encode(input);
        // One record that no journal takes would hold back the changes of every account behind it.
        if (encoded.length > JournalWriter.LARGEST) {
            throw ConfigRefused.invalid(List.of(new FieldError(
                    "", "config.too-large", "a row may have " + JournalWriter.LARGEST + " bytes as a record")));
        }
        String payload = new String(encoded, UTF_8);
        insert(JOURNAL, accountId, accountId, version, input.getClass().getSimpleName(), payload);
    }

    private void add(String topic, String key, String accountId, DirectoryEntry entry, @Nullable String payload) {
        long version = currentVersion(accountId);
        insert(topic, key, accountId, version, entry.getClass().getSimpleName(), payload);
    }

    private void insert(
            String topic, String key, String accountId, long version, String type, @Nullable String payload) {
        sql.run(
                "INSERT INTO outbox (topic, record_key, account_id, version, record_type, payload, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                topic,
                key,
                accountId,
                version,
                type,
                payload,
                at.getEpochSecond());
    }

    private long nextVersion(String accountId) {
        sql.run(
                "INSERT INTO account_version (account_id, version) VALUES (?, 1)"
                        + " ON CONFLICT (account_id) DO UPDATE SET version = version + 1",
                accountId);
        return currentVersion(accountId);
    }

    private long currentVersion(String accountId) {
        return sql.number("SELECT max(version) AS n FROM account_version WHERE account_id = ?", accountId);
    }
}
