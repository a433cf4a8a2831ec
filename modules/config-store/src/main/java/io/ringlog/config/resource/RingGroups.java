package io.ringlog.config.resource;

import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ring groups with their members, who are saved and replaced together with the group. */
final class RingGroups extends Resource<CallGroup> {

    private static final int LONGEST_SEC = 600;
    private static final int LONGEST_PREFIX = 40;
    private static final int LAST_ORDER = 1000;

    RingGroups() {
        super("ring_group", "ring_group", "rg", CallGroup.class, Set.of("members"));
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(
                Link.hours(),
                Link.each("members", "userId", "user", Link.Sense.RINGS),
                Link.each("members", "forwardId", "forward", Link.Sense.RINGS));
    }

    @Override
    public List<DeadEnd> deadEnds(CallGroup row) {
        return row.noAnswerDest() != null
                ? List.of()
                : List.of(DeadEnd.Kind.UNANSWERED.of("nothing behind no answer: no no_answer_dest"));
    }

    @Override
    public void check(CallGroup row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.ringTimeoutSec(), 1, LONGEST_SEC, "ring_timeout_sec", p);
        Shapes.notNegative(row.maxCalls(), "max_calls", p);
        String prefix = row.cidPrefix();
        p.require(
                prefix == null || prefix.length() <= LONGEST_PREFIX,
                "cid_prefix",
                "config.too-long",
                "is longer than " + LONGEST_PREFIX + " characters");
        p.require(
                !row.members().isEmpty() && row.members().size() <= CallGroup.MOST_MEMBERS,
                "members",
                "config.out-of-range",
                "must be 1 to " + CallGroup.MOST_MEMBERS + " members");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < row.members().size(); i++) {
            Member member = row.members().get(i);
            Problems here = p.at("members", i);
            boolean user = member.userId() != null;
            here.require(
                    user != (member.forwardId() != null),
                    "user_id",
                    "config.one-of",
                    "either user_id or forward_id is to be said");
            here.require(
                    seen.add(member.id()), user ? "user_id" : "forward_id", "config.taken", "is in the group already");
            check(member, row, here);
        }
    }

    private static void check(Member member, CallGroup row, Problems p) {
        Shapes.range(member.order(), 0, LAST_ORDER, "order", p);
        Shapes.range(member.timeoutSec(), 1, LONGEST_SEC, "timeout_sec", p);
        boolean together = row.strategy() == Strategy.SIMULTANEOUS;
        Shapes.range(member.delaySec(), 0, together ? row.ringTimeoutSec() - 1 : LONGEST_SEC, "delay_sec", p);
    }

    @Override
    protected void saveParts(CallGroup row, Sql sql) {
        sql.run("DELETE FROM ring_group_member WHERE ring_group_id = ?", row.id());
        for (int i = 0; i < row.members().size(); i++) {
            Member member = row.members().get(i);
            sql.run(
                    "INSERT INTO ring_group_member (ring_group_id, account_id, position, user_id, ring_order,"
                            + " delay_sec, timeout_sec, forward_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    row.id(),
                    row.accountId(),
                    i,
                    member.userId(),
                    member.order(),
                    member.delaySec(),
                    member.timeoutSec(),
                    member.forwardId());
        }
    }

    @Override
    protected Map<String, @Nullable Object> loadParts(String id, Sql sql) {
        List<Member> members =
                sql.rows("SELECT * FROM ring_group_member WHERE ring_group_id = ? ORDER BY position", id).stream()
                        .map(RingGroups::member)
                        .toList();
        return Map.of("members", members);
    }

    private static Member member(Row row) {
        Object timeout = row.value("timeout_sec");
        return new Member(
                row.value("user_id") instanceof String user ? user : null,
                (int) row.integer("ring_order"),
                (int) row.integer("delay_sec"),
                timeout instanceof Number it ? it.intValue() : null,
                row.value("forward_id") instanceof String forward ? forward : null);
    }

    /** The groups that a user or a forward is in, for whoever wants to remove it. */
    static List<String> of(String accountId, String id, Sql sql) {
        return sql
                .rows(
                        "SELECT ring_group_id FROM ring_group_member"
                                + " WHERE account_id = ? AND ? IN (user_id, forward_id)"
                                + " ORDER BY ring_group_id LIMIT " + References.SHOWN,
                        accountId,
                        id)
                .stream()
                .map(row -> row.text("ring_group_id"))
                .toList();
    }
}
