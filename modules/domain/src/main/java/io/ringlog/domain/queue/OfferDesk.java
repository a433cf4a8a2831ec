package io.ringlog.domain.queue;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.presence.Agents;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState.Handled;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of an offer, and of the agent when the call is over. Whom to offer next is not decided here. */
public final class OfferDesk implements Concern {

    static final String ABANDONED = "abandoned";

    static final String ANSWERED = "answered";

    static String wrapUpTimer(String userId) {
        return "wrap-up/" + userId;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.OfferExpired expired, var due)) {
            turn.live(expired.callId()).ifPresent(call -> expired(call, expired));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.WrapUpOver(String userId, long fence), var due)) {
            turn.state()
                    .agent(userId)
                    .filter(agent -> agent.activity() == Activity.WRAP_UP && agent.fence() == fence)
                    .ifPresent(
                            agent -> Agents.change(turn, agent.waits(turn.now()), QueueReason.WRAP_UP_OVER.because()));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegConnected connected) {
            turn.live(connected.callId()).ifPresent(call -> connected(call, connected));
        } else if (event instanceof CallEvent.RingFailed failed) {
            turn.live(failed.callId()).ifPresent(call -> ringFailed(call, failed));
        } else if (event instanceof CallEvent.LegLost lost) {
            turn.live(lost.callId()).ifPresent(call -> legLost(call, lost));
        } else if (event instanceof CallEvent.TalkJoined joined) {
            turn.live(joined.callId()).ifPresent(OfferDesk::joined);
        } else if (event instanceof CallEvent.CallTransferred transferred) {
            turn.live(transferred.callId()).ifPresent(OfferDesk::parted);
        } else if (event instanceof CallEvent.LegLeft left) {
            turn.live(left.callId())
                    .filter(call -> isAgent(call, left.party().userId()))
                    .ifPresent(OfferDesk::parted);
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId()).ifPresent(OfferDesk::ended);
        } else if (event instanceof AgentStateChanged changed
                && changed.state() == Activity.OFFERING
                && changed.status() != Status.AVAILABLE) {
            leftInOffer(turn, changed.userId());
        }
    }

    private static void connected(LiveCall call, CallEvent.LegConnected connected) {
        RingAttempt ring = Objects.requireNonNull(call.state().ring());
        QueuePlace place = call.state().place();
        if (!ring.purpose().isOffer()) {
            takenElsewhere(call, place);
            return;
        }
        Optional<AgentState> agent = place == null
                ? Optional.empty()
                : offered(call.turn(), place, ring, connected.party().userId());
        agent.ifPresentOrElse(it -> Offers.confirm(call, it), () -> hangUpLeg(call, connected.legId()));
    }

    private static Optional<AgentState> offered(
            Turn turn, QueuePlace place, RingAttempt ring, @Nullable String userId) {
        return ring.purpose()
                .offered(userId)
                .flatMap(fence -> Offers.offered(turn, place, String.valueOf(userId), fence));
    }

    /** A phone had the caller before the queue could: whoever is offered them is free again. */
    private static void takenElsewhere(LiveCall call, @Nullable QueuePlace place) {
        if (place != null && place.state() != QueuePlace.State.CLAIMED) {
            Leaving.left(call, ABANDONED, null, Ringing.becauseAnswered());
            call.change(it -> it.withPlace(null));
            freed(call.turn(), call.id(), place);
        }
    }

    /** An answer with an older fence is nobody's. */
    private static void hangUpLeg(LiveCall call, String legId) {
        Because because = Cause.OLDER_FENCE.because().with("leg", legId);
        call.command(new Command.HangUpLegs(call.id(), List.of(legId), because.rule()));
        CallEnding.left(call, legId, because);
    }

    /** Nobody rings any more: whoever is still held has missed the caller. */
    private static void ringFailed(LiveCall call, CallEvent.RingFailed failed) {
        RingAttempt ring = Objects.requireNonNull(call.state().ring());
        QueuePlace place = call.state().place();
        if (place != null && ring.number() == failed.attempt()) {
            place.held().stream()
                    .flatMap(it -> offered(call.turn(), place, ring, it.userId()).stream())
                    .forEach(agent -> Offers.miss(call, agent, failed.outcome().word()));
        }
    }

    /** One of several whose phones ring no more has missed the caller; the last of them is told by the attempt. */
    private static void legLost(LiveCall call, CallEvent.LegLost lost) {
        QueuePlace place = call.state().place();
        if (place != null
                && call.state().ring() instanceof RingAttempt ring
                && ring.purpose() instanceof RingAttempt.Purpose.OfferToAll
                && !call.state().ringing().isEmpty()
                && !isRung(call, ring, lost.party().userId(), lost.legId())) {
            offered(call.turn(), place, ring, lost.party().userId())
                    .ifPresent(agent -> Offers.miss(
                            call, agent, RingOutcome.of(lost.status()).word()));
        }
    }

    /** The edge could not ring a leg; an agent of whom nothing else rings or is to ring is let go. */
    public static void notRung(LiveCall call, Leg leg, String obstacle) {
        QueuePlace place = call.state().place();
        String userId = leg.party().userId();
        if (place != null && call.state().ring() instanceof RingAttempt ring && !isRung(call, ring, userId, leg.id())) {
            offered(call.turn(), place, ring, userId).ifPresent(agent -> Offers.notRung(call, agent, obstacle));
        }
    }

    private static boolean isRung(LiveCall call, RingAttempt ring, @Nullable String userId, String butLegId) {
        return Stream.concat(
                        call.state().ringing().stream()
                                .filter(leg -> !leg.id().equals(butLegId))
                                .map(Leg::party),
                        ring.waiting().stream().map(Candidate::party))
                .anyMatch(party -> Objects.equals(userId, party.userId()));
    }

    /** The lease of an offer is over: end it if it still rings; agents who missed it before may be tried again. */
    private static void expired(LiveCall call, Timer.Purpose.OfferExpired expired) {
        QueuePlace place = call.state().place();
        if (place == null) {
            return;
        }
        Optional<AgentState> offered = Offers.offered(call.turn(), place, expired.userId(), expired.fence());
        if (offered.isPresent()) {
            Offers.miss(call, offered.get(), "expired");
            call.change(it -> it.withPlace(Line.placeOf(it).rested(List.of(expired.userId()))));
            Ringing.leave(call, expired.userId(), Cause.OFFER_EXPIRED);
        } else if (place.resting().contains(expired.userId())) {
            rested(call, place, expired.userId());
        }
    }

    /** Whose offer began at the same time may be tried at the same time. */
    private static void rested(LiveCall call, QueuePlace place, String userId) {
        List<String> over = place.resting().stream()
                .filter(agent -> agent.equals(userId) || isOver(call, Offers.timer(call.id(), agent)))
                .toList();
        over.forEach(agent -> call.cancelTimer(Offers.timer(call.id(), agent)));
        call.change(it -> it.withPlace(Line.placeOf(it).rested(over)));
        if (place.state() == QueuePlace.State.WAITING) {
            Matching.serve(call);
        }
    }

    private static boolean isOver(LiveCall call, String timerId) {
        return call.turn()
                .state()
                .timer(timerId)
                .filter(it -> !it.timer().due().isAfter(call.now()))
                .isPresent();
    }

    private static void joined(LiveCall call) {
        QueuePlace place = call.state().place();
        if (place == null || place.state() != QueuePlace.State.CONFIRMED) {
            return;
        }
        call.turn()
                .state()
                .agent(String.valueOf(place.agentId()))
                .filter(agent -> agent.fence() == place.fence())
                .ifPresent(agent -> {
                    Because because = QueueReason.ANSWERED.because().with("agent", agent.userId());
                    Offers.claim(call, agent);
                    Leaving.left(call, ANSWERED, agent.userId(), because);
                    FlowExit.leave(call, because);
                });
    }

    /** Caller or agent has left a call that goes on: the queue has nothing to do with it any more. */
    private static void parted(LiveCall call) {
        QueuePlace place = call.state().place();
        if (place != null && place.state() == QueuePlace.State.CLAIMED) {
            call.change(it -> it.withPlace(null));
            freed(call.turn(), call.id(), place);
        }
    }

    private static boolean isAgent(LiveCall call, @Nullable String userId) {
        QueuePlace place = call.state().place();
        return userId != null && place != null && userId.equals(place.agentId());
    }

    private static void ended(LiveCall call) {
        QueuePlace place = call.state().place();
        if (place == null) {
            return;
        }
        if (place.state() != QueuePlace.State.CLAIMED) {
            Leaving.left(call, ABANDONED, null, QueueReason.ABANDONED.because());
        }
        freed(call.turn(), call.id(), place);
    }

    private static void freed(Turn turn, String callId, QueuePlace place) {
        place.held()
                .forEach(held -> turn.state()
                        .agent(held.userId())
                        .filter(agent -> callId.equals(agent.callId()))
                        .ifPresent(agent -> freed(turn, callId, place, agent)));
    }

    private static void freed(Turn turn, String callId, QueuePlace place, AgentState agent) {
        if (place.state() != QueuePlace.State.CLAIMED) {
            turn.cancelTimer(Offers.timer(callId, agent.userId()));
            Agents.change(turn, agent.waits(turn.now()), QueueReason.CALLER_GONE.because());
            return;
        }
        int wrapUpSec = turn.state()
                .config()
                .queue(place.queueId())
                .map(Queue::wrapUpSec)
                .orElse(0);
        Duration talk = Duration.between(agent.activitySince(), turn.now());
        turn.put(Line.of(turn, place.queueId()).plus(new Handled(turn.now(), talk.toSeconds() + wrapUpSec)));
        AgentState done = agent.did(place.queueId(), Staff.day(turn), 0, talk.toMillis());
        if (wrapUpSec == 0 || agent.status() == Status.OFFLINE) {
            Agents.change(turn, done.waits(turn.now()), QueueReason.CALL_OVER.because());
        } else {
            turn.timer(
                    wrapUpTimer(agent.userId()),
                    Duration.ofSeconds(wrapUpSec),
                    new Timer.Purpose.WrapUpOver(agent.userId(), agent.fence()));
            Agents.change(
                    turn,
                    done.wrapsUp(turn.now()),
                    QueueReason.CALL_OVER.because().with("wrap_up_sec", wrapUpSec));
        }
    }

    private static void leftInOffer(Turn turn, String userId) {
        turn.state()
                .agent(userId)
                .ifPresent(agent -> turn.live(String.valueOf(agent.callId()))
                        .filter(call -> isOffered(call, agent))
                        .ifPresent(call -> Offers.withdraw(call, agent)));
    }

    private static boolean isOffered(LiveCall call, AgentState agent) {
        return Optional.ofNullable(call.state().place())
                .flatMap(place -> Offers.offered(call.turn(), place, agent.userId(), agent.fence()))
                .isPresent();
    }
}
