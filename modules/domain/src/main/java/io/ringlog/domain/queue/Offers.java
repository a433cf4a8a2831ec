package io.ringlog.domain.queue;

import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.admission.AdmissionDesk;
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
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.Optional;

/** The reserve fence: reserve, confirm, claim, or a miss (REFERENCE section 11.2). One agent, one caller, one fence. */
final class Offers {

    /** The ring ends by itself; the lease outlives it by this. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private Offers() {}

    static String timer(String callId, String userId) {
        return "offer/" + callId + "/" + userId;
    }

    /** Holds the agent for the caller and rings the agent's devices. */
    static void reserve(LiveCall call, Queue queue, AgentState agent, Because because) {
        String callId = call.id();
        AgentState held = agent.reserved(callId, queue.id(), call.now());
        call.change(it -> it.withPlace(Line.placeOf(it).offered(agent.userId(), held.fence())));
        Agents.change(call.turn(), held, because);
        call.emit(
                new QueueEvent.AgentReserved(callId, queue.id(), agent.userId(), held.fence()),
                because.with("fence", held.fence()));
        call.timer(
                timer(callId, agent.userId()),
                Duration.ofSeconds(queue.agentRingTimeoutSec()).plus(GRACE),
                new Timer.Purpose.OfferExpired(callId, agent.userId(), held.fence()));
        Ringing.user(
                call,
                new RingAttempt.Purpose.Offer(queue.id(), agent.userId(), held.fence()),
                agent.userId(),
                queue.agentRingTimeoutSec());
    }

    /** The offered agent of a caller, as long as the fence still holds. */
    static Optional<AgentState> offered(Turn turn, QueuePlace place, long fence) {
        String userId = place.agentId();
        return userId == null || place.state() != QueuePlace.State.OFFERED || place.fence() != fence
                ? Optional.empty()
                : turn.state()
                        .agent(userId)
                        .filter(agent -> agent.activity() == Activity.OFFERING && agent.fence() == fence);
    }

    /** The agent answered. */
    static void confirm(LiveCall call, AgentState agent) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.is(QueuePlace.State.CONFIRMED)).inQueue(place.queueId(), agent.userId()));
        call.cancelTimer(timer(call.id(), agent.userId()));
        Because because = QueueReason.ANSWERED.because().with("fence", place.fence());
        Agents.change(call.turn(), agent.misses(0), because);
        call.emit(
                new QueueEvent.AgentConfirmed(
                        call.id(), place.queueId(), agent.userId(), place.fence(), waitedMs(call.turn(), place)),
                because);
    }

    /** Caller and agent talk. */
    static void claim(LiveCall call, AgentState agent) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.is(QueuePlace.State.CLAIMED)));
        Because because = QueueReason.CLAIMED.because().with("fence", place.fence());
        Agents.change(call.turn(), agent.talks(call.now()), because);
        call.emit(new QueueEvent.AgentClaimed(call.id(), place.queueId(), agent.userId(), place.fence()), because);
    }

    /** The offer came to nothing: the agent is free or on a break, the caller keeps its place. */
    static void miss(LiveCall call, AgentState agent, String why) {
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.missed(agent.userId())));
        call.emit(
                new QueueEvent.OfferMissed(call.id(), place.queueId(), agent.userId(), place.fence(), why),
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

    /** The agent does not want it any more while it rings; no miss is counted. */
    static void withdraw(LiveCall call, AgentState agent) {
        stop(call, agent, Cause.OFFER_WITHDRAWN);
        QueuePlace place = Line.placeOf(call.state());
        call.change(it -> it.withPlace(place.missed(agent.userId())));
        call.emit(
                new QueueEvent.OfferMissed(call.id(), place.queueId(), agent.userId(), place.fence(), "withdrawn"),
                Cause.OFFER_WITHDRAWN.because().with("status", agent.status()));
        Agents.change(call.turn(), agent.waits(call.now()), Cause.OFFER_WITHDRAWN.because());
    }

    /** Ends the ring of an offer and gives the agent's place among their calls back. */
    static void stop(LiveCall call, AgentState agent, Cause cause) {
        Ringing.stop(call, cause, 487);
        AdmissionDesk.release(call.turn(), call.id(), Scopes.user(agent.userId()));
    }

    static long waitedMs(Turn turn, QueuePlace place) {
        return Duration.between(place.enqueuedAt(), turn.now()).toMillis();
    }
}
