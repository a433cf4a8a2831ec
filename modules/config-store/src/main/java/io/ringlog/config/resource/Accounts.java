package io.ringlog.config.resource;

import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Account;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tenants and their tree. An account owns itself; its ancestors are written once, when it is created. */
final class Accounts extends Resource<Account> {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}-[A-Z]{2}");

    private static final Pattern KEYS = Pattern.compile("[0-9*#]{2,8}");

    private static final Pattern EMERGENCY = Pattern.compile("[0-9]{2,8}");

    private static final int MOST_NETWORKS = 20;

    Accounts() {
        super("account", "account", "acc", Account.class, fromElsewhere(Stream.of("ancestors", "ceilingOf")));
    }

    @Override
    public Set<String> derived() {
        return fromElsewhere(Stream.of("id", "parentId", "ancestors", "ceilingOf"));
    }

    private static Set<String> fromElsewhere(Stream<String> others) {
        return Stream.concat(others, UnroutedTargets.COMPONENTS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> naturalKey() {
        return List.of("name");
    }

    @Override
    protected String ownerColumn() {
        return "id";
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("mohPlaylistId", "playlist", Link.Sense.NONE));
    }

    /** Edges read what trunks call by it. */
    @Override
    public List<DirectoryEntry> directory(Account row) {
        String country = row.country();
        return country == null ? List.of() : List.of(new DirectoryEntry.AccountEntry(row.id(), country));
    }

    @Override
    public void check(Account row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.zone(row.timezone(), "timezone", p);
        Shapes.host(row.brandDomain(), "brand_domain", p);
        Shapes.notNegative(row.maxIn(), "max_in", p);
        Shapes.notNegative(row.maxOut(), "max_out", p);
        Shapes.notNegative(row.maxDialer(), "max_dialer", p);
        Shapes.notNegative(row.maxWatchedTrunks(), "max_watched_trunks", p);
        Shapes.notNegative(row.maxChannels(), "max_channels", p);
        p.require(
                row.maxChannels() == null || row.isReseller(),
                "max_channels",
                "config.not-a-reseller",
                "is for an account with is_reseller, over all accounts below it");
        Shapes.e164(row.defaultCidNumber(), "default_cid_number", p);
        Shapes.country(row.country(), "country", p);
        Shapes.e164(row.emergencyCidNumber(), "emergency_cid_number", p);
        emergencyNumbers(row.emergencyNumbers(), p);
        Shapes.ordinary(row.allowedClasses(), "allowed_classes", p);
        Shapes.range(row.recordingBeepSec(), 5, 300, "recording_beep_sec", p);
        Shapes.range(row.recordingConsentSec(), 5, 60, "recording_consent_sec", p);
        Shapes.range(row.recordingKeepDays(), 1, 3650, "recording_keep_days", p);
        Shapes.range(row.recordingQuotaMb(), 0, 1_000_000, "recording_quota_mb", p);
        keys(row.recordingKeys(), "recording_keys", p);
        keys(row.recordingPauseKeys(), "recording_pause_keys", p);
        p.require(
                row.recordingKeys() == null || !row.recordingKeys().equals(row.recordingPauseKeys()),
                "recording_pause_keys",
                "config.taken",
                "are the recording_keys already");
        networks(row.httpAllowed(), p);
        p.require(
                LANGUAGE.matcher(row.language()).matches(), "language", "config.bad-language", "must look like en-US");
    }

    private static void emergencyNumbers(List<String> numbers, Problems p) {
        for (int i = 0; i < numbers.size(); i++) {
            p.require(
                    EMERGENCY.matcher(numbers.get(i)).matches(),
                    "emergency_numbers[" + i + "]",
                    "config.bad-digits",
                    "must be 2 to 8 digits");
        }
    }

    private static void networks(List<String> networks, Problems p) {
        Shapes.range(networks.size(), 0, MOST_NETWORKS, "http_allowed", p);
        for (int i = 0; i < networks.size(); i++) {
            p.require(
                    Network.parse(networks.get(i)).isPresent(),
                    "http_allowed[" + i + "]",
                    "config.bad-address",
                    "must be an IP address or a block of them, as 10.0.0.0/8");
        }
    }

    private static void keys(@Nullable String keys, String field, Problems p) {
        p.require(
                keys == null || KEYS.matcher(keys).matches(),
                field,
                "config.bad-digits",
                "must be 2 to 8 of 0-9, * and #");
    }

    @Override
    public void relate(Account row, Unwritten come, Sql sql, Problems p) {
        long twins = sql.number(
                "SELECT count(*) AS n FROM account WHERE name = ? AND coalesce(parent_id, '') = ? AND id <> ?",
                row.name(),
                row.parentId() == null ? "" : row.parentId(),
                row.id());
        p.require(twins == 0, "name", "config.taken", "is the name of another account under the same parent");
        if (row.country() == null) {
            TrunkManner.byTheAccounts(row.id(), sql)
                    .ifPresent(trunk -> p.add(
                            "country",
                            "config.required",
                            "is required: trunk " + trunk + " of " + row.name()
                                    + " says none, and its numbers are written as those of one"));
        }
    }

    @Override
    public List<FieldError> referrers(Account row, Sql sql) {
        List<FieldError> owned = new ArrayList<>();
        children(row, sql).map(child -> inUse("account " + child)).forEach(owned::add);
        for (Resource<?> resource : Resources.ALL) {
            if (!resource.equals(Resources.ACCOUNTS)) {
                long rows = sql.number(
                        "SELECT count(*) AS n FROM " + resource.table().name() + " WHERE account_id = ?", row.id());
                if (rows > 0) {
                    owned.add(inUse(rows + " " + resource.name() + (rows == 1 ? "" : "s")));
                }
            }
        }
        return owned;
    }

    /** Nobody comes in any more with a key of an account that is gone. */
    @Override
    protected void removed(String id, long at, Sql sql) {
        sql.run("UPDATE api_key SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL", at, id);
    }

    @Override
    protected void saveParts(Account row, Sql sql) {
        sql.run("DELETE FROM account_ancestor WHERE account_id = ?", row.id());
        for (int i = 0; i < row.ancestors().size(); i++) {
            sql.run(
                    "INSERT INTO account_ancestor (account_id, depth, ancestor_id) VALUES (?, ?, ?)",
                    row.id(),
                    i + 1,
                    row.ancestors().get(i));
        }
    }

    @Override
    protected Map<String, @Nullable Object> loadParts(String id, Sql sql) {
        List<String> ancestors =
                sql.rows("SELECT ancestor_id FROM account_ancestor WHERE account_id = ? ORDER BY depth", id).stream()
                        .map(row -> row.text("ancestor_id"))
                        .toList();
        Map<String, @Nullable Object> parts = new HashMap<>();
        parts.put("ancestors", ancestors);
        parts.put("ceilingOf", nearestCeiling(id, sql));
        parts.putAll(UnroutedTargets.under(ancestors.isEmpty() ? null : ancestors.getFirst(), sql));
        return parts;
    }

    /** The nearest account above that has a ceiling over all below it. */
    private static @Nullable String nearestCeiling(String id, Sql sql) {
        return sql.first(
                        "SELECT above.id FROM account_ancestor JOIN account above ON above.id = ancestor_id"
                                + " WHERE account_id = ? AND above.max_channels IS NOT NULL ORDER BY depth LIMIT 1",
                        id)
                .map(row -> row.text("id"))
                .orElse(null);
    }

    /** The accounts below, for which a ceiling has begun or ceased to count. */
    static List<Account> under(Account changed, Sql sql) {
        String counts = changed.maxChannels() == null ? changed.ceilingOf() : changed.id();
        return sql
                .rows("SELECT account_id FROM account_ancestor WHERE ancestor_id = ? ORDER BY account_id", changed.id())
                .stream()
                .map(row -> row.text("account_id"))
                .flatMap(id -> Resources.ACCOUNTS.find(id, id, sql).stream())
                .map(Stored::row)
                .filter(row -> Objects.equals(row.ceilingOf(), counts))
                .toList();
    }

    private static Stream<String> children(Account row, Sql sql) {
        return sql.rows("SELECT name FROM account WHERE parent_id = ? ORDER BY id LIMIT 5", row.id()).stream()
                .map((Row child) -> child.text("name"));
    }

    private static FieldError inUse(String what) {
        return new FieldError("id", "config.in-use", "still owns " + what);
    }
}
