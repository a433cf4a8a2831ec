package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Bench;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState;
import io.ringlog.domain.state.Spot;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Who waits in a queue and in which order: priority, then time of joining, then call id. */
final class Line {

    private Line() {}

    /** Who could be an agent's next, and the tier the agent has in that queue. */
    private record Next(int tier, Spot spot) {
        private static final Comparator<Next> ORDER =
                Comparator.comparingInt(Next::tier).thenComparing(Next::spot, Spot.ORDER);
    }

    static QueueState of(Turn turn, String queueId) {
        return turn.state().queue(queueId).orElseGet(() -> QueueState.empty(turn.account(), queueId));
    }

    /** 1 for whoever is served first. */
    static int position(AccountState state, CallState caller) {
        return state.lines().line(placeOf(caller).queueId()).position(spotOf(caller));
    }

    /**
     * Whom a freed agent takes: own tier, then the order of the line; callers alone where a place was put off just
     * now.
     */
    static Optional<Spot> nextFor(Turn turn, AgentState agent) {
        boolean callers = agent.ready() && Places.arePutOff(turn);
        return agent.ready()
                ? agent.activeQueues().keySet().stream()
                        .flatMap(queueId -> first(turn.state(), queueId, agent, callers, turn.now()).stream())
                        .min(Next.ORDER)
                        .map(Next::spot)
                : Optional.empty();
    }

    private static Optional<Next> first(
            AccountState state, String queueId, AgentState agent, boolean callers, Instant now) {
        Bench bench = state.lines().bench(queueId);
        int tier = agent.tier(queueId);
        return state.config()
                .queue(queueId)
                .map(queue -> Tiers.latest(queue, bench, tier, now))
                .flatMap(latest -> state.lines()
                        .line(queueId)
                        .firstFree(
                                latest,
                                spot -> !rests(state, spot, agent)
                                        && !(callers
                                                && state.lines()
                                                        .kept()
                                                        .place(spot.id())
                                                        .isPresent())))
                .map(spot -> new Next(tier, spot));
    }

    private static boolean rests(AccountState state, Spot spot, AgentState agent) {
        return state.call(spot.id())
                .filter(call -> placeOf(call).resting().contains(agent.userId()))
                .isPresent();
    }

    static Spot spotOf(CallState call) {
        QueuePlace place = placeOf(call);
        return new Spot(place.priority(), place.enqueuedAt(), call.callId());
    }

    /** The place of a caller who has one. */
    static QueuePlace placeOf(CallState call) {
        QueuePlace place = call.place();
        if (place == null) {
            throw new IllegalStateException("call " + call.callId() + " stands in a queue without a place");
        }
        return place;
    }
}
