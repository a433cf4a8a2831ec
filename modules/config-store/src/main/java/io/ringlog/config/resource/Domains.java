package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.SipDomain;
import io.ringlog.wire.DirectoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The realms an account answers on; a domain belongs to one account of the platform. */
final class Domains extends Resource<SipDomain> {

    Domains() {
        super("domain", "sip_domain", "dom", SipDomain.class, Set.of());
    }

    /** HA1 values hold the realm: another name would lock every device out. */
    @Override
    public Set<String> fixed() {
        return Set.of("domain");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.onPlatform("domain"));
    }

    @Override
    public void check(SipDomain row, Problems p) {
        Shapes.host(row.domain(), "domain", p);
    }

    @Override
    public List<FieldError> referrers(SipDomain row, Sql sql) {
        List<FieldError> found = new ArrayList<>();
        sql.rows(
                        "SELECT id, auth_username FROM sip_device WHERE account_id = ? AND realm = ?"
                                + " ORDER BY id LIMIT 5",
                        row.accountId(),
                        row.domain())
                .forEach(it -> found.add(realmOf("device " + it.text("auth_username"), it.text("id"))));
        sql.rows(
                        "SELECT id, name FROM sip_trunk WHERE account_id = ? AND inbound_realm = ? ORDER BY id LIMIT 5",
                        row.accountId(),
                        row.domain())
                .forEach(it -> found.add(realmOf("trunk " + it.text("name"), it.text("id"))));
        return found;
    }

    private static FieldError realmOf(String who, String id) {
        return new FieldError("id", "config.in-use", "is the realm of " + who + " (" + id + ")");
    }

    /** Whether a realm is a domain of the account, or may become one in the same transaction. */
    static void isThere(String account, String realm, Unwritten come, Sql sql, Problems p) {
        long domains =
                sql.number("SELECT count(*) AS n FROM sip_domain WHERE account_id = ? AND domain = ?", account, realm);
        p.require(
                domains > 0 || come.hasAny("domain", account),
                "",
                "config.dest-not-found",
                "there is no domain " + realm + " in this account");
    }

    @Override
    public List<DirectoryEntry> directory(SipDomain row) {
        return List.of(new DirectoryEntry.DomainEntry(row.domain(), row.accountId()));
    }
}
