package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.Passwords;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Account;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may log in. The password comes in, is kept as its hash, and never goes out. */
final class People extends Resource<PersonRow> {

    private static final String HASH = "passwordHash";
    private static final String PASSWORD = "password";
    private static final int MOST = 10_000;

    People() {
        super("person", "person", "per", PersonRow.class, Set.of());
    }

    @Override
    public Set<String> hidden() {
        return Set.of(HASH);
    }

    /** It is made of the password. */
    @Override
    public Set<String> derived() {
        return Set.of("id", "accountId", HASH);
    }

    @Override
    public Set<String> inputs() {
        return Set.of(PASSWORD);
    }

    /** Whoever logs in says no account. */
    @Override
    public List<Unique> unique() {
        return List.of(Unique.onPlatform("email"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("userId", "user", Link.Sense.NONE));
    }

    /** The hash of a password, in its place in a document; nobody can send one. */
    private record Hashed(String hash) {}

    /** Nobody learns whether it was the password before: it is one more, whatever it is. */
    @Override
    public ObjectNode prepared(ObjectNode document) {
        JsonNode given = document.get(PASSWORD);
        return given != null && fits(given)
                ? document.deepCopy().putPOJO(PASSWORD, new Hashed(Passwords.hash(given.textValue())))
                : document;
    }

    private static boolean fits(JsonNode given) {
        return given.isTextual() && Passwords.fits(given.textValue());
    }

    /** In a file that is applied again, the same password changes nothing: a hash looks new each time. */
    @Override
    public void absorb(
            ObjectNode document,
            @Nullable PersonRow old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        String before = old == null ? null : old.passwordHash();
        values.put(HASH, before);
        JsonNode given = document.get(PASSWORD);
        if (given == null || given.isNull()) {
            return;
        }
        if (given instanceof POJONode made && made.getPojo() instanceof Hashed hashed) {
            values.put(HASH, hashed.hash());
            return;
        }
        boolean fits = fits(given);
        p.require(fits, PASSWORD, "config.bad-password", "must be text of 12 to 255 characters");
        if (fits && (before == null || !Passwords.isRight(given.textValue(), before))) {
            values.put(HASH, Passwords.hash(given.textValue()));
        }
    }

    @Override
    public void check(PersonRow row, Problems p) {
        Shapes.mail(row.email(), "email", p);
        p.require(
                row.email().equals(row.email().toLowerCase(Locale.ROOT)),
                "email",
                "config.not-lower-case",
                "must be in small letters");
        Shapes.name(row.name(), "name", p);
        boolean ofPlatform = row.accountId().equals(ApiKeys.PLATFORM);
        p.require(
                ofPlatform == (row.role() == PersonRole.PLATFORM),
                "role",
                "config.role-misplaced",
                ofPlatform ? "must be platform: it is the platform's account" : "is for people of the platform alone");
    }

    @Override
    public void relate(PersonRow row, Unwritten come, Sql sql, Problems p) {
        boolean isReseller = Resources.ACCOUNTS
                .find(row.accountId(), row.accountId(), sql)
                .map(Stored::row)
                .map(Account::isReseller)
                .orElse(false);
        p.require(
                row.role() != PersonRole.RESELLER || isReseller,
                "role",
                "config.role-misplaced",
                "reseller is for people of an account with is_reseller");
        long others = sql.number(
                "SELECT count(*) AS n FROM person WHERE account_id = ? AND id <> ?", row.accountId(), row.id());
        p.require(others < MOST, "email", "config.too-many", "an account may have " + MOST + " people");
    }
}
