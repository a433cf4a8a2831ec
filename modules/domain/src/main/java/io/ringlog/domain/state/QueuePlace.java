package io.ringlog.domain.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A caller's place in a queue; kept through every missed offer.
 *
 * @param agentId the agent offered, confirmed or claimed, the first of several; null while nobody is
 * @param fence the agent's fence of that offer
 * @param missedBy agents that missed this caller, tried last
 * @param resting those of them whose missed offer is not over yet; not tried at all
 * @param beside further agents who are offered the caller at the same time; null for none
 * @param told what the caller was told last of how it stands; null for nothing yet
 * @param keys those that the edge was last told to hear of the caller; empty for none
 * @param pressed how many keys the caller has pressed here that do something; null for none
 * @param placeId the place that was kept for a caller who was called back; null for who called
 */
public record QueuePlace(
        String queueId,
        Instant enqueuedAt,
        int priority,
        State state,
        @Nullable String agentId,
        long fence,
        List<String> missedBy,
        List<String> resting,
        @Nullable List<Held> beside,
        @Nullable Told told,
        List<String> keys,
        @Nullable Integer pressed,
        @Nullable String placeId) {

    /**
     * How a caller stands.
     *
     * @param position 1 for the first; null where it is not told
     * @param waitMin in minutes; null where it is not told
     */
    public record Told(@Nullable Integer position, @Nullable Integer waitMin) {}

    /** An agent who is held for the caller, and with which fence. */
    public record Held(String userId, long fence) {}

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
        keys = List.copyOf(keys);
        beside = beside == null || beside.isEmpty() ? null : List.copyOf(beside);
    }

    public static QueuePlace joined(String queueId, Instant at, int priority) {
        List<String> none = List.of();
        return new QueuePlace(queueId, at, priority, State.WAITING, null, 0, none, none, null, null, none, null, null);
    }

    /** Whether no agent has answered yet. */
    public boolean isOpen() {
        return state == State.WAITING || state == State.OFFERED;
    }

    /** Of somebody who is called back. */
    public QueuePlace of(String kept) {
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                state,
                agentId,
                fence,
                missedBy,
                resting,
                beside,
                told,
                keys,
                pressed,
                kept);
    }

    /** Whether its caller was called back: they have waited long enough not to be sent away for it. */
    public boolean isKept() {
        return placeId != null;
    }

    /** As urgent as that, from now on. */
    public QueuePlace urgent(int now) {
        return new QueuePlace(
                queueId,
                enqueuedAt,
                now,
                state,
                agentId,
                fence,
                missedBy,
                resting,
                beside,
                told,
                keys,
                pressed,
                placeId);
    }

    /** Everybody who is held for the caller, in the order in which they were chosen. */
    public List<Held> held() {
        return agentId == null
                ? List.of()
                : Stream.concat(Stream.of(new Held(agentId, fence)), beside == null ? Stream.empty() : beside.stream())
                        .toList();
    }

    /** The fence with which an agent is held; empty for who is not. */
    public Optional<Long> fenceOf(@Nullable String user) {
        return held().stream()
                .filter(it -> it.userId().equals(user))
                .map(Held::fence)
                .findFirst();
    }

    /** Held for the caller from now on, the first chosen first; nobody leaves the caller waiting. */
    public QueuePlace offered(List<Held> agents) {
        return agents.isEmpty()
                ? with(State.WAITING, null, fence, List.of())
                : with(
                        State.OFFERED,
                        agents.getFirst().userId(),
                        agents.getFirst().fence(),
                        agents.subList(1, agents.size()));
    }

    /** One of those who are offered the caller has answered. */
    public QueuePlace confirmed(Held agent) {
        return with(State.CONFIRMED, agent.userId(), agent.fence(), List.of());
    }

    public QueuePlace claimed() {
        return with(State.CLAIMED, agentId, fence, List.of());
    }

    /** No longer held; the agent is tried last, and not before it has rested. */
    public QueuePlace missed(String agent) {
        QueuePlace next = letGo(agent);
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                next.state,
                next.agentId,
                next.fence,
                plus(missedBy, agent),
                plus(resting, agent),
                next.beside,
                told,
                keys,
                pressed,
                placeId);
    }

    /** No longer held; back to waiting when nobody else is. */
    public QueuePlace letGo(String agent) {
        return offered(held().stream().filter(it -> !it.userId().equals(agent)).toList());
    }

    public QueuePlace rested(List<String> agents) {
        List<String> left =
                resting.stream().filter(one -> !agents.contains(one)).toList();
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                state,
                agentId,
                fence,
                missedBy,
                left,
                beside,
                told,
                keys,
                pressed,
                placeId);
    }

    public QueuePlace told(Told now) {
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                state,
                agentId,
                fence,
                missedBy,
                resting,
                beside,
                now,
                keys,
                pressed,
                placeId);
    }

    /** These keys are heard from now on, and no others. */
    public QueuePlace heard(List<String> now) {
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                state,
                agentId,
                fence,
                missedBy,
                resting,
                beside,
                told,
                now,
                pressed,
                placeId);
    }

    /** One more key has been pressed that does something. */
    public QueuePlace plusKey() {
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                state,
                agentId,
                fence,
                missedBy,
                resting,
                beside,
                told,
                keys,
                presses() + 1,
                placeId);
    }

    /** How many keys have been pressed that do something. */
    public int presses() {
        return pressed == null ? 0 : pressed;
    }

    private QueuePlace with(State next, @Nullable String agent, long agentFence, List<Held> others) {
        return new QueuePlace(
                queueId,
                enqueuedAt,
                priority,
                next,
                agent,
                agentFence,
                missedBy,
                resting,
                others,
                told,
                keys,
                pressed,
                placeId);
    }

    private static List<String> plus(List<String> agents, String agent) {
        return agents.contains(agent)
                ? agents
                : Stream.concat(agents.stream(), Stream.of(agent)).toList();
    }
}
