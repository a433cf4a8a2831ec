package io.ringlog.config.webhook;

import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.WebhookRow;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.kernel.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what webhooks have been told. */
public final class Deliveries {

    /** Those of one webhook; the oldest give way. */
    static final int MOST_LETTERS = 1_000;

    /**
     * Where a webhook is.
     *
     * @param next first offset of the account's partition that it has not taken
     * @param failures in a row since it took something
     * @param reason of the last of them
     * @param deliveredAt epoch milliseconds; null when it never took anything
     */
    public record Progress(
            long next,
            int failures,
            @Nullable String reason,
            @Nullable Long deliveredAt) {}

    /** Whom to tell; {@code progress} is null before the first time. */
    public record Target(WebhookRow row, @Nullable Progress progress) {}

    /**
     * Events that were given up: those of the account from one offset up to but not including another.
     *
     * @param createdAt epoch milliseconds
     */
    public record DeadLetter(String id, long from, long to, int events, int attempts, String reason, long createdAt) {}

    private final Database database;
    private final SecretBox box;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Deliveries(Database database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** Every webhook that is active, of accounts that are. */
    public List<Target> active() {
        return database.read(sql -> sql
                .rows("SELECT w.id, w.account_id FROM webhook w JOIN account a ON a.id = w.account_id"
                        + " WHERE w.status = 'active' AND a.status = 'active' ORDER BY w.id")
                .stream()
                .flatMap(row -> target(row.text("account_id"), row.text("id"), sql).stream())
                .toList());
    }

    /** What it signs with, in clear; empty when it was sealed with another key than ours. */
    public Optional<String> secret(WebhookRow row) {
        return box.opened(row.secret(), row.id());
    }

    public Optional<Target> target(String accountId, String id) {
        return database.read(sql -> target(accountId, id, sql));
    }

    private Optional<Target> target(String accountId, String id, Sql sql) {
        return Resources.WEBHOOKS.find(accountId, id, sql).map(it -> {
            return new Target(it.row(), progress(id, sql).orElse(null));
        });
    }

    /** From here on it is told: at first, after what it took, or because somebody wishes it. */
    public void goOn(String id, long next) {
        database.write(sql -> sql.run(
                "INSERT INTO webhook_delivery (webhook_id, next_offset, failures) SELECT id, ?2, 0 FROM webhook"
                        + " WHERE id = ?1 ON CONFLICT (webhook_id) DO UPDATE SET next_offset = ?2, failures = 0,"
                        + " reason = NULL",
                id,
                next));
    }

    /** It took everything before {@code next}, unless it was sent elsewhere meanwhile. */
    public void taken(String id, long from, long next) {
        database.write(sql -> sql.run(
                "UPDATE webhook_delivery SET next_offset = ?, failures = 0, reason = NULL, delivered_at = ?"
                        + " WHERE webhook_id = ? AND next_offset = ?",
                next,
                now(),
                id,
                from));
    }

    /** Nothing before {@code next} was for it. */
    public void passed(String id, long from, long next) {
        database.write(sql -> sql.run(
                "UPDATE webhook_delivery SET next_offset = ? WHERE webhook_id = ? AND next_offset = ?",
                next,
                id,
                from));
    }

    public void failed(String id, int failures, String reason) {
        database.write(sql -> sql.run(
                "UPDATE webhook_delivery SET failures = ?, reason = ? WHERE webhook_id = ?", failures, reason, id));
    }

    /** It will not take these: they are kept apart, and it goes on behind them. */
    public void buried(String id, DeadLetter letter) {
        database.write(sql -> {
            sql.run(
                    "INSERT INTO webhook_dead_letter (id, webhook_id, from_offset, to_offset, events, attempts, reason,"
                            + " created_at) SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8 FROM webhook WHERE id = ?2",
                    letter.id(),
                    id,
                    letter.from(),
                    letter.to(),
                    letter.events(),
                    letter.attempts(),
                    letter.reason(),
                    letter.createdAt());
            sql.run(
                    "DELETE FROM webhook_dead_letter WHERE webhook_id = ?1 AND id NOT IN (SELECT id FROM"
                            + " webhook_dead_letter WHERE webhook_id = ?1 ORDER BY id DESC LIMIT ?2)",
                    id,
                    MOST_LETTERS);
            return sql.run(
                    "UPDATE webhook_delivery SET next_offset = ?, failures = 0 WHERE webhook_id = ?"
                            + " AND next_offset = ?",
                    letter.to(),
                    id,
                    letter.from());
        });
    }

    /** A new one. */
    public DeadLetter letter(long from, long to, int events, int attempts, String reason) {
        return new DeadLetter(Ids.next("dl", clock.instant(), random), from, to, events, attempts, reason, now());
    }

    /** Those of a webhook after an id, the oldest first. */
    public List<DeadLetter> letters(String webhookId, String after, int limit) {
        return database.read(sql -> sql
                .rows(
                        "SELECT * FROM webhook_dead_letter WHERE webhook_id = ? AND id > ? ORDER BY id LIMIT ?",
                        webhookId,
                        after,
                        limit)
                .stream()
                .map(Deliveries::letter)
                .toList());
    }

    public Optional<DeadLetter> letter(String webhookId, String id) {
        return database.read(
                sql -> sql.first("SELECT * FROM webhook_dead_letter WHERE webhook_id = ? AND id = ?", webhookId, id)
                        .map(Deliveries::letter));
    }

    public void removeLetter(String id) {
        database.write(sql -> sql.run("DELETE FROM webhook_dead_letter WHERE id = ?", id));
    }

    /** How many there are of all webhooks. */
    public long letters() {
        return database.read(sql -> sql.number("SELECT count(*) AS n FROM webhook_dead_letter"));
    }

    private static Optional<Progress> progress(String id, Sql sql) {
        return sql.first("SELECT * FROM webhook_delivery WHERE webhook_id = ?", id)
                .map(row -> new Progress(
                        row.integer("next_offset"),
                        (int) row.integer("failures"),
                        row.textOrNull("reason"),
                        row.value("delivered_at") instanceof Number at ? (Long) at.longValue() : null));
    }

    private static DeadLetter letter(Row row) {
        return new DeadLetter(
                row.text("id"),
                row.integer("from_offset"),
                row.integer("to_offset"),
                (int) row.integer("events"),
                (int) row.integer("attempts"),
                row.text("reason"),
                row.integer("created_at"));
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }
}
