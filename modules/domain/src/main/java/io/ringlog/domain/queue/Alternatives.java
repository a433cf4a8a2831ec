package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.presence.Buckets;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.AgentState.Tally;
import io.ringlog.domain.state.Bench;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState.Turned;
import io.ringlog.domain.state.Seat;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Why a strategy chose whom it chose: what it read of them, and what it read of the others. Pure. */
final class Alternatives {

    /** A reason that names a thousand agents explains nothing. */
    private static final int MOST = 10;

    private Alternatives() {}

    static Because because(Turn turn, Queue queue, QueuePlace place, Bench bench, List<Seat> chosen) {
        Seat first = chosen.getFirst();
        Because because = said(turn, queue, bench, first, rule(queue.strategy()).because())
                .with("tier", first.tier());
        if (queue.tierWaitSec() != null) {
            because = because.with("tier_wait_sec", queue.tierWaitSec());
        }
        if (chosen.size() > 1) {
            because = because.with("at_once", chosen.size());
        }
        for (Seat seat :
                ready(bench).filter(it -> !chosen.contains(it)).limit(MOST).toList()) {
            because = because.over(seat.userId(), why(turn, queue, place, bench, seat));
        }
        int left = MOST - because.alternatives().size();
        for (String userId : bench.others().limit(left).toList()) {
            AgentState other = bench.agent(userId).orElseThrow();
            because = because.over(userId, "is " + Buckets.of(other).name().toLowerCase(Locale.ROOT));
        }
        return because;
    }

    private static Stream<Seat> ready(Bench bench) {
        return bench.tiers().values().stream().flatMap(seats -> seats.stream());
    }

    private static QueueReason rule(Queue.Strategy strategy) {
        return switch (strategy) {
            case LONGEST_IDLE -> QueueReason.LONGEST_IDLE;
            case ROUND_ROBIN -> QueueReason.ROUND_ROBIN;
            case FEWEST_CALLS -> QueueReason.FEWEST_CALLS;
            case LEAST_TALK_TIME -> QueueReason.LEAST_TALK_TIME;
            case RANDOM -> QueueReason.RANDOM;
            case RING_ALL -> QueueReason.RING_ALL;
            case TOP_DOWN -> QueueReason.TOP_DOWN;
        };
    }

    private static Because said(Turn turn, Queue queue, Bench bench, Seat seat, Because because) {
        AgentState agent = bench.agent(seat.userId()).orElseThrow();
        Tally tally = agent.tally(queue.id(), Staff.day(turn));
        return switch (queue.strategy()) {
            case LONGEST_IDLE, RING_ALL -> because.with("ready_since", agent.readySince());
            case FEWEST_CALLS -> because.with("calls_today", tally.calls());
            case LEAST_TALK_TIME -> because.with("talk_today_ms", tally.talkMs());
            case ROUND_ROBIN -> because.with("position", seat.position()).with("after", last(turn, queue));
            case RANDOM -> because.with("drawn_at", turn.position());
            case TOP_DOWN -> because.with("position", seat.position());
        };
    }

    private static String last(Turn turn, Queue queue) {
        Turned last = Line.of(turn, queue.id()).last();
        return last == null ? "nobody" : last.userId();
    }

    private static String why(Turn turn, Queue queue, QueuePlace place, Bench bench, Seat seat) {
        if (place.missedBy().contains(seat.userId())) {
            return "missed this caller";
        }
        if (!Tiers.isOpen(queue, bench, seat.tier(), place, turn.now())) {
            return "tier " + seat.tier() + ", asked after "
                    + Tiers.delay(queue, bench, seat.tier()).toSeconds() + " s";
        }
        AgentState agent = bench.agent(seat.userId()).orElseThrow();
        Tally tally = agent.tally(queue.id(), Staff.day(turn));
        String tier = "tier " + seat.tier() + ", ";
        return tier
                + switch (queue.strategy()) {
                    case LONGEST_IDLE, RING_ALL -> "ready since " + agent.readySince();
                    case FEWEST_CALLS -> tally.calls() + " calls today";
                    case LEAST_TALK_TIME -> tally.talkMs() + " ms of talk today";
                    case ROUND_ROBIN, TOP_DOWN -> "position " + seat.position();
                    case RANDOM -> "not drawn";
                };
    }
}
