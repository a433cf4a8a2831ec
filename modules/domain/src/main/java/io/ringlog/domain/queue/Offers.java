package io.ringlog.domain.queue;

import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.presence.Agents;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueuePlace.Held;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The reserve fence: reserve, confirm, claim, or a miss. One agent, one caller, one fence. */
final class Offers {

    /** The ring ends by itself; the lease outlives it by this. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private Offers() {}

    static String timer(String callId, String userId) {
        return "offer/" + callId + "/" + userId;
    }

    /** Holds agents for the caller and rings their devices. */
    static void reserve(LiveCall call, Queue queue, List<AgentState> agents, Because because) {
        List<AgentState> held = agents.stream()
                .map(agent -> agent.reserved(call.id(), queue.id(), call.now()))
                .toList();
        List<Held> fences =
                held.stream().map(it -> new Held(it.userId(), it.fence())).toList();
        call.change(it -> it.withPlace(Line.placeOf(it).offered(fences)));
        held.forEach(agent -> reserve(call, queue, agent, because));
        Ringing.start(call, purpose(queue, fences), candidates(call, queue, fences));
    }

    private static void reserve(LiveCall call, Queue queue, AgentState agent, Because because) {
        Agents.change(call.turn(), agent, because);
        call.emit(
                new QueueEvent.AgentReserved(call.id(), queue.id(), agent.userId(), agent.fence()),
                because.with("fence", agent.fence()));
        lease(call, queue, new Held(agent.userId(), agent.fence()));
    }

    private static void lease(LiveCall call, Queue queue, Held held) {
        call.timer(
                timer(call.id(), held.userId()),
                Duration.ofSeconds(queue.agentRingTimeoutSec()).plus(GRACE),
                new Timer.Purpose.OfferExpired(call.id(), held.userId(), held.fence()));
    }

    /** Rings the devices of an agent who is held already, now that there is somebody to talk to. */
    static void ring(LiveCall call, Queue queue, Held held) {
        lease(call, queue, held);
        Ringing.start(
                call,
                new RingAttempt.Purpose.Offer(queue.id(), held.userId(), held.fence()),
                candidates(call, queue, List.of(held)));
    }

    private static RingAttempt.Purpose purpose(Queue queue, List<Held> fences) {
        return queue.strategy() == Queue.Strategy.RING_ALL
                ? new RingAttempt.Purpose.OfferToAll(queue.id(), fences)
                : new RingAttempt.Purpose.Offer(
                        queue.id(),
                        fences.getFirst().userId(),
                        fences.getFirst().fence());
    }

    private static List<Candidate> candidates(LiveCall call, Queue queue, List<Held> agents) {
        AccountState state = call.turn().state();
        return agents.stream()
                .flatMap(agent -> state.config().user(agent.userId()).stream())
                .flatMap(user -> UserTargets.of(state, user, queue.agentRingTimeoutSec(), call.now()).stream())
                .limit(Obstacle.MOST_RUNG)
                .toList();
    }

    /** An agent who is offered the caller, as long as the fence still holds. */
    static Optional<AgentState> offered(Turn turn, QueuePlace place, String userId, long fence) {
        return place.state() != QueuePlace.State.OFFERED || !place.held().contains(new Held(userId, fence))
                ? Optional.empty()
                : turn.state()
                        .agent(userId)
                        .filter(agent -> agent.activity() == Activity.OFFERING && agent.fence() == fence);
    }

    /** The agent answered; whoever else was offered the caller is free again, and none of them has missed anything. */
    static void confirm(LiveCall call, AgentState agent) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.confirmed(new Held(agent.userId(), agent.fence())))
                .inQueue(place.queueId(), agent.userId()));
        call.cancelTimer(timer(call.id(), agent.userId()));
        Announcing.end(call);
        Because because = QueueReason.ANSWERED.because().with("fence", agent.fence());
        Agents.change(call.turn(), agent.misses(0), because);
        call.emit(
                new QueueEvent.AgentConfirmed(
                        call.id(), place.queueId(), agent.userId(), agent.fence(), waitedMs(call.turn(), place)),
                because);
        Because other = QueueReason.ANOTHER_ANSWERED.because().with("agent", agent.userId());
        place.held().stream()
                .filter(it -> !it.userId().equals(agent.userId()))
                .forEach(it -> letGo(call, place.queueId(), it, QueueEvent.ANSWERED_ELSEWHERE, other));
    }

    private static void letGo(LiveCall call, String queueId, Held held, String why, Because because) {
        call.cancelTimer(timer(call.id(), held.userId()));
        call.emit(new QueueEvent.OfferMissed(call.id(), queueId, held.userId(), held.fence(), why), because);
        call.turn()
                .state()
                .agent(held.userId())
                .ifPresent(agent -> Agents.change(call.turn(), agent.waits(call.now()), because));
    }

    /** The caller is no longer the queue's: the agent's phones are silent, and the agent is free. */
    static void release(LiveCall call, String queueId, Held held, String why, Because because) {
        Ringing.leave(call, held.userId(), QueueReason.CALLER_GONE);
        letGo(call, queueId, held, why, because);
    }

    /** Caller and agent talk. */
    static void claim(LiveCall call, AgentState agent) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.claimed()));
        Because because = QueueReason.CLAIMED.because().with("fence", place.fence());
        AgentState talking = agent.talks(call.now()).did(place.queueId(), Staff.day(call.turn()), 1, 0);
        Agents.change(call.turn(), talking, because);
        call.emit(new QueueEvent.AgentClaimed(call.id(), place.queueId(), agent.userId(), place.fence()), because);
    }

    /** The offer came to nothing: the agent is free or on a break, the caller keeps its place. */
    static void miss(LiveCall call, AgentState agent, String why) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.missed(agent.userId())));
        call.emit(
                new QueueEvent.OfferMissed(call.id(), place.queueId(), agent.userId(), agent.fence(), why),
                QueueReason.MISSED.because().with("why", why).with("misses", agent.missesInARow() + 1));
        int most = call.turn()
                .state()
                .config()
                .queue(place.queueId())
                .map(Queue::maxNoAnswer)
                .orElse(0);
        int misses = agent.missesInARow() + 1;
        if (most > 0 && misses >= most) {
            Because because =
                    QueueReason.MAX_NO_ANSWER.because().with("misses", misses).with("max_no_answer", most);
            Agents.change(
                    call.turn(),
                    agent.waits(call.now())
                            .wishes(Status.ON_BREAK, RingOutcome.NO_ANSWER.word())
                            .misses(0),
                    because);
        } else {
            Agents.change(call.turn(), agent.waits(call.now()).misses(misses), QueueReason.MISSED.because());
        }
    }

    /** The agent does not want it any more while it rings; no miss is counted, and others ring on. */
    static void withdraw(LiveCall call, AgentState agent) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.missed(agent.userId())));
        call.emit(
                new QueueEvent.OfferMissed(
                        call.id(), place.queueId(), agent.userId(), agent.fence(), QueueEvent.WITHDRAWN),
                Cause.OFFER_WITHDRAWN.because().with("status", agent.status()));
        Agents.change(call.turn(), agent.waits(call.now()), Cause.OFFER_WITHDRAWN.because());
        Ringing.leave(call, agent.userId(), Cause.OFFER_WITHDRAWN);
    }

    /** The edge could ring none of the agent's phones: no miss is counted, and others ring on. */
    static void notRung(LiveCall call, AgentState agent, String obstacle) {
        QueuePlace place = Line.placeOf(call.state());
        Because because = Cause.COMMAND_FAILED.because().with("obstacle", obstacle);
        call.change(it -> it.withPlace(place.missed(agent.userId())));
        call.emit(
                new QueueEvent.OfferMissed(
                        call.id(), place.queueId(), agent.userId(), agent.fence(), QueueEvent.NOT_RUNG),
                because);
        Agents.change(call.turn(), agent.waits(call.now()), because);
    }

    static long waitedMs(Turn turn, QueuePlace place) {
        return Duration.between(place.enqueuedAt(), turn.now()).toMillis();
    }
}
