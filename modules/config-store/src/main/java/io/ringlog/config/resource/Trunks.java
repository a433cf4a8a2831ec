package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice.Transport;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.Network;
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

    Trunks() {
        super("trunk", "sip_trunk", "tr", SipTrunk.class, Set.of("inboundIps"));
    }

    @Override
    public Set<String> fromAbove() {
        return Set.of("inboundIps");
    }

    @Override
    public Optional<SipTrunk> movedTo(String accountId, SipTrunk row) {
        return Optional.of(new SipTrunk(
                row.id(),
                accountId,
                row.name(),
                row.provider(),
                row.role(),
                row.direction(),
                row.proxy(),
                row.transport(),
                row.inboundAuth(),
                row.inboundIps(),
                row.maxChannels(),
                row.cidNumber(),
                row.status()));
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public List<String> inert(SipTrunk row) {
        return row.transport() == Transport.TLS ? List.of("transport") : List.of();
    }

    @Override
    public void check(SipTrunk row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.hostPort(row.proxy(), "proxy", p);
        Shapes.notNegative(row.maxChannels(), "max_channels", p);
        Shapes.e164(row.cidNumber(), "cid_number", p);
        p.require(row.transport() != Transport.WSS, "transport", "config.not-a-choice", "must be one of udp, tcp, tls");
        p.require(
                row.proxy() != null || row.direction() == SipTrunk.Direction.INBOUND,
                "proxy",
                "config.required",
                "is required unless the direction is inbound");
        p.require(
                !row.inboundIps().isEmpty() || !takesCallsByAddress(row),
                "inbound_ips",
                "config.required",
                "is required: inbound_auth ip knows the trunk by its addresses");
        for (int i = 0; i < row.inboundIps().size(); i++) {
            String field = "inbound_ips[" + i + "]";
            address(row.inboundIps().get(i), field, p);
            boolean repeated = row.inboundIps().indexOf(row.inboundIps().get(i)) < i;
            p.require(!repeated, field, "config.taken", "is in the list twice");
        }
    }

    private static void address(String given, String field, Problems p) {
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
        if (!takesCallsByAddress(row) || row.status() != RowStatus.ACTIVE) {
            return List.of();
        }
        return row.inboundIps().stream()
                .<DirectoryEntry>map(ip -> new DirectoryEntry.TrunkEntry(
                        Network.parse(ip).orElseThrow().text(), row.accountId(), row.id()))
                .toList();
    }

    /** An address that another trunk of the platform has is found here, because no component is that column. */
    @Override
    public void beforeWrite(SipTrunk row, Sql sql, Problems p) {
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
