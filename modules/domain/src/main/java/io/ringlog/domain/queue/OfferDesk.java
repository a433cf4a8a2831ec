package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.flow.FlowExit;
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
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState.Handled;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What becomes of an offer, and of the agent when the call is over. Whom to offer next is not decided here. */
public final class OfferDesk implements Concern {

    static String wrapUpTimer(String userId) {
        return "wrap-up/" + userId;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.OfferExpired expired, var due)) {
            live(turn, expired.callId()).ifPresent(call -> expired(turn, call, expired));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.WrapUpOver(String userId, long fence), var due)) {
            turn.state()
                    .agent(userId)
                    .filter(agent -> agent.activity() == Activity.WRAP_UP && agent.fence() == fence)
                    .ifPresent(agent -> Agents.change(turn, agent.waits(turn.now()), Because.of("queue.wrap-up-over")));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegConnected connected) {
            live(turn, connected.callId()).ifPresent(call -> connected(turn, call, connected));
        } else if (event instanceof CallEvent.RingFailed failed) {
            live(turn, failed.callId()).ifPresent(call -> ringFailed(turn, call, failed));
        } else if (event instanceof CallEvent.LegsJoined joined) {
            live(turn, joined.callId()).ifPresent(call -> joined(turn, call));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.call(ended.callId()).ifPresent(call -> ended(turn, call));
        } else if (event instanceof AgentStateChanged changed
                && changed.state() == Activity.OFFERING
                && changed.status() != Status.AVAILABLE) {
            leftInOffer(turn, changed.userId());
        }
    }

    private static void connected(Turn turn, CallState call, CallEvent.LegConnected connected) {
        RingAttempt ring = call.ring();
        if (ring == null || !(ring.purpose() instanceof RingAttempt.Purpose.Offer offer)) {
            return;
        }
        QueuePlace place = call.place();
        Optional<AgentState> agent = place == null ? Optional.empty() : Offers.offered(turn, place, offer.fence());
        agent.ifPresentOrElse(it -> Offers.confirm(turn, call, it), () -> hangUpLeg(turn, call, connected.legId()));
    }

    /** An answer with an older fence is nobody's. */
    private static void hangUpLeg(Turn turn, CallState call, String legId) {
        call.talking().stream()
                .filter(leg -> leg.id().equals(legId))
                .forEach(leg -> turn.put(call.with((Leg) leg.ended(turn.now()))));
        turn.command(call, new Command.HangUpLegs(call.callId(), List.of(legId), "queue.older-fence"));
    }

    private static void ringFailed(Turn turn, CallState call, CallEvent.RingFailed failed) {
        RingAttempt ring = call.ring();
        QueuePlace place = call.place();
        if (ring != null && place != null && ring.purpose() instanceof RingAttempt.Purpose.Offer offer) {
            Offers.offered(turn, place, offer.fence())
                    .ifPresent(agent -> Offers.miss(turn, call, agent, failed.outcome()));
        }
    }

    /** The lease of an offer is over: end it if it still rings; an agent who missed it before may be tried again. */
    private static void expired(Turn turn, CallState call, Timer.Purpose.OfferExpired expired) {
        QueuePlace place = call.place();
        if (place == null) {
            return;
        }
        Optional<AgentState> offered = Offers.offered(turn, place, expired.fence())
                .filter(agent -> agent.userId().equals(expired.userId()));
        if (offered.isPresent()) {
            Offers.stop(turn, call, offered.get(), "queue.offer-expired");
            Offers.miss(turn, turn.call(call.callId()).orElseThrow(), offered.get(), "expired");
            turn.put(rested(turn.call(call.callId()).orElseThrow(), expired.userId()));
        } else if (place.resting().contains(expired.userId())) {
            turn.put(rested(call, expired.userId()));
            turn.state()
                    .agent(expired.userId())
                    .filter(AgentState::ready)
                    .ifPresent(agent -> Matching.offer(turn, agent));
        }
    }

    private static CallState rested(CallState call, String userId) {
        return call.withPlace(Line.placeOf(call).rested(userId));
    }

    private static void joined(Turn turn, CallState call) {
        QueuePlace place = call.place();
        if (place == null || place.state() != QueuePlace.State.CONFIRMED) {
            return;
        }
        turn.state()
                .agent(String.valueOf(place.agentId()))
                .filter(agent -> agent.fence() == place.fence())
                .ifPresent(agent -> {
                    Because because = Because.of("queue.answered").with("agent", agent.userId());
                    Offers.claim(turn, call, agent);
                    Leaving.left(turn, call, "answered", agent.userId(), because);
                    FlowExit.leave(turn, call.callId(), because);
                });
    }

    private static void ended(Turn turn, CallState call) {
        QueuePlace place = call.place();
        if (place == null || place.state() == QueuePlace.State.DISMISSED) {
            return;
        }
        if (place.state() != QueuePlace.State.CLAIMED) {
            Leaving.left(turn, call, "abandoned", null, Because.of("queue.abandoned"));
        }
        turn.state()
                .agent(String.valueOf(place.agentId()))
                .filter(agent -> call.callId().equals(agent.callId()))
                .ifPresent(agent -> freed(turn, call.callId(), place, agent));
    }

    private static void freed(Turn turn, String callId, QueuePlace place, AgentState agent) {
        if (place.state() != QueuePlace.State.CLAIMED) {
            turn.cancelTimer(Offers.timer(callId, agent.userId()));
            Agents.change(turn, agent.waits(turn.now()), Because.of("queue.caller-gone"));
            return;
        }
        int wrapUpSec = turn.state()
                .config()
                .queue(place.queueId())
                .map(Queue::wrapUpSec)
                .orElse(0);
        long talkSec = Duration.between(agent.activitySince(), turn.now()).toSeconds();
        turn.put(Line.of(turn, place.queueId()).plus(new Handled(turn.now(), talkSec + wrapUpSec)));
        if (wrapUpSec == 0 || agent.status() == Status.OFFLINE) {
            Agents.change(turn, agent.waits(turn.now()), Because.of("queue.call-over"));
        } else {
            turn.timer(
                    wrapUpTimer(agent.userId()),
                    Duration.ofSeconds(wrapUpSec),
                    new Timer.Purpose.WrapUpOver(agent.userId(), agent.fence()));
            Agents.change(
                    turn,
                    agent.wrapsUp(turn.now()),
                    Because.of("queue.call-over").with("wrapUpSec", wrapUpSec));
        }
    }

    private static void leftInOffer(Turn turn, String userId) {
        turn.state()
                .agent(userId)
                .ifPresent(agent -> live(turn, String.valueOf(agent.callId()))
                        .filter(call -> isOffered(turn, call, agent))
                        .ifPresent(call -> Offers.withdraw(turn, call, agent)));
    }

    private static boolean isOffered(Turn turn, CallState call, AgentState agent) {
        return Optional.ofNullable(call.place())
                .flatMap(place -> Offers.offered(turn, place, agent.fence()))
                .isPresent();
    }

    private static Optional<CallState> live(Turn turn, String callId) {
        return turn.call(callId).filter(call -> call.caller() != Caller.OVER);
    }
}
