package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.Ha1;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Endpoints and their digest credential: a password or HA1 comes in, only sealed HA1 is kept, nothing goes out. */
final class Devices extends Resource<SipDevice> {

    Devices() {
        super("device", "sip_device", "dev", SipDevice.class, Set.of());
    }

    @Override
    public Set<String> hidden() {
        return Set.of("ha1", "ha1Sha256");
    }

    @Override
    public Set<String> inputs() {
        return Set.of("password", "ha1", "ha1_sha256");
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
        String id = (String) Objects.requireNonNull(values.get("id"));
        String user = text(values.get("authUsername"));
        String realm = text(values.get("realm"));
        if (old != null && isKnown(document, old, user, realm, box)) {
            return;
        }
        if (document.hasNonNull("password")) {
            password(document.get("password"), p, password -> {
                values.put("ha1", box.seal(Ha1.md5(user, realm, password), id));
                values.put("ha1Sha256", box.seal(Ha1.sha256(user, realm, password), id));
            });
        } else if (document.hasNonNull("ha1")) {
            values.put("ha1", sealed(document, "ha1", Ha1.isMd5(lower(document.get("ha1"))), id, box, p));
            values.put(
                    "ha1Sha256",
                    document.hasNonNull("ha1_sha256")
                            ? sealed(
                                    document, "ha1_sha256", Ha1.isSha256(lower(document.get("ha1_sha256"))), id, box, p)
                            : null);
        } else if (old == null) {
            values.put("ha1", "");
            p.add("password", "config.required", "is required, or ha1 in its place");
        } else if (!old.authUsername().equals(user) || !old.realm().equals(realm)) {
            p.add("password", "config.required", "is required with a new auth_username or realm: HA1 holds them both");
        }
    }

    @Override
    public List<String> inert(SipDevice row) {
        return row.isWebrtc() ? List.of("is_webrtc") : List.of();
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
        long domains = sql.number(
                "SELECT count(*) AS n FROM sip_domain WHERE account_id = ? AND domain = ?",
                row.accountId(),
                row.realm());
        p.require(
                domains > 0 || come.hasAny("domain", row.accountId()),
                "realm",
                "config.dest-not-found",
                "there is no domain " + row.realm() + " in this account");
    }

    /** The same secret again changes nothing: a seal would look new each time. */
    private static boolean isKnown(ObjectNode document, SipDevice old, String user, String realm, SecretBox box) {
        if (!old.authUsername().equals(user) || !old.realm().equals(realm)) {
            return false;
        }
        String md5 = box.opened(old.ha1(), old.id()).orElse("");
        String sha256 = old.ha1Sha256() == null
                ? ""
                : box.opened(old.ha1Sha256(), old.id()).orElse("");
        return document.hasNonNull("password")
                ? !sha256.isEmpty()
                        && md5.equals(
                                Ha1.md5(user, realm, document.path("password").asText()))
                : document.hasNonNull("ha1")
                        && md5.equals(lower(document.path("ha1")))
                        && sha256.equals(lower(document.path("ha1_sha256")));
    }

    private static void password(JsonNode given, Problems p, Consumer<String> use) {
        boolean fits = given.isTextual()
                && given.textValue().length() >= 8
                && given.textValue().length() <= 255;
        p.require(fits, "password", "config.bad-password", "must be text of 8 to 255 characters");
        if (fits) {
            use.accept(given.textValue());
        }
    }

    private static String sealed(
            ObjectNode document, String field, boolean fits, String id, SecretBox box, Problems p) {
        p.require(fits, field, "config.bad-ha1", "must be the hash in hexadecimal digits");
        return box.seal(lower(document.get(field)), id);
    }

    private static String lower(JsonNode given) {
        return given.asText().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
