package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice.Transport;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.wire.DirectoryEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carriers, gateways and customer PBXs, with the addresses that speak for them. */
final class Trunks extends Resource<SipTrunk> {

    Trunks() {
        super("trunk", "sip_trunk", "tr", SipTrunk.class, Set.of("inboundIps"));
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
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
            p.require(Shapes.isIp(row.inboundIps().get(i)), field, "config.bad-address", "is not an IP address");
            boolean repeated = row.inboundIps().indexOf(row.inboundIps().get(i)) < i;
            p.require(!repeated, field, "config.taken", "is in the list twice");
        }
    }

    @Override
    public List<DirectoryEntry> directory(SipTrunk row) {
        if (!takesCallsByAddress(row) || row.status() != RowStatus.ACTIVE) {
            return List.of();
        }
        return row.inboundIps().stream()
                .<DirectoryEntry>map(ip -> new DirectoryEntry.TrunkEntry(ip, row.accountId(), row.id()))
                .toList();
    }

    /** An address that another trunk of the platform has is found here, because no component is that column. */
    @Override
    public void beforeWrite(SipTrunk row, Sql sql, Problems p) {
        for (int i = 0; i < row.inboundIps().size(); i++) {
            long others = sql.number(
                    "SELECT count(*) AS n FROM sip_trunk_ip WHERE ip = ? AND trunk_id <> ?",
                    row.inboundIps().get(i),
                    row.id());
            p.require(others == 0, "inbound_ips[" + i + "]", "config.taken", "belongs to another trunk");
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
