package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.AgentQueueAssignment;
import java.util.List;
import java.util.Set;

/** Which agent serves which queue. */
final class Memberships extends Resource<AgentQueueAssignment> {

    Memberships() {
        super("membership", "agent_queue_assignment", "aqa", AgentQueueAssignment.class, Set.of());
    }

    @Override
    public Set<String> fixed() {
        return Set.of("queueId", "userId");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("userId", "queueId"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("queueId", "queue", Link.Sense.SERVES), Link.to("userId", "user", Link.Sense.RINGS));
    }

    @Override
    public void check(AgentQueueAssignment row, Problems p) {
        Shapes.range(row.tierLevel(), 1, 100, "tier_level", p);
        Shapes.notNegative(row.position(), "position", p);
    }

    @Override
    public void relate(AgentQueueAssignment row, Unwritten come, Sql sql, Problems p) {
        long others = sql.number(
                "SELECT count(*) AS n FROM sip_user WHERE id = ? AND account_id = ? AND is_agent = 0",
                row.userId(),
                row.accountId());
        p.require(
                others == 0 || come.has(row.userId()), "user_id", "config.not-an-agent", "is a user without is_agent");
    }
}
