package io.ringlog.config.secret;

import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Words that let a person in once, for some minutes: shown once, kept as their hash, few of a person. */
public final class LogInLinks {

    /** From its making on. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** Of one person; another one ends the oldest. */
    public static final int MOST = 3;

    private static final int RANDOM_BYTES = 32;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public LogInLinks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A word of 43 characters that may stand in an address; empty for somebody who is not there or may not come in. */
    public Optional<String> create(String email) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String word = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        return database.write(sql -> made(email, word, sql)) ? Optional.of(word) : Optional.empty();
    }

    private boolean made(String email, String word, Sql sql) {
        long now = clock.millis();
        sql.run("DELETE FROM log_in_link WHERE expires_at <= ?", now);
        int made = sql.run(
                "INSERT INTO log_in_link (hash, account_id, person_id, created_at, expires_at)"
                        + " SELECT ?, account_id, id, ?, ? FROM person WHERE email = ? AND status = 'active'",
                PersonSessions.hash(word),
                now,
                now + GOOD_FOR.toMillis(),
                email);
        sql.run(
                "DELETE FROM log_in_link WHERE rowid IN (SELECT l.rowid FROM log_in_link l JOIN person p"
                        + " ON p.id = l.person_id WHERE p.email = ? ORDER BY l.created_at DESC, l.rowid DESC"
                        + " LIMIT -1 OFFSET ?)",
                email,
                MOST);
        return made > 0;
    }

    /** The person whom a word lets in, who is let in by it no more. */
    static Optional<String> used(String word, long now, Sql sql) {
        String hash = PersonSessions.hash(word);
        Optional<Row> found =
                sql.first("SELECT person_id FROM log_in_link WHERE hash = ? AND expires_at > ?", hash, now);
        sql.run("DELETE FROM log_in_link WHERE hash = ?", hash);
        return found.map(row -> row.text("person_id"));
    }
}
