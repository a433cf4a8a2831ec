package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.SipTrunk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which numbers leave an account by which trunks. */
final class OutboundRoutes extends Resource<OutboundRoute> {

    private static final Pattern PREFIX = Pattern.compile("[1-9][0-9]{0,14}");
    private static final Pattern PREPENDED = Pattern.compile("[0-9+*#]{1,16}");
    private static final int LONGEST_NUMBER = 15;
    private static final int LONGEST_RING_SEC = 300;

    OutboundRoutes() {
        super("outbound_route", "outbound_route", "route", OutboundRoute.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.hours());
    }

    @Override
    public Map<String, String> lists() {
        return Map.of("trunkIds", "trunk");
    }

    @Override
    public void check(OutboundRoute row, Problems p) {
        Shapes.name(row.name(), "name", p);
        for (int i = 0; i < row.prefixes().size(); i++) {
            p.require(
                    PREFIX.matcher(row.prefixes().get(i)).matches(),
                    "prefixes[" + i + "]",
                    "config.bad-number",
                    "must be the beginning of an E.164 number: digits without a plus");
        }
        Shapes.range(row.strip(), 0, LONGEST_NUMBER, "strip", p);
        p.require(
                row.prepend() == null || PREPENDED.matcher(row.prepend()).matches(),
                "prepend",
                "config.bad-digits",
                "must be 1 to 16 of 0-9, +, * and #");
        Shapes.notNegative(row.priority(), "priority", p);
        Shapes.range(row.weight(), 0, 10_000, "weight", p);
        Shapes.range(row.silentSec(), 1, LONGEST_RING_SEC, "silent_sec", p);
        Shapes.range(row.ringTimeoutSec(), 1, LONGEST_RING_SEC, "ring_timeout_sec", p);
        p.require(!row.trunkIds().isEmpty(), "trunk_ids", "config.required", "is required: a route leads to a trunk");
        p.require(
                row.trunkIds().stream().distinct().count() == row.trunkIds().size(),
                "trunk_ids",
                "config.taken",
                "names a trunk twice");
    }

    /** A trunk that calls only come in by would never be tried. */
    @Override
    public void relate(OutboundRoute row, Unwritten come, Sql sql, Problems p) {
        for (int i = 0; i < row.trunkIds().size(); i++) {
            String field = "trunk_ids[" + i + "]";
            Resources.TRUNKS
                    .find(row.accountId(), row.trunkIds().get(i), sql)
                    .filter(it -> it.row().direction() == SipTrunk.Direction.INBOUND)
                    .ifPresent(it -> p.add(field, "config.wrong-direction", "is a trunk for inbound calls alone"));
        }
    }
}
