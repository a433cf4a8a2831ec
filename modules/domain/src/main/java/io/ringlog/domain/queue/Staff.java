package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Bench;
import io.ringlog.domain.state.QueueOrder;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState.Turned;
import io.ringlog.domain.state.Ranking;
import io.ringlog.domain.state.Seat;
import io.ringlog.kernel.Because;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who of a queue's agents is next for a caller: the lowest tier that is open and has somebody,
 * there whom the strategy takes; who missed this caller is asked when nobody else is left. Costs the logarithm of the
 * agents, and what the caller was missed by. Pure.
 */
final class Staff {

    private final Turn turn;
    private final Queue queue;
    private final String id;
    private final QueuePlace place;
    private final Bench bench;

    private Staff(Turn turn, Waiter who, Queue queue) {
        this.turn = turn;
        this.queue = queue;
        this.id = who.id();
        this.place = who.place();
        this.bench = turn.state().lines().bench(queue.id()).in(QueueOrder.of(queue.strategy(), day(turn)));
    }

    /** The next agents, one but for {@code ring_all}, and why it is them. */
    record Choice(List<AgentState> agents, Because because) {}

    /** The day of the account that counters are of. */
    static long day(Turn turn) {
        return turn.now()
                .atZone(ScheduleEvaluator.zoneOf(turn.state().config(), turn.account()))
                .toLocalDate()
                .toEpochDay();
    }

    static Optional<Choice> next(Turn turn, Waiter who, Queue queue) {
        return new Staff(turn, who, queue).next();
    }

    private Optional<Choice> next() {
        List<Seat> missed = place.missedBy().stream()
                .flatMap(userId -> bench.seat(userId).stream())
                .toList();
        return Stream.of(false, true)
                .flatMap(again -> bench.tiers().entrySet().stream()
                        .takeWhile(it -> Tiers.isOpen(queue, bench, it.getKey(), place, turn.now()))
                        .map(it -> again
                                ? secondRound(it.getKey(), missed)
                                : firstRound(it.getKey(), it.getValue(), missed)))
                .filter(chosen -> !chosen.isEmpty())
                .findFirst()
                .map(chosen -> new Choice(
                        chosen.stream()
                                .map(seat -> bench.agent(seat.userId()).orElseThrow())
                                .toList(),
                        Alternatives.because(turn, queue, place, bench, chosen)));
    }

    private List<Seat> firstRound(int tier, Ranking<Seat> seats, List<Seat> missed) {
        return pick(seats, missed.stream().filter(it -> it.tier() == tier).toList());
    }

    private List<Seat> secondRound(int tier, List<Seat> missed) {
        Ranking<Seat> rested = new Ranking<>(Seat.ORDER);
        missed.stream()
                .filter(it -> it.tier() == tier && !place.resting().contains(it.userId()))
                .forEach(rested::add);
        return pick(rested, List.of());
    }

    /** Whom the strategy takes of a tier but for some. */
    private List<Seat> pick(Ranking<Seat> seats, List<Seat> but) {
        Stream<Seat> others = seats.stream().filter(seat -> !but.contains(seat));
        return switch (queue.strategy()) {
            case LONGEST_IDLE, FEWEST_CALLS, LEAST_TALK_TIME, TOP_DOWN ->
                others.limit(1).toList();
            case RING_ALL -> together(others);
            case ROUND_ROBIN ->
                afterLast(seats).filter(seat -> !but.contains(seat)).limit(1).toList();
            case RANDOM -> drawn(seats, but);
        };
    }

    /** As many as an edge has legs for, each with all phones, and one in any case: those who are idle longest. */
    private List<Seat> together(Stream<Seat> others) {
        List<Seat> chosen = new ArrayList<>();
        int legs = 0;
        for (Seat seat : others.limit(Obstacle.MOST_RUNG).toList()) {
            legs += legs(seat.userId());
            if (!chosen.isEmpty() && legs > Obstacle.MOST_RUNG) {
                break;
            }
            chosen.add(seat);
        }
        return chosen;
    }

    private int legs(String userId) {
        return turn.state()
                .config()
                .user(userId)
                .map(user -> UserTargets.of(turn.state(), user, queue.agentRingTimeoutSec(), turn.now())
                        .size())
                .orElse(0);
    }

    /** From whoever comes after the last one round to them. */
    private Stream<Seat> afterLast(Ranking<Seat> seats) {
        Turned last = Line.of(turn, queue.id()).last();
        int start = last == null ? 0 : seats.before(new Seat(0, 0, last.position(), last.userId() + "\0"));
        int size = seats.size();
        return IntStream.range(0, size).mapToObj(i -> seats.at((start + i) % size));
    }

    /** Each of the others with the same chance, drawn from the record and the call. */
    private List<Seat> drawn(Ranking<Seat> seats, List<Seat> but) {
        int others = seats.size() - but.size();
        if (others == 0) {
            return List.of();
        }
        int place = (int) Long.remainderUnsigned(Drawn.of(turn.position(), id), others);
        for (int taken : but.stream().mapToInt(seats::before).sorted().toArray()) {
            place += taken <= place ? 1 : 0;
        }
        return List.of(seats.at(place));
    }
}
