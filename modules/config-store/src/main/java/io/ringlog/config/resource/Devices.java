package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints and their digest credential: a password or HA1 comes in, only sealed HA1 is kept, nothing goes out. */
final class Devices extends Resource<SipDevice> {

    private static final Ha1Input HA1 = new Ha1Input("");

    Devices() {
        super("device", "sip_device", "dev", SipDevice.class, Set.of());
    }

    @Override
    public Set<String> hidden() {
        return Set.of("ha1", "ha1Sha256");
    }

    @Override
    public Set<String> inputs() {
        return HA1.fields();
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.onPlatform("authUsername", "realm"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("userId", "user", Link.Sense.PHONE_OF));
    }

    @Override
    public void absorb(
            ObjectNode document,
            @Nullable SipDevice old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        if (values.get("realm") instanceof String realm) {
            values.put("realm", realm.toLowerCase(Locale.ROOT));
        }
        Ha1Input.Login login = new Ha1Input.Login(
                (String) Objects.requireNonNull(values.get("id")),
                text(values.get("authUsername")),
                text(values.get("realm")));
        boolean renamed = old != null
                && (!old.authUsername().equals(login.username()) || !old.realm().equals(login.realm()));
        if (old != null
                && !renamed
                && HA1.isKnown(document, new Ha1Input.Sealed(old.ha1(), old.ha1Sha256()), login, box)) {
            return;
        }
        if (HA1.isGiven(document)) {
            HA1.read(document, login, box, p).ifPresent(it -> {
                values.put("ha1", it.ha1());
                values.put("ha1Sha256", it.ha1Sha256());
            });
        } else if (old == null) {
            values.put("ha1", "");
            p.add("password", "config.required", "is required, or ha1 in its place");
        } else if (renamed) {
            p.add("password", "config.required", "is required with a new auth_username or realm: HA1 holds them both");
        }
    }

    @Override
    public boolean mayLead(SipDevice row, Link link) {
        return row.status() == RowStatus.ACTIVE;
    }

    @Override
    public void check(SipDevice row, Problems p) {
        Shapes.sipUser(row.authUsername(), "auth_username", p);
        Shapes.host(row.realm(), "realm", p);
    }

    @Override
    public void relate(SipDevice row, Unwritten come, Sql sql, Problems p) {
        Domains.isThere(row.accountId(), row.realm(), come, sql, p.at("realm"));
    }

    @Override
    public void beforeWrite(SipDevice row, Sql sql, Problems p) {
        long trunks = sql.number(
                "SELECT count(*) AS n FROM sip_trunk WHERE inbound_username = ? AND inbound_realm = ?",
                row.authUsername(),
                row.realm());
        p.require(trunks == 0, "auth_username", "config.taken", "is taken by a trunk");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
