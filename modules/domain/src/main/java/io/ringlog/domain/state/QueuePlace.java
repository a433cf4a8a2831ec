package io.ringlog.domain.state;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A caller's place in a queue; kept through every missed offer.
 *
 * @param agentId the agent offered, confirmed or claimed; null while nobody is
 * @param fence the agent's fence of that offer
 * @param missedBy agents that missed this caller, tried last
 * @param resting those of them whose missed offer is not over yet; not tried at all
 */
public record QueuePlace(
        String queueId,
        Instant enqueuedAt,
        int priority,
        State state,
        @Nullable String agentId,
        long fence,
        List<String> missedBy,
        List<String> resting) {

    /** The call variable that says how urgent a call is in a queue. */
    public static final String PRIORITY = "queue_priority";

    /** What the caller does. */
    public enum State {
        WAITING,
        OFFERED,
        CONFIRMED,
        CLAIMED
    }

    public QueuePlace {
        missedBy = List.copyOf(missedBy);
        resting = List.copyOf(resting);
    }

    public static QueuePlace joined(String queueId, Instant at, int priority) {
        return new QueuePlace(queueId, at, priority, State.WAITING, null, 0, List.of(), List.of());
    }

    public QueuePlace offered(String agent, long agentFence) {
        return new QueuePlace(queueId, enqueuedAt, priority, State.OFFERED, agent, agentFence, missedBy, resting);
    }

    public QueuePlace is(State next) {
        return new QueuePlace(queueId, enqueuedAt, priority, next, agentId, fence, missedBy, resting);
    }

    /** Back to waiting; the agent is tried last, and not before it has rested. */
    public QueuePlace missed(String agent) {
        return new QueuePlace(
                queueId, enqueuedAt, priority, State.WAITING, null, fence, plus(missedBy, agent), plus(resting, agent));
    }

    public QueuePlace rested(String agent) {
        List<String> left = resting.stream().filter(one -> !one.equals(agent)).toList();
        return new QueuePlace(queueId, enqueuedAt, priority, state, agentId, fence, missedBy, left);
    }

    private static List<String> plus(List<String> agents, String agent) {
        return agents.contains(agent)
                ? agents
                : Stream.concat(agents.stream(), Stream.of(agent)).toList();
    }
}
