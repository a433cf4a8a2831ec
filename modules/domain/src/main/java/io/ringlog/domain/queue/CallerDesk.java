package io.ringlog.domain.queue;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.presence.AgentRefusal;
import io.ringlog.domain.presence.Buckets;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/** What supervisors do with callers who wait: more or less urgent, to another queue, to an agent of their choice. */
public final class CallerDesk implements Concern {

    static final String DONE = "queue.done";

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof CallerActed asked) {
            turn.live(asked.callId())
                    .ifPresentOrElse(
                            call -> acted(call, asked),
                            () -> reply(
                                    turn,
                                    asked,
                                    Optional.of(Obstacle.CALL_UNKNOWN.rejection(
                                            "there is no live call " + asked.callId()))));
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private static void acted(LiveCall call, CallerActed asked) {
        QueuePlace place = call.state().place();
        if (place == null || !place.isOpen()) {
            String where = place == null ? "is in no queue" : "has an agent";
            reply(
                    call.turn(),
                    asked,
                    Optional.of(QueueRefusal.NOT_WAITING.rejection("call " + asked.callId() + " " + where)));
            return;
        }
        Optional<Rejection> refused = switch (asked.act()) {
            case PRIORITISE -> prioritise(call, place, asked);
            case MOVE -> move(call, place, asked);
            case PULL -> pull(call, place, asked);
        };
        refused.ifPresent(why -> call.emit(
                new QueueEvent.CallerActRefused(
                        call.id(), place.queueId(), Because.word(asked.act()), why.code(), why.text()),
                why.because().with("actor", asked.actor())));
        reply(call.turn(), asked, refused);
    }

    private static Optional<Rejection> prioritise(LiveCall call, QueuePlace place, CallerActed asked) {
        int priority = asked.priority() == null ? 0 : asked.priority();
        if (Math.abs((long) priority) > Priorities.MOST) {
            return Optional.of(Priorities.refusal());
        }
        call.change(it -> it.withPlace(place.urgent(priority)));
        call.turn()
                .state()
                .lines()
                .kept()
                .of(call.id())
                .ifPresent(kept -> call.turn().put(kept.urgent(priority)));
        int position = Line.position(call.turn().state(), call.state());
        call.emit(
                new QueueEvent.CallerPrioritised(call.id(), place.queueId(), place.priority(), priority, position),
                because(asked).with("position", position));
        return Optional.empty();
    }

    /** Whoever the supervisor sends there need not pass the door, but somebody must be there in time. */
    private static Optional<Rejection> move(LiveCall call, QueuePlace place, CallerActed asked) {
        Turn turn = call.turn();
        Queue to = turn.state().config().queue(String.valueOf(asked.queueId())).orElse(null);
        if (to == null) {
            return Optional.of(QueueRefusal.NO_QUEUE.rejection("there is no queue " + asked.queueId()));
        } else if (to.id().equals(place.queueId())) {
            return Optional.of(QueueRefusal.ALREADY_THERE.rejection("the caller waits in " + to.id() + " already"));
        } else if (Matching.isDeserted(turn, to.id())) {
            return Optional.of(QueueRefusal.DESERTED.rejection("nobody who is there serves " + to.id()));
        } else if (Matching.isOver(turn, to, place)) {
            return Optional.of(QueueRefusal.WAITED_TOO_LONG.rejection(
                    "the caller has waited longer than " + to.maxWaitSec() + " s, as " + to.id() + " has it"));
        }
        Because because = because(asked).with("from", place.queueId());
        call.emit(new QueueEvent.CallerMoved(call.id(), place.queueId(), to.id()), because);
        Leaving.left(call, Leaving.ROUTED, null, because);
        call.change(it -> it.withPlace(null));
        place.held().forEach(held -> Offers.release(call, place.queueId(), held, QueueEvent.CALLER_TAKEN, because));
        Ear.hush(call, call.state().guestId());
        QueueDesk.wait(call, to, place.enqueuedAt(), place.priority(), because);
        return Optional.empty();
    }

    private static Optional<Rejection> pull(LiveCall call, QueuePlace place, CallerActed asked) {
        Turn turn = call.turn();
        String named = String.valueOf(asked.userId());
        String userId = turn.state().config().userNamed(named).map(SipUser::id).orElse(null);
        if (userId == null) {
            return Optional.of(AuthRefusal.USER_MISSING.rejection("there is no user " + named));
        }
        Queue queue = turn.state().config().queue(place.queueId()).orElse(null);
        if (queue == null) {
            return Optional.of(QueueRefusal.NO_QUEUE.rejection("there is no queue " + place.queueId() + " any more"));
        }
        Optional<AgentState> agent = turn.state().agent(userId).filter(AgentState::ready);
        if (agent.isEmpty()) {
            String does = turn.state()
                    .agent(userId)
                    .map(it -> Because.word(Buckets.of(it)))
                    .orElse("offline");
            return Optional.of(AgentRefusal.NOT_READY.rejection("agent " + named + " is " + does));
        }
        Because because = because(asked).with("agent", userId);
        call.change(it -> it.withPlace(place.offered(List.of())));
        place.held().forEach(held -> Offers.release(call, place.queueId(), held, QueueEvent.CALLER_TAKEN, because));
        Offers.reserve(call, queue, List.of(agent.get()), because);
        return Optional.empty();
    }

    private static Because because(CallerActed asked) {
        return switch (asked.act()) {
            case PRIORITISE -> QueueReason.PRIORITISED.because().with("actor", asked.actor());
            case MOVE -> QueueReason.MOVED.because().with("actor", asked.actor());
            case PULL -> QueueReason.PULLED.because().with("actor", asked.actor());
        };
    }

    private static void reply(Turn turn, CallerActed asked, Optional<Rejection> refused) {
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                refused.isEmpty(),
                refused.map(Rejection::code).orElse(DONE),
                refused.map(Rejection::text).orElse("it is done"),
                null,
                refused.isEmpty() ? asked.callId() : null));
    }
}
