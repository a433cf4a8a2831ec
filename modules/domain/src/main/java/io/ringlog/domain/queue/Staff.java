package io.ringlog.domain.queue;

import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.presence.Buckets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The agents of a queue: who could answer at all, and who is next (REFERENCE sections 11.3 and 11.7). Pure. */
final class Staff {

    /** A reason that names a thousand agents explains nothing. */
    private static final int MOST_ALTERNATIVES = 10;

    private Staff() {}

    /** The next agent and why it is this one. */
    record Choice(AgentState agent, Because because) {}

    /** Active in the queue, logged in and reachable, whatever they do now. */
    static Stream<AgentState> viable(AccountState state, String queueId) {
        return active(state, queueId).filter(agent -> agent.status() != Status.OFFLINE && agent.reachable());
    }

    private static Stream<AgentState> active(AccountState state, String queueId) {
        return state.config().membersOf(queueId).stream()
                .flatMap(member -> state.agent(member.userId()).stream())
                .filter(agent -> agent.active(queueId));
    }

    /** Lower tiers first, then whoever is idle longest; one who missed this caller comes last. */
    static Optional<Choice> longestIdle(AccountState state, QueuePlace place) {
        String queueId = place.queueId();
        List<AgentState> members =
                active(state, queueId).sorted(order(state, place)).toList();
        return members.stream()
                .filter(agent -> offerable(agent, place))
                .findFirst()
                .map(best -> new Choice(best, because(members, best, place)));
    }

    private static Comparator<AgentState> order(AccountState state, QueuePlace place) {
        String queueId = place.queueId();
        return Comparator.comparing((AgentState agent) -> place.missedBy().contains(agent.userId()))
                .thenComparing(agent -> tier(agent, queueId))
                .thenComparing(AgentState::readySince)
                .thenComparing(agent -> position(state, agent, queueId))
                .thenComparing(AgentState::userId);
    }

    static boolean offerable(AgentState agent, QueuePlace place) {
        return agent.ready() && !place.resting().contains(agent.userId());
    }

    static int tier(AgentState agent, String queueId) {
        return agent.activeQueues().getOrDefault(queueId, Integer.MAX_VALUE);
    }

    private static int position(AccountState state, AgentState agent, String queueId) {
        return state.config()
                .assignment(queueId, agent.userId())
                .map(it -> it.position())
                .orElse(0);
    }

    private static Because because(List<AgentState> members, AgentState best, QueuePlace place) {
        Because because = QueueReason.LONGEST_IDLE
                .because()
                .with("tier", tier(best, place.queueId()))
                .with("ready_since", best.readySince());
        for (AgentState other : members.stream().limit(MOST_ALTERNATIVES).toList()) {
            if (!other.equals(best)) {
                because = because.over(other.userId(), why(other, place));
            }
        }
        return because;
    }

    private static String why(AgentState other, QueuePlace place) {
        if (!other.ready()) {
            return "is " + Buckets.of(other).name().toLowerCase(Locale.ROOT);
        }
        if (place.missedBy().contains(other.userId())) {
            return "missed this caller";
        }
        return "tier " + tier(other, place.queueId()) + ", ready since " + other.readySince();
    }
}
