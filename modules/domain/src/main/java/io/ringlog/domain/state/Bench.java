package io.ringlog.domain.state;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agents who are active in a queue, those who are ready in the order in which they are next. The order is kept from
 * the first time it is asked for, until another is asked for.
 */
public final class Bench {

    private final String queueId;
    private final ToIntFunction<String> position;
    private final SortedMap<String, AgentState> active = new TreeMap<>();
    private final SortedMap<Integer, Integer> viable = new TreeMap<>();
    private final Map<String, Seat> seats = new HashMap<>();
    private final SortedMap<Integer, Ranking<Seat>> ready = new TreeMap<>();
    private final TreeSet<Seat> others =
            new TreeSet<>(Comparator.comparingInt(Seat::tier).thenComparing(Seat::userId));
    private int viableAgents;
    private int readyAgents;
    private @Nullable QueueOrder order;

    /** @param position of a user in the queue, as configured */
    Bench(String queueId, ToIntFunction<String> position) {
        this.queueId = queueId;
        this.position = position;
    }

    /** How many are logged in and reachable, whatever they do now. */
    public int viable() {
        return viableAgents;
    }

    /** How many tiers below one have somebody who is logged in and reachable. */
    public int tiersBelow(int tier) {
        return viable.headMap(tier).size();
    }

    /** How many could be offered a caller now. */
    public int ready() {
        return readyAgents;
    }

    /** The ready ones by tier, in the order that was asked for last. */
    public SortedMap<Integer, Ranking<Seat>> tiers() {
        return Collections.unmodifiableSortedMap(ready);
    }

    /** Where a ready agent stands. */
    public Optional<Seat> seat(String userId) {
        return Optional.ofNullable(seats.get(userId)).filter(it -> !others.contains(it));
    }

    /** An agent who is active in the queue. */
    public Optional<AgentState> agent(String userId) {
        return Optional.ofNullable(active.get(userId));
    }

    /** The active ones who are not ready, by tier, then user id. */
    public Stream<String> others() {
        return others.stream().map(Seat::userId);
    }

    /** This, in an order. */
    public Bench in(QueueOrder wanted) {
        if (!wanted.equals(order)) {
            forgetOrder();
            order = wanted;
            active.values().forEach(agent -> sit(wanted, agent));
        }
        return this;
    }

    /** Positions have changed. */
    void forgetOrder() {
        order = null;
        seats.clear();
        ready.clear();
        others.clear();
    }

    void changed(@Nullable AgentState before, @Nullable AgentState after) {
        if (before != null && before.active(queueId)) {
            leave(before);
        }
        if (after != null && after.active(queueId)) {
            join(after);
        }
    }

    private void join(AgentState agent) {
        active.put(agent.userId(), agent);
        if (agent.viable()) {
            viableAgents++;
            viable.merge(tier(agent), 1, Integer::sum);
        }
        readyAgents += agent.ready() ? 1 : 0;
        if (order != null) {
            sit(order, agent);
        }
    }

    private void leave(AgentState agent) {
        active.remove(agent.userId());
        if (agent.viable()) {
            viableAgents--;
            viable.computeIfPresent(tier(agent), (tier, count) -> count == 1 ? null : count - 1);
        }
        readyAgents -= agent.ready() ? 1 : 0;
        Seat seat = seats.remove(agent.userId());
        if (seat != null) {
            stand(seat, agent.ready());
        }
    }

    private void sit(QueueOrder by, AgentState agent) {
        Seat seat = new Seat(tier(agent), by.key(agent, queueId), position.applyAsInt(agent.userId()), agent.userId());
        seats.put(agent.userId(), seat);
        if (agent.ready()) {
            ready.computeIfAbsent(seat.tier(), any -> new Ranking<>(Seat.ORDER)).add(seat);
        } else {
            others.add(seat);
        }
    }

    private void stand(Seat seat, boolean wasReady) {
        if (wasReady) {
            ready.computeIfPresent(seat.tier(), (tier, seated) -> {
                seated.remove(seat);
                return seated.isEmpty() ? null : seated;
            });
        } else {
            others.remove(seat);
        }
    }

    private int tier(AgentState agent) {
        return agent.tier(queueId);
    }
}
