package io.ringlog.config.secret;

import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers to requests that may come again, for a day and over restarts; what was asked and answered is sealed, whose it
 * is hashed.
 */
public final class KeptAnswers {

    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Of one account; a further request is not begun. */
    static final int MOST = 10_000;

    /** Of all answers of one account together. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    /** What is known of a request. */
    public enum Standing {
        /** It comes for the first time and is under way from now on. */
        FIRST,
        /** It was answered. */
        ANSWERED,
        /** It came before and is not answered yet. */
        UNDER_WAY,
        /** It came before, and nobody knows what became of it. */
        UNKNOWN,
        /** Another one came under the same key. */
        ANOTHER,
        /** As many are kept of the account as may be. */
        TOO_MANY
    }

    /** {@code answer} is there when it was answered. */
    public record Found(Standing standing, @Nullable String answer) {}

    /** @param owner who sends it @param key the sender's own name for the request */
    public record Place(String owner, String accountId, String key) {
        private String id() {
            return Ha1.hash("SHA-256", owner + "\n" + key);
        }
    }

    private final Database database;
    private final SecretBox box;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();

    public KeptAnswers(Database database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** What is known of a request; one that comes for the first time is noted. */
    public Found begin(Place place, String request) {
        long now = clock.millis();
        return database.write(sql -> {
            sql.run("DELETE FROM kept_answer WHERE begun_at < ?", now - KEPT.toMillis());
            return sql.first("SELECT * FROM kept_answer WHERE id = ?", place.id())
                    .map(row -> known(row, request))
                    .orElseGet(() -> first(place, request, now, sql));
        });
    }

    private Found first(Place place, String request, long now, Sql sql) {
        Row sums = sql.first(
                        "SELECT count(*) AS n, coalesce(sum(bytes), 0) AS bytes FROM kept_answer WHERE account_id = ?",
                        place.accountId())
                .orElseThrow();
        if (sums.integer("n") >= MOST || sums.integer("bytes") >= MOST_BYTES) {
            return new Found(Standing.TOO_MANY, null);
        }
        sql.run(
                "INSERT INTO kept_answer (id, account_id, request, state, process, bytes, begun_at)"
                        + " VALUES (?, ?, ?, 'under_way', ?, 0, ?)",
                place.id(),
                place.accountId(),
                box.seal(request, place.id()),
                process,
                now);
        return new Found(Standing.FIRST, null);
    }

    private Found known(Row row, String request) {
        String id = row.text("id");
        Optional<String> before = box.opened(row.text("request"), id);
        if (before.isEmpty()) {
            return new Found(Standing.UNKNOWN, null);
        }
        if (!before.get().equals(request)) {
            return new Found(Standing.ANOTHER, null);
        }
        return switch (row.text("state")) {
            case "answered" -> answered(row, id);
            case "under_way" ->
                new Found(row.text("process").equals(process) ? Standing.UNDER_WAY : Standing.UNKNOWN, null);
            default -> new Found(Standing.UNKNOWN, null);
        };
    }

    private Found answered(Row row, String id) {
        return box.opened(row.text("answer"), id)
                .map(it -> new Found(Standing.ANSWERED, it))
                .orElse(new Found(Standing.UNKNOWN, null));
    }

    /** From now on it is answered so. */
    public void answered(Place place, String answer) {
        String sealed = box.seal(answer, place.id());
        database.write(sql -> sql.run(
                "UPDATE kept_answer SET state = 'answered', answer = ?, bytes = ? WHERE id = ?",
                sealed,
                sealed.length(),
                place.id()));
    }

    /** Whether it was done is not known. */
    public void unknown(Place place) {
        database.write(sql -> sql.run("UPDATE kept_answer SET state = 'unknown' WHERE id = ?", place.id()));
    }

    /** It was not done: it may come as if for the first time. */
    public void forget(Place place) {
        database.write(sql -> sql.run("DELETE FROM kept_answer WHERE id = ?", place.id()));
    }
}
