package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice.Transport;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipTrunk.InboundFormat;
import io.ringlog.domain.trunk.RegistrationMark;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carriers, gateways and customer PBXs, with the addresses that speak for them. */
final class Trunks extends Resource<SipTrunk> {

    private static final int V4 = 32;

    /** Whoever claims more of the Internet has made a mistake. */
    private static final int WIDEST_V4 = 16;

    private static final int WIDEST_V6 = 32;

    private static final int LONGEST_PASSWORD = 255;

    private static final int SHORTEST_LIFE_SEC = 60;
    private static final int LONGEST_LIFE_SEC = 86_400;

    /** An answer is waited for four seconds. */
    private static final int SHORTEST_INTERVAL_SEC = 5;

    private static final int LONGEST_INTERVAL_SEC = 3_600;
    private static final int MOST_IN_A_ROW = 20;

    Trunks() {
        super("trunk", "sip_trunk", "tr", SipTrunk.class, Set.of("inboundIps"));
    }

    @Override
    public Set<String> fromAbove() {
        return Set.of("inboundIps");
    }

    @Override
    public Optional<SipTrunk> movedTo(String accountId, SipTrunk row) {
        Map<String, @Nullable Object> values = fields().values(row);
        values.put("accountId", accountId);
        return Optional.of(fields().draft(values, new Problems()));
    }

    @Override
    public Set<String> hidden() {
        return Set.of("authSecret", "inboundHa1", "inboundHa1Sha256");
    }

    @Override
    public Set<String> inputs() {
        Set<String> inputs = new HashSet<>(TrunkLogins.inputs());
        inputs.add("password");
        return inputs;
    }

    /** The same password again changes nothing: a seal would look new each time. */
    @Override
    public void absorb(
            ObjectNode document,
            @Nullable SipTrunk old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        TrunkLogins.absorb(document, old, values, box, p);
        JsonNode given = document.get("password");
        String id = String.valueOf(values.get("id"));
        if (given == null) {
            return;
        }
        String sealed = old == null ? null : old.authSecret();
        if (given.isNull()) {
            values.put("authSecret", null);
        } else if (!given.isTextual()
                || given.textValue().isEmpty()
                || given.textValue().length() > LONGEST_PASSWORD) {
            p.add("password", "config.bad-password", "must be text of 1 to 255 characters");
        } else if (sealed == null || !box.holds(sealed, id, given.textValue())) {
            values.put("authSecret", box.seal(given.textValue(), id));
        }
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"), Unique.onPlatform("inboundUsername", "inboundRealm"));
    }

    @Override
    public List<String> inert(SipTrunk row) {
        List<String> inert = new ArrayList<>();
        if (row.doRegister() && row.direction() == SipTrunk.Direction.OUTBOUND) {
            inert.add("do_register");
        }
        boolean dials = row.logsIn() && row.role() == SipTrunk.Role.PBX;
        if (!dials && !row.allowedClasses().isEmpty()) {
            inert.add("allowed_classes");
        }
        if (!dials && !row.callsInside()) {
            inert.add("calls_inside");
        }
        if (dials && row.inboundFormat() != InboundFormat.E164) {
            inert.add("inbound_format");
        }
        return inert;
    }

    @Override
    public List<DeadEnd> deadEnds(SipTrunk row) {
        return row.status() == RowStatus.ACTIVE
                ? List.of()
                : List.of(DeadEnd.Kind.INACTIVE.of("is disabled: routes pass it over"));
    }

    @Override
    public void check(SipTrunk row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.hostPort(row.proxy(), "proxy", p);
        Shapes.notNegative(row.maxChannels(), "max_channels", p);
        Shapes.e164(row.cidNumber(), "cid_number", p);
        Shapes.country(row.country(), "country", p);
        p.require(row.transport() != Transport.WSS, "transport", "config.not-a-choice", "must be one of udp, tcp, tls");
        p.require(
                row.proxy() != null || row.direction() == SipTrunk.Direction.INBOUND || row.logsIn(),
                "proxy",
                "config.required",
                "is required unless the direction is inbound or the trunk registers here");
        p.require(
                !row.inboundIps().isEmpty() || row.doRegister() || !takesCallsByAddress(row),
                "inbound_ips",
                "config.required",
                "is required: inbound_auth ip knows the trunk by its addresses");
        p.require(
                (row.authUsername() == null) == (row.authSecret() == null),
                row.authUsername() == null ? "auth_username" : "password",
                "config.required",
                "is required: a trunk is told both or neither");
        if (row.authUsername() != null) {
            Shapes.sipUser(row.authUsername(), "auth_username", p);
        }
        if (row.fromUser() != null) {
            Shapes.sipUser(row.fromUser(), "from_user", p);
        }
        Shapes.host(row.fromDomain(), "from_domain", p);
        lookedAfter(row, p);
        TrunkManner.check(row, p);
        TrunkLogins.check(row, p);
        for (int i = 0; i < row.inboundIps().size(); i++) {
            String field = "inbound_ips[" + i + "]";
            address(row.inboundIps().get(i), field, p);
            boolean repeated = row.inboundIps().indexOf(row.inboundIps().get(i)) < i;
            p.require(!repeated, field, "config.taken", "is in the list twice");
        }
    }

    private static void lookedAfter(SipTrunk row, Problems p) {
        boolean nameless = row.authUsername() == null && row.fromUser() == null;
        p.require(
                !row.doRegister() || row.proxy() != null, "proxy", "config.required", "is required to register at it");
        p.require(
                !row.doRegister() || !nameless,
                "auth_username",
                "config.required",
                "is required to register, or from_user: it says as whom");
        Shapes.range(row.expireSec(), SHORTEST_LIFE_SEC, LONGEST_LIFE_SEC, "expire_sec", p);
        Shapes.range(row.optionsIntervalSec(), SHORTEST_INTERVAL_SEC, LONGEST_INTERVAL_SEC, "options_interval_sec", p);
        p.require(
                row.optionsIntervalSec() == null || row.proxy() != null,
                "proxy",
                "config.required",
                "is required to ask whether it is there");
        Shapes.range(row.optionsDownAfter(), 1, MOST_IN_A_ROW, "options_down_after", p);
        Shapes.range(row.optionsUpAfter(), 1, MOST_IN_A_ROW, "options_up_after", p);
    }

    static void address(String given, String field, Problems p) {
        Network block = Network.parse(given).orElse(null);
        if (block == null) {
            p.add(field, "config.bad-address", "is neither an IP address nor a block like 192.0.2.0/24");
            return;
        }
        int widest = block.width() == V4 ? WIDEST_V4 : WIDEST_V6;
        p.require(block.bits() >= widest, field, "config.bad-address", "is wider than /" + widest);
        p.require(
                block.isWhole(),
                field,
                "config.bad-address",
                "does not begin with the first address of its block: "
                        + block.within(block.bits()).text());
    }

    @Override
    public List<DirectoryEntry> directory(SipTrunk row) {
        if (row.status() != RowStatus.ACTIVE || row.direction() == SipTrunk.Direction.OUTBOUND) {
            return List.of();
        }
        List<DirectoryEntry> entries = new ArrayList<>();
        boolean byAddress = row.inboundAuth() == SipTrunk.InboundAuth.IP;
        if (byAddress) {
            row.inboundIps()
                    .forEach(ip -> entries.add(new DirectoryEntry.TrunkEntry(
                            Network.parse(ip).orElseThrow().text(), row.accountId(), row.id(), written(row))));
        }
        if (row.doRegister()) {
            entries.add(new DirectoryEntry.LineEntry(
                    row.id(),
                    row.accountId(),
                    RegistrationMark.of(row),
                    byAddress && !row.inboundIps().isEmpty(),
                    written(row)));
        }
        return entries;
    }

    private static DirectoryEntry.@Nullable Written written(SipTrunk row) {
        return row.inboundFormat() == InboundFormat.E164
                ? null
                : new DirectoryEntry.Written(row.country(), row.inboundFormat() == InboundFormat.SIGNIFICANT);
    }

    /** An address that another trunk of the platform has is found here, because no component is that column. */
    @Override
    public void beforeWrite(SipTrunk row, Sql sql, Problems p) {
        TrunkLogins.unique(row, sql, p);
        List<Network> others = sql.rows("SELECT ip FROM sip_trunk_ip WHERE trunk_id <> ?", row.id()).stream()
                .flatMap(other -> Network.parse(other.text("ip")).stream())
                .toList();
        for (int i = 0; i < row.inboundIps().size(); i++) {
            boolean taken = Network.parse(row.inboundIps().get(i))
                    .filter(block -> others.stream().anyMatch(block::overlaps))
                    .isPresent();
            p.require(!taken, "inbound_ips[" + i + "]", "config.taken", "belongs to another trunk");
        }
    }

    /** We ask and register by ourselves, as long as the row stands: how many may have us do so is not theirs to say. */
    @Override
    public void relate(SipTrunk row, Unwritten come, Sql sql, Problems p) {
        TrunkLogins.relate(row, come, sql, p);
        TrunkManner.relate(row, sql, p);
        if (!isWatched(row)) {
            return;
        }
        long watched = sql.number(
                "SELECT count(*) AS n FROM sip_trunk WHERE account_id = ? AND status = 'active'"
                        + " AND (do_register = 1 OR options_interval_sec IS NOT NULL)",
                row.accountId());
        long most = sql.number("SELECT max_watched_trunks AS n FROM account WHERE id = ?", row.accountId());
        p.require(
                watched <= most,
                row.doRegister() ? "do_register" : "options_interval_sec",
                "config.too-many",
                "is the account's " + watched + ". that is asked or registered at, and " + most + " may be");
    }

    private static boolean isWatched(SipTrunk row) {
        return row.status() == RowStatus.ACTIVE && (row.doRegister() || row.optionsIntervalSec() != null);
    }

    @Override
    protected void saveParts(SipTrunk row, Sql sql) {
        sql.run("DELETE FROM sip_trunk_ip WHERE trunk_id = ?", row.id());
        for (int i = 0; i < row.inboundIps().size(); i++) {
            sql.run(
                    "INSERT INTO sip_trunk_ip (ip, account_id, trunk_id, position) VALUES (?, ?, ?, ?)",
                    row.inboundIps().get(i),
                    row.accountId(),
                    row.id(),
                    i);
        }
    }

    @Override
    protected Map<String, @Nullable Object> loadParts(String id, Sql sql) {
        List<String> ips = sql.rows("SELECT ip FROM sip_trunk_ip WHERE trunk_id = ? ORDER BY position", id).stream()
                .map(row -> row.text("ip"))
                .toList();
        return Map.of("inboundIps", ips);
    }

    private static boolean takesCallsByAddress(SipTrunk row) {
        return row.inboundAuth() == SipTrunk.InboundAuth.IP && row.direction() != SipTrunk.Direction.OUTBOUND;
    }
}
