package io.ringlog.config.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditEntry.Change;
import io.ringlog.config.audit.AuditWriter;
import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.kernel.Ids;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keys for the REST interface: shown once, stored as a hash, bound to one account, revocable at once. */
public final class ApiKeys {

    /** The account of keys that administer the whole platform. */
    public static final String PLATFORM = JournalRecord.PLATFORM;

    private static final int RANDOM_BYTES = 32;

    /**
     * A key as it is listed; the key itself is nowhere.
     *
     * @param createdAt epoch seconds
     * @param revokedAt epoch seconds, null while it works
     */
    public record ApiKey(
            String id,
            String accountId,
            String name,
            SortedSet<String> scopes,
            long createdAt,
            @Nullable Long revokedAt) {

        public boolean isPlatform() {
            return accountId.equals(PLATFORM);
        }
    }

    /** A new key; {@code secret} is what the caller must keep. */
    public record Created(ApiKey key, String secret) {}

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Created create(String accountId, String name, SortedSet<String> scopes) {
        return create(accountId, name, scopes, PLATFORM);
    }

    /** @param actor who wants it, for the audit log */
    public Created create(String accountId, String name, SortedSet<String> scopes, String actor) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String secret = "sk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        String id = Ids.next("key", clock.instant(), random);
        return database.write(sql -> {
            sql.run(
                    "INSERT INTO api_key (id, account_id, name, hash, scopes, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                    id,
                    accountId,
                    name,
                    hash(secret),
                    json(scopes),
                    clock.instant().getEpochSecond());
            new AuditWriter(sql, actor, clock.instant())
                    .note(
                            Action.CREATED,
                            "key",
                            accountId,
                            id,
                            name,
                            List.of(new Change("scopes", null, json(scopes), false)));
            Row row = sql.first("SELECT * FROM api_key WHERE id = ?", id).orElseThrow();
            return new Created(key(row), secret);
        });
    }

    /** The key behind a secret, unless it is unknown or revoked, or its account is not active. */
    public Optional<ApiKey> find(String secret) {
        return database.read(sql -> sql.first(
                        "SELECT * FROM api_key WHERE hash = ? AND revoked_at IS NULL AND (account_id = ? OR"
                                + " account_id IN (SELECT id FROM account WHERE status = 'active'))",
                        hash(secret),
                        PLATFORM))
                .map(ApiKeys::key);
    }

    public List<ApiKey> list(String accountId) {
        return database
                .read(sql -> sql.rows("SELECT * FROM api_key WHERE account_id = ? ORDER BY id", accountId))
                .stream()
                .map(ApiKeys::key)
                .toList();
    }

    /** False when the account has no such working key; {@code actor} is who revokes it, for the audit log. */
    public boolean revoke(String accountId, String id, String actor) {
        return database.write(sql -> {
            boolean revoked = sql.run(
                            "UPDATE api_key SET revoked_at = ? WHERE id = ? AND account_id = ? AND revoked_at IS NULL",
                            clock.instant().getEpochSecond(),
                            id,
                            accountId)
                    == 1;
            if (revoked) {
                Row row = sql.first("SELECT * FROM api_key WHERE id = ?", id).orElseThrow();
                new AuditWriter(sql, actor, clock.instant())
                        .note(Action.REMOVED, "key", accountId, id, row.text("name"), List.of());
            }
            return revoked;
        });
    }

    /** On the first run makes the platform's key and writes it to a file only its owner may read; returns the file. */
    public Path bootstrap(Path file) {
        if (!Files.exists(file)) {
            PrivateFile.create(
                    file,
                    create(PLATFORM, "platform administrator", new TreeSet<>(List.of("*")))
                            .secret());
        }
        return file;
    }

    private static ApiKey key(Row row) {
        try {
            SortedSet<String> scopes =
                    Json.mapper().readValue(row.text("scopes"), new TypeReference<TreeSet<String>>() {});
            return new ApiKey(
                    row.text("id"),
                    row.text("account_id"),
                    row.text("name"),
                    scopes,
                    row.integer("created_at"),
                    row.integerOrNull("revoked_at"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the scopes of a key are broken", e);
        }
    }

    /** 256 random bits need no slow hash: there is nothing to guess. */
    private static String hash(String secret) {
        return Ha1.hash("SHA-256", secret);
    }

    private static String json(SortedSet<String> scopes) {
        try {
            return Json.mapper().writeValueAsString(scopes);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("scopes cannot be written", e);
        }
    }
}
