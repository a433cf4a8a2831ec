package io.ringlog.domain.presence;

import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.ConfigIndex;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which memberships an agent has switched on (REFERENCE section 11.5). Pure. */
final class Memberships {

    private Memberships() {}

    /** Why these queues cannot be chosen; empty when they can. */
    static Optional<Rejection> refusal(ConfigIndex config, AgentState agent, List<QueueChoice> chosen) {
        return chosen.stream()
                .flatMap(choice -> refusal(config, agent, choice).stream())
                .findFirst();
    }

    private static Optional<Rejection> refusal(ConfigIndex config, AgentState agent, QueueChoice choice) {
        String queue = choice.queueId();
        if (config.queue(queue).isEmpty()) {
            return refused(AgentRefusal.UNKNOWN_QUEUE, queue, "there is no queue " + queue);
        }
        Optional<AgentQueueAssignment> membership = config.assignment(queue, agent.userId());
        if (membership.isEmpty()) {
            return refused(AgentRefusal.NOT_A_MEMBER, queue, "the agent is not a member of queue " + queue);
        }
        boolean supervised = membership.get().mode() == Mode.SUPERVISED && !agent.active(queue);
        return supervised
                ? refused(AgentRefusal.SUPERVISED_QUEUE, queue, "only a supervisor switches queue " + queue + " on")
                : Optional.empty();
    }

    private static Optional<Rejection> refused(AgentRefusal why, String queue, String text) {
        return Optional.of(new Rejection(why.because().with("queue", queue), text));
    }

    /** What login switches on: mandatory always, static where the user's auto_queue_login says so. */
    static SortedMap<String, Integer> atLogin(ConfigIndex config, String userId, boolean autoQueueLogin) {
        SortedMap<String, Integer> active = new TreeMap<>();
        of(config, userId).stream()
                .filter(it -> it.mode() == Mode.MANDATORY || (autoQueueLogin && it.mode() == Mode.STATIC))
                .forEach(it -> active.put(it.queueId(), it.tierLevel()));
        return active;
    }

    /** The optional ones are replaced by the choice; a chosen one of another mode is switched on or takes the level. */
    static SortedMap<String, Integer> chosen(ConfigIndex config, AgentState agent, List<QueueChoice> choice) {
        SortedMap<String, Integer> active = new TreeMap<>(agent.activeQueues());
        active.keySet().removeIf(queue -> mode(config, queue, agent.userId()) == Mode.OPTIONAL);
        choice.forEach(one -> config.assignment(one.queueId(), agent.userId())
                .ifPresent(it -> active.put(it.queueId(), one.level() == null ? it.tierLevel() : one.level())));
        return active;
    }

    /** After a change of configuration: what is gone is off, what is mandatory is on. */
    static SortedMap<String, Integer> settled(ConfigIndex config, AgentState agent) {
        SortedMap<String, Integer> active = new TreeMap<>(agent.activeQueues());
        active.keySet()
                .removeIf(queue -> config.queue(queue).isEmpty()
                        || config.assignment(queue, agent.userId()).isEmpty());
        of(config, agent.userId()).stream()
                .filter(it -> it.mode() == Mode.MANDATORY)
                .forEach(it -> active.putIfAbsent(it.queueId(), it.tierLevel()));
        return active;
    }

    private static List<AgentQueueAssignment> of(ConfigIndex config, String userId) {
        return config.membershipsOf(userId).stream()
                .filter(it -> config.queue(it.queueId()).isPresent())
                .toList();
    }

    private static Mode mode(ConfigIndex config, String queueId, String userId) {
        return config.assignment(queueId, userId)
                .map(AgentQueueAssignment::mode)
                .orElse(Mode.OPTIONAL);
    }
}
