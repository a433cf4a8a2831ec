package io.ringlog.config.secret;

import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditWriter;
import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.kernel.Ids;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is logged in: a secret shown once and kept as its hash, for some hours, few of a person, revocable at once. */
public final class PersonSessions {

    /** However much it is used. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** When it is not used. */
    public static final Duration IDLE = Duration.ofHours(2);

    /** Of one person; another one ends the oldest. */
    public static final int MOST = 10;

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int RANDOM_BYTES = 32;
    private static final String RESOURCE = "session";

    private static final String SELECT = "SELECT s.id, s.person_id, s.address, s.created_at, s.seen_at, s.expires_at,"
            + " p.account_id, p.email, p.name, p.role, p.user_id FROM session s JOIN person p ON p.id = s.person_id";

    private static final String ALIVE = " WHERE s.expires_at > ?1 AND s.seen_at > ?1 - " + IDLE.toMillis()
            + " AND p.status = 'active' AND (p.account_id = '" + ApiKeys.PLATFORM + "' OR p.account_id IN"
            + " (SELECT id FROM account WHERE status = 'active'))";

    /**
     * A session as it is listed; its secret is nowhere.
     *
     * @param address where the log-in came from
     * @param createdAt epoch milliseconds
     * @param seenAt epoch milliseconds of a request not much older than the last
     * @param expiresAt epoch milliseconds
     */
    public record Session(String id, Whose whose, String address, long createdAt, long seenAt, long expiresAt) {}

    /** The person as the row is now. */
    public record Whose(
            String personId,
            String accountId,
            String email,
            String name,
            String role,
            @Nullable String userId) {}

    /** A new session; {@code secret} is what the client must keep. */
    public record Opened(Session session, String secret) {}

    /** A person with the hash of the password that they had when they were let in. */
    private record Known(String id, @Nullable String hash) {}

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PersonSessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty, after the same time, for an unknown name, a wrong password and somebody who may not come in. */
    public Optional<Opened> open(String email, String password, String address) {
        return proved(email, password).flatMap(known -> database.write(sql -> begin(known, address, sql)));
    }

    /** Lets in by a {@linkplain LogInLinks link}, once; empty when it is unknown, was used or is over. */
    public Optional<Opened> enter(String word, String address) {
        return database.write(sql -> LogInLinks.used(word, clock.millis(), sql)
                .flatMap(id -> sql.first("SELECT id, password_hash FROM person WHERE id = ?", id))
                .map(row -> new Known(row.text("id"), row.textOrNull("password_hash")))
                .flatMap(known -> begin(known, address, sql)));
    }

    /** Whether it is the person's password now. */
    public boolean isRight(String email, String password) {
        return proved(email, password).isPresent();
    }

    private Optional<Known> proved(String email, String password) {
        Optional<Known> known = database.read(sql -> sql.first(
                        "SELECT id, password_hash FROM person WHERE email = ? AND status = 'active'"
                                + " AND password_hash IS NOT NULL",
                        email))
                .map(row -> new Known(row.text("id"), row.text("password_hash")));
        boolean right = known.map(Known::hash)
                .map(hash -> Passwords.isRight(password, hash))
                .orElseGet(() -> Passwords.wrongFor(password));
        return right ? known : Optional.empty();
    }

    /** Unless the password was changed, or the account closed, while it was proved. */
    private Optional<Opened> begin(Known known, String address, Sql sql) {
        long now = clock.millis();
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        String id = Ids.next("ses", clock.instant(), random);
        sql.run(
                "INSERT INTO session (id, account_id, hash, person_id, address, created_at, seen_at, expires_at)"
                        + " SELECT ?, account_id, ?, id, ?, ?, ?, ? FROM person WHERE id = ? AND password_hash IS ?",
                id,
                hash(secret),
                address,
                now,
                now,
                now + LONGEST.toMillis(),
                known.id(),
                known.hash());
        Optional<Session> begun =
                sql.first(SELECT + ALIVE + " AND s.id = ?2", now, id).map(PersonSessions::session);
        begun.ifPresent(it -> {
            sql.run(
                    "DELETE FROM session WHERE expires_at <= ? OR seen_at <= ? OR (person_id = ? AND id NOT IN (SELECT"
                            + " id FROM session WHERE person_id = ? ORDER BY created_at DESC, id DESC LIMIT ?))",
                    now,
                    now - IDLE.toMillis(),
                    known.id(),
                    known.id(),
                    MOST);
            note(Action.CREATED, it, "person:" + known.id(), sql);
        });
        return begun.map(it -> new Opened(it, secret));
    }

    /** The session behind a secret, unless it is unknown or over, or its person may not come in any more. */
    public Optional<Session> find(String secret) {
        long now = clock.millis();
        Optional<Session> found = database.read(
                        sql -> sql.first(SELECT + ALIVE + " AND s.hash = ?2", now, hash(secret)))
                .map(PersonSessions::session);
        found.filter(it -> it.seenAt() + NOTED_EVERY.toMillis() <= now)
                .ifPresent(it -> database.write(
                        sql -> sql.run("UPDATE session SET seen_at = max(seen_at, ?) WHERE id = ?", now, it.id())));
        return found;
    }

    /** The sessions of a person that are not over, the oldest first. */
    public List<Session> list(String personId) {
        return database
                .read(sql -> sql.rows(SELECT + ALIVE + " AND s.person_id = ?2 ORDER BY s.id", clock.millis(), personId))
                .stream()
                .map(PersonSessions::session)
                .toList();
    }

    /** Ends one session; {@code actor} is who ends it, for the audit log. */
    public void end(String id, String actor) {
        end(" AND s.id = ?2", id, actor);
    }

    /** Ends every session of a person. */
    public void endAll(String personId, String actor) {
        end(" AND s.person_id = ?2", personId, actor);
    }

    private void end(String which, String id, String actor) {
        database.write(sql -> {
            List<Session> ended = sql.rows(SELECT + ALIVE + which + " ORDER BY s.id", clock.millis(), id).stream()
                    .map(PersonSessions::session)
                    .toList();
            ended.forEach(it -> {
                sql.run("DELETE FROM session WHERE id = ?", it.id());
                note(Action.REMOVED, it, actor, sql);
            });
            return ended.size();
        });
    }

    /** Whether the platform knows nobody yet. */
    public boolean isNobodyThere() {
        return database.read(sql -> sql.number("SELECT count(*) AS n FROM person")) == 0;
    }

    private void note(Action action, Session it, String actor, Sql sql) {
        new AuditWriter(sql, actor, clock.instant())
                .note(
                        action,
                        RESOURCE,
                        it.whose().accountId(),
                        it.id(),
                        it.whose().email(),
                        List.of());
    }

    private static Session session(Row row) {
        return new Session(
                row.text("id"),
                new Whose(
                        row.text("person_id"),
                        row.text("account_id"),
                        row.text("email"),
                        row.text("name"),
                        row.text("role"),
                        row.textOrNull("user_id")),
                row.text("address"),
                row.integer("created_at"),
                row.integer("seen_at"),
                row.integer("expires_at"));
    }

    static String hash(String secret) {
        return Ha1.hash("SHA-256", secret);
    }
}
