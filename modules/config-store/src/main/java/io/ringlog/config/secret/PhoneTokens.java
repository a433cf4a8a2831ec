package io.ringlog.config.secret;

import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditWriter;
import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Tokens by which phones fetch their settings: shown once, kept as a hash, for a while, good once. */
public final class PhoneTokens {

    /** Who the audit log says it was when a token was used. */
    public static final String ACTOR = "provisioning";

    private static final int RANDOM_BYTES = 32;
    private static final String RESOURCE = "provisioning_token";

    /** @param server where the phone finds us, {@code host} or {@code host:port} */
    public record Order(String accountId, String deviceId, String model, String server) {}

    /** @param expiresAt epoch milliseconds */
    public record Issued(String token, long expiresAt) {}

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PhoneTokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A new token; the one that the device had is no good any more.
     *
     * @param actor who wants it, for the audit log
     */
    public Issued issue(Order order, Duration life, String actor) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        long now = clock.millis();
        long end = now + life.toMillis();
        return database.write(sql -> {
            sql.run("DELETE FROM provisioning_token WHERE device_id = ? OR expires_at <= ?", order.deviceId(), now);
            sql.run(
                    "INSERT INTO provisioning_token (hash, account_id, device_id, model, server, used, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, 0, ?)",
                    hash(token),
                    order.accountId(),
                    order.deviceId(),
                    order.model(),
                    order.server(),
                    end);
            note(sql, Action.CREATED, order, actor);
            return new Issued(token, end);
        });
    }

    /** What a token was issued for, be it good or not any more; empty when there is none. */
    public Optional<Order> find(String token) {
        return database.read(sql -> sql.first("SELECT * FROM provisioning_token WHERE hash = ?", hash(token)))
                .map(PhoneTokens::order);
    }

    /** Uses a token; empty when there is none, its time is over, it was used or its account is not active. */
    public Optional<Order> take(String token) {
        return database.write(sql -> {
            Optional<Order> taken = sql.first(
                            "UPDATE provisioning_token SET used = 1 WHERE hash = ? AND used = 0 AND expires_at > ?"
                                    + " AND account_id IN (SELECT id FROM account WHERE status = 'active')"
                                    + " RETURNING *",
                            hash(token),
                            clock.millis())
                    .map(PhoneTokens::order);
            taken.ifPresent(order -> note(sql, Action.REMOVED, order, ACTOR));
            return taken;
        });
    }

    private void note(Sql sql, Action action, Order order, String actor) {
        new AuditWriter(sql, actor, clock.instant())
                .note(action, RESOURCE, order.accountId(), order.deviceId(), order.model(), List.of());
    }

    private static Order order(Row row) {
        return new Order(row.text("account_id"), row.text("device_id"), row.text("model"), row.text("server"));
    }

    /** 256 random bits need no slow hash: there is nothing to guess. */
    private static String hash(String token) {
        return Ha1.hash("SHA-256", token);
    }
}
