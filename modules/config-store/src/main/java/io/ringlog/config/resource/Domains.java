package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.SipDomain;
import io.ringlog.wire.DirectoryEntry;
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
        return sql
                .rows(
                        "SELECT id, auth_username FROM sip_device WHERE account_id = ? AND realm = ?"
                                + " ORDER BY id LIMIT 5",
                        row.accountId(),
                        row.domain())
                .stream()
                .map(device -> new FieldError(
                        "id",
                        "config.in-use",
                        "is the realm of device " + device.text("auth_username") + " (" + device.text("id") + ")"))
                .toList();
    }

    @Override
    public List<DirectoryEntry> directory(SipDomain row) {
        return List.of(new DirectoryEntry.DomainEntry(row.domain(), row.accountId()));
    }
}
