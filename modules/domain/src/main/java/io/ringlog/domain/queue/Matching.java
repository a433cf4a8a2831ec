package io.ringlog.domain.queue;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Bench;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState.Turned;
import io.ringlog.domain.state.Spot;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** Brings callers and agents together: a caller looks for the next agent, a freed agent looks for the next caller. */
final class Matching {

    private Matching() {}

    /** Serves whoever stands in a line, where there is somebody for them. */
    static void serve(Turn turn, Waiter who) {
        switch (who) {
            case Waiter.Caller(LiveCall call) -> serve(call);
            case Waiter.Absent(KeptPlace kept) -> CallingBack.serve(turn, kept);
        }
    }

    /** Offers a waiting caller to the next agent, unless there is no point in waiting any more. */
    static void serve(LiveCall call) {
        Turn turn = call.turn();
        QueuePlace place = Line.placeOf(call.state());
        Optional<Queue> queue = turn.state().config().queue(place.queueId());
        if (queue.isEmpty()) {
            Leaving.exit(call, QueueExit.CLOSED, QueueReason.REMOVED.because());
        } else if (isDeserted(turn, place.queueId())) {
            Leaving.exit(call, QueueExit.NO_AGENTS, QueueReason.NO_AGENTS.because());
        } else if (isOver(turn, queue.get(), place)) {
            Leaving.exit(call, QueueExit.TIMEOUT, QueueReason.MAX_WAIT.because());
        } else {
            find(turn, new Waiter.Caller(call), queue.get());
        }
    }

    static void find(Turn turn, Waiter who, Queue queue) {
        Staff.next(turn, who, queue)
                .ifPresentOrElse(
                        choice -> reserve(turn, who, queue, choice, choice.because()),
                        () -> Tiers.awaitFor(turn, queue, bench(turn, queue), who.place()));
    }

    /** Offers the next of all whom the agent could take to that agent. */
    static void offer(Turn turn, AgentState agent) {
        if (CallingBack.staffs(turn, agent)) {
            return;
        }
        Optional<Waiter> next = next(turn, agent);
        while (next.filter(who -> CallingBack.isOver(turn, who)).isPresent()) {
            next = next(turn, agent);
        }
        next.ifPresentOrElse(who -> take(turn, who, agent), () -> Tiers.awaitFor(turn, agent));
    }

    private static Optional<Waiter> next(Turn turn, AgentState agent) {
        return Line.nextFor(turn, agent).flatMap(next -> Waiter.of(turn, next.id()));
    }

    /** Offers whoever waits to whoever is ready and may be asked by now: each priority from who came first. */
    static void sweep(Turn turn, String queueId) {
        for (NavigableSet<Spot> level :
                List.copyOf(turn.state().lines().line(queueId).free())) {
            Spot spot = level.isEmpty() ? null : level.first();
            while (spot != null && turn.state().lines().bench(queueId).ready() > 0) {
                boolean mayGoOn =
                        Waiter.of(turn, spot.id()).map(who -> served(turn, who)).orElse(true);
                spot = mayGoOn ? level.higher(spot) : null;
            }
        }
    }

    /** Whoever came later finds nobody either when one did whom nobody rests for. */
    private static boolean served(Turn turn, Waiter who) {
        if (who instanceof Waiter.Absent && Places.arePutOff(turn)) {
            return true;
        }
        serve(turn, who);
        if (!(who instanceof Waiter.Caller(LiveCall call))) {
            return true;
        }
        QueuePlace place = call.state().place();
        return place == null
                || place.state() != QueuePlace.State.WAITING
                || !place.resting().isEmpty();
    }

    /** Nobody in the queue could ever answer. */
    static boolean isDeserted(Turn turn, String queueId) {
        return turn.state().lines().bench(queueId).viable() == 0;
    }

    /** Several may have become free at once: the strategy takes one of them, and this one looks on if it is another. */
    private static void take(Turn turn, Waiter who, AgentState agent) {
        QueuePlace place = who.place();
        Queue queue = turn.state().config().queue(place.queueId()).orElseThrow();
        Staff.Choice choice = Staff.next(turn, who, queue).orElseThrow();
        boolean itself = held(who, choice).contains(agent);
        Because because = itself ? elsewhere(turn, who, agent, freed(queue, place, agent, choice)) : choice.because();
        reserve(turn, who, queue, choice, because);
        if (!itself || Places.isPutOff(turn, who.id())) {
            offer(turn, agent);
        }
    }

    private static void reserve(Turn turn, Waiter who, Queue queue, Staff.Choice choice, Because because) {
        List<AgentState> held = held(who, choice);
        turned(turn, queue, held.getLast());
        switch (who) {
            case Waiter.Caller(LiveCall call) -> Offers.reserve(call, queue, held, because);
            case Waiter.Absent(KeptPlace kept) -> CallingBack.begin(turn, kept, queue, held.getFirst(), because);
        }
    }

    /** Of all who may ring at once, one is held for a customer who is called back. */
    private static List<AgentState> held(Waiter who, Staff.Choice choice) {
        return who instanceof Waiter.Absent ? List.of(choice.agents().getFirst()) : choice.agents();
    }

    /** Whoever is next comes after this one; whom a supervisor chose takes nobody's turn. */
    private static void turned(Turn turn, Queue queue, AgentState agent) {
        if (queue.strategy() == Queue.Strategy.ROUND_ROBIN) {
            int position = turn.state()
                    .config()
                    .assignment(queue.id(), agent.userId())
                    .map(AgentQueueAssignment::position)
                    .orElse(0);
            turn.put(Line.of(turn, queue.id()).turned(new Turned(position, agent.userId())));
        }
    }

    private static Because freed(Queue queue, QueuePlace place, AgentState agent, Staff.Choice choice) {
        Because read = choice.because();
        return new Because(QueueReason.AGENT_FREE.code(), read.inputs(), read.alternatives())
                .with("strategy", queue.strategy())
                .with("tier", agent.tier(queue.id()))
                .with("priority", place.priority())
                .with("enqueued_at", place.enqueuedAt());
    }

    /** The first callers of the agent's other queues, who wait on. */
    private static Because elsewhere(Turn turn, Waiter who, AgentState agent, Because because) {
        Because read = because;
        for (String queueId : agent.activeQueues().keySet()) {
            Optional<Spot> first = turn.state().lines().line(queueId).free().stream()
                    .map(NavigableSet::first)
                    .filter(spot -> !spot.id().equals(who.id()))
                    .findFirst();
            if (first.isPresent()) {
                read = read.over(
                        first.get().id(),
                        "tier %d, priority %d, since %s"
                                .formatted(
                                        agent.tier(queueId),
                                        first.get().priority(),
                                        first.get().enqueuedAt()));
            }
        }
        return read;
    }

    private static Bench bench(Turn turn, Queue queue) {
        return turn.state().lines().bench(queue.id());
    }

    static boolean isOver(Turn turn, Queue queue, QueuePlace place) {
        Integer maxWait = queue.maxWaitSec();
        return maxWait != null
                && !place.isKept()
                && !turn.now().isBefore(place.enqueuedAt().plusSeconds(maxWait));
    }
}
