package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Bench;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.Spot;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When agents of higher tiers join in: at once where the queue has no {@code tier_wait_sec}, else after that long for
 * each tier below in which somebody is logged in and reachable (REFERENCE section 11.3).
 */
final class Tiers {

    private Tiers() {}

    private static String timer(String queueId) {
        return "tiers/" + queueId;
    }

    /** How long a caller waits before a tier is asked. */
    static Duration delay(Queue queue, Bench bench, int tier) {
        Integer wait = queue.tierWaitSec();
        return wait == null ? Duration.ZERO : Duration.ofSeconds((long) wait * bench.tiersBelow(tier));
    }

    static boolean isOpen(Queue queue, Bench bench, int tier, QueuePlace place, Instant now) {
        return !now.isBefore(place.enqueuedAt().plus(delay(queue, bench, tier)));
    }

    /** Callers who came later do not wait long enough yet for somebody of that tier. */
    static Instant latest(Queue queue, Bench bench, int tier, Instant now) {
        return now.minus(delay(queue, bench, tier));
    }

    /** A caller found nobody: looks again when the next tier opens that has somebody ready. */
    static void awaitFor(Turn turn, Queue queue, Bench bench, QueuePlace place) {
        await(
                turn,
                queue,
                bench.tiers().keySet().stream().map(tier -> place.enqueuedAt().plus(delay(queue, bench, tier))));
    }

    /** An agent found nobody: looks again when a tier of theirs opens for somebody who waits. */
    static void awaitFor(Turn turn, AgentState agent) {
        for (String queueId : agent.activeQueues().keySet()) {
            turn.state()
                    .config()
                    .queue(queueId)
                    .filter(it -> it.tierWaitSec() != null)
                    .ifPresent(queue -> {
                        Duration delay = delay(queue, turn.state().lines().bench(queueId), agent.tier(queueId));
                        await(
                                turn,
                                queue,
                                heads(turn, queueId)
                                        .map(spot -> spot.enqueuedAt().plus(delay)));
                    });
        }
    }

    /** Nothing is waited for any more: the tiers open at other times than before. */
    static void forget(Turn turn, String queueId) {
        turn.cancelTimer(timer(queueId));
    }

    private static Stream<Spot> heads(Turn turn, String queueId) {
        return turn.state().lines().line(queueId).free().stream().map(NavigableSet::first);
    }

    private static void await(Turn turn, Queue queue, Stream<Instant> openings) {
        openings.filter(at -> at.isAfter(turn.now()))
                .min(Instant::compareTo)
                .filter(at ->
                        due(turn, queue.id()).filter(it -> !it.isAfter(at)).isEmpty())
                .ifPresent(at -> turn.timer(
                        timer(queue.id()), Duration.between(turn.now(), at), new Timer.Purpose.TierOpens(queue.id())));
    }

    private static Optional<Instant> due(Turn turn, String queueId) {
        return turn.state().timer(timer(queueId)).map(it -> it.timer().due());
    }
}
