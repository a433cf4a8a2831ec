package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.SipTrunk;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a trunk says who it is when it calls or registers here: a name in a domain of the account, and a password. */
final class TrunkLogins {
    private static final Ha1Input HA1 = new Ha1Input("inbound_");
    private static final String PASSWORD = "inbound_password";

    private TrunkLogins() {}

    static Set<String> inputs() {
        return HA1.fields();
    }

    static void absorb(
            ObjectNode document,
            @Nullable SipTrunk old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        if (values.get("inboundRealm") instanceof String realm) {
            values.put("inboundRealm", realm.toLowerCase(Locale.ROOT));
        }
        Ha1Input.Login login = new Ha1Input.Login(
                String.valueOf(values.get("id")),
                text(values.get("inboundUsername")),
                text(values.get("inboundRealm")));
        Ha1Input.Sealed kept = kept(old);
        boolean renamed = old != null && !isSame(old, login);
        if (document.has(PASSWORD) && document.get(PASSWORD).isNull()) {
            put(values, null);
        } else if (!HA1.isGiven(document)) {
            p.require(
                    kept == null || !renamed,
                    PASSWORD,
                    "config.required",
                    "is required with a new inbound_username or inbound_realm: HA1 holds them both");
        } else if (kept == null || renamed || !HA1.isKnown(document, kept, login, box)) {
            HA1.read(document, login, box, p).ifPresent(it -> put(values, it));
        }
    }

    private static void put(Map<String, @Nullable Object> values, Ha1Input.@Nullable Sealed sealed) {
        values.put("inboundHa1", sealed == null ? null : sealed.ha1());
        values.put("inboundHa1Sha256", sealed == null ? null : sealed.ha1Sha256());
    }

    private static Ha1Input.@Nullable Sealed kept(@Nullable SipTrunk old) {
        String ha1 = old == null ? null : old.inboundHa1();
        return old == null || ha1 == null ? null : new Ha1Input.Sealed(ha1, old.inboundHa1Sha256());
    }

    private static boolean isSame(SipTrunk old, Ha1Input.Login login) {
        return text(old.inboundUsername()).equals(login.username())
                && text(old.inboundRealm()).equals(login.realm());
    }

    static void check(SipTrunk row, Problems p) {
        if (row.inboundUsername() != null) {
            Shapes.sipUser(row.inboundUsername(), "inbound_username", p);
        }
        Shapes.host(row.inboundRealm(), "inbound_realm", p);
        Shapes.ordinary(row.allowedClasses(), "allowed_classes", p);
        if (row.inboundAuth() != SipTrunk.InboundAuth.DIGEST) {
            return;
        }
        String why = "is required: inbound_auth digest knows the trunk by it";
        p.require(row.inboundUsername() != null, "inbound_username", "config.required", why);
        p.require(row.inboundRealm() != null, "inbound_realm", "config.required", why);
        p.require(row.inboundHa1() != null, PASSWORD, "config.required", why);
        p.require(
                row.inboundIps().isEmpty(),
                "inbound_ips",
                "config.superfluous",
                "must be empty: inbound_auth digest knows the trunk by its password, wherever it calls from");
        p.require(
                row.direction() != SipTrunk.Direction.OUTBOUND,
                "direction",
                "config.wrong-direction",
                "must be inbound or both: inbound_auth digest lets the trunk call in and register");
    }

    /** A name says to whom a digest belongs, so a phone and a trunk never share one. */
    static void unique(SipTrunk row, Sql sql, Problems p) {
        long phones = sql.number(
                "SELECT count(*) AS n FROM sip_device WHERE auth_username = ? AND realm = ?",
                row.inboundUsername(),
                row.inboundRealm());
        p.require(phones == 0, "inbound_username", "config.taken", "is taken by a device");
    }

    static void relate(SipTrunk row, Unwritten come, Sql sql, Problems p) {
        if (row.inboundRealm() != null) {
            Domains.isThere(row.accountId(), row.inboundRealm(), come, sql, p.at("inbound_realm"));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
