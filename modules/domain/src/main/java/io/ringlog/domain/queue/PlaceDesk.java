package io.ringlog.domain.queue;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.OutsideAnswers;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.PlaceActed;
import io.ringlog.domain.journal.PlaceActed.PlaceUnwanted;
import io.ringlog.domain.journal.PlaceActed.PlaceWanted;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.KeptPlace.Step;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Places in queues that are kept for whoever is called back: asked for, called when it is their turn, and let go. */
public final class PlaceDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        LookedUp answer = LookedUp.of(input).orElse(null);
        if (answer != null && answer.use() instanceof NumberUse.Place(String placeId, String dialled)) {
            answer.takenUp(turn).ifPresent(call -> dial(call, placeId, dialled, answer));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.PlaceDue(String placeId), var due)) {
            kept(turn, placeId, place -> Places.due(turn, place));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.PlaceLate(String placeId), var due)) {
            kept(turn, placeId, place -> Places.late(turn, place));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.PlaceRings rings, var due)) {
            ringing(turn, rings.callId())
                    .flatMap(place -> turn.live(rings.callId()))
                    .ifPresent(call -> CallEnding.refuse(
                            call, Refusal.NO_ANSWER.rejection("the customer has not answered for long enough")));
        } else if (input instanceof PlaceWanted wanted) {
            reply(turn, wanted, wanted(turn, wanted));
        } else if (input instanceof PlaceUnwanted unwanted) {
            reply(turn, unwanted, unwanted(turn, unwanted));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegConnected connected) {
            ringing(turn, connected.callId())
                    .ifPresent(
                            place -> turn.live(connected.callId()).ifPresent(call -> CallingBack.joined(call, place)));
        } else if (event instanceof CallEvent.RingFailed failed) {
            ringing(turn, failed.callId())
                    .ifPresent(place -> turn.live(failed.callId())
                            .ifPresent(call -> CallEnding.refuse(call, nobody(call, failed))));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.state().lines().kept().of(ended.callId()).ifPresent(place -> ended(turn, place, ended));
            turn.state()
                    .lines()
                    .kept()
                    .from(ended.callId())
                    .filter(place -> place.step() == Step.LATER && place.attempts() == 0)
                    .ifPresent(place -> Places.hungUp(turn, place));
        } else if (event instanceof QueueEvent.CallerLeftQueue left) {
            turn.state()
                    .lines()
                    .kept()
                    .of(left.callId())
                    .filter(place -> place.step() == Step.JOINED)
                    .ifPresent(place -> Places.over(
                            turn,
                            place,
                            outcome(left.disposition()),
                            QueueReason.CALLBACK_ANSWERED.because().with("left", left.disposition())));
        } else if (event instanceof AgentStateChanged changed
                && changed.state() == Activity.OFFERING
                && changed.status() != Status.AVAILABLE) {
            ringing(turn, String.valueOf(changed.callId())).ifPresent(place -> withdrawn(turn, place, changed));
        } else if (event instanceof ConfigApplied applied
                && applied.removed()
                && applied.kind().equals(Queue.class.getSimpleName())) {
            removed(turn, applied.rowId());
        }
    }

    private static void dial(LiveCall call, String placeId, String dialled, LookedUp answer) {
        kept(
                call.turn(),
                placeId,
                place -> CallingBack.dial(
                                call,
                                place,
                                Dialling.own(null, call.head(), dialled).lookedUp(answer.here()))
                        .ifPresent(why -> CallEnding.refuse(call, why)));
    }

    private static void kept(Turn turn, String placeId, Consumer<KeptPlace> what) {
        turn.state().lines().kept().place(placeId).ifPresent(what);
    }

    /** The place for which a call rings a customer who has not answered. */
    private static Optional<KeptPlace> ringing(Turn turn, String callId) {
        return turn.state().lines().kept().of(callId).filter(place -> place.step() == Step.RINGING);
    }

    private static Rejection nobody(LiveCall call, CallEvent.RingFailed failed) {
        return call.state().ring() instanceof RingAttempt ring
                        && ring.purpose() instanceof RingAttempt.Purpose.CalledBack back
                        && back.number() != null
                ? OutsideAnswers.refusal(call.state(), back.number())
                : Refusal.of(failed.outcome()).rejection("the customer was not reached");
    }

    /** The place outlives its call, unless the customer was there and the queue has let them go. */
    private static void ended(Turn turn, KeptPlace place, CallEvent.CallEnded ended) {
        if (ended.disposition() == Disposition.LOST) {
            Because because = QueueReason.CALLBACK_CALL_LOST.because().with("call", ended.callId());
            KeptPlace waits = place.lostItsCall();
            turn.put(waits);
            turn.cancelTimer(CallingBack.ringTimer(place.placeId()));
            CallingBack.free(turn, place, QueueEvent.NOT_REACHED, because);
            turn.emit(
                    new PlaceEvent.PlaceCallLost(place.placeId(), place.place().queueId(), ended.callId()), because);
            Places.armLate(turn, waits);
            CallingBack.serve(turn, waits);
        } else if (place.step() == Step.RINGING && hasNeverRung(turn, ended.callId())) {
            Places.refused(turn, place, ended.cause());
        } else if (place.step() == Step.RINGING) {
            Places.notReached(turn, place, ended.cause());
        }
    }

    /** A ceiling, a rule or a way that is missing is no fault of the customer's. */
    private static boolean hasNeverRung(Turn turn, String callId) {
        return turn.known(callId)
                .filter(call -> call.state().tally().rings() == 0)
                .isPresent();
    }

    private static Outcome outcome(String disposition) {
        return switch (disposition) {
            case OfferDesk.ANSWERED -> Outcome.ANSWERED;
            case OfferDesk.ABANDONED -> Outcome.ABANDONED;
            default -> Outcome.LEFT;
        };
    }

    /** The agent wants nobody any more: the customer rings on for whoever is next, unless nobody could be. */
    private static void withdrawn(Turn turn, KeptPlace place, AgentStateChanged changed) {
        Because because = Cause.OFFER_WITHDRAWN.because().with("status", changed.status());
        KeptPlace alone = place.without(changed.userId());
        turn.put(alone);
        CallingBack.free(turn, place, QueueEvent.WITHDRAWN, because);
        CallingBack.staff(turn, alone);
    }

    private static void removed(Turn turn, String queueId) {
        List.copyOf(turn.state().lines().kept().all()).stream()
                .filter(place -> place.place().queueId().equals(queueId) && place.step() != Step.JOINED)
                .forEach(place -> giveUp(turn, place, Outcome.CLOSED, QueueReason.REMOVED.because()));
    }

    private static Optional<Rejection> wanted(Turn turn, PlaceWanted asked) {
        Optional<Queue> queue = turn.state().config().queue(asked.queueId());
        if (queue.isEmpty()) {
            return Optional.of(QueueRefusal.NO_QUEUE.rejection("there is no queue " + asked.queueId()));
        } else if (Math.abs((long) asked.priority()) > Priorities.MOST) {
            return Optional.of(Priorities.refusal());
        } else if (turn.state().lines().kept().place(asked.placeId()).isPresent()) {
            return Optional.empty();
        }
        return Places.keep(
                turn,
                new Places.Wanted(
                        asked.placeId(),
                        queue.get(),
                        asked.number(),
                        null,
                        turn.now(),
                        asked.priority(),
                        asked.due(),
                        null,
                        null,
                        asked.placeId()),
                QueueReason.CALLBACK_KEPT.because().with("actor", asked.actor()));
    }

    private static Optional<Rejection> unwanted(Turn turn, PlaceUnwanted asked) {
        KeptPlace place = turn.state()
                .lines()
                .kept()
                .place(asked.placeId())
                .filter(it -> it.place().queueId().equals(asked.queueId()))
                .orElse(null);
        if (place == null) {
            return Optional.of(QueueRefusal.CALLBACK_UNKNOWN.rejection(
                    "there is no place " + asked.placeId() + " in " + asked.queueId()));
        } else if (place.step() == Step.JOINED) {
            return Optional.of(QueueRefusal.CALLBACK_JOINED.rejection(
                    "the customer is there already, with call " + place.callId()));
        }
        giveUp(
                turn,
                place,
                Outcome.CANCELLED,
                QueueReason.CALLBACK_CANCELLED.because().with("actor", asked.actor()));
        return Optional.empty();
    }

    /** Nobody is called back any more; a customer who rings is let alone, and the agent is free. */
    private static void giveUp(Turn turn, KeptPlace place, Outcome outcome, Because because) {
        Places.over(turn, place, outcome, because);
        CallingBack.free(turn, place, QueueEvent.NOT_REACHED, because);
        turn.live(String.valueOf(place.callId())).ifPresent(call -> CallEnding.hangUp(call, Cause.CALLBACK_GIVEN_UP));
    }

    private static void reply(Turn turn, PlaceActed asked, Optional<Rejection> refused) {
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                refused.isEmpty(),
                refused.map(Rejection::code).orElse(CallerDesk.DONE),
                refused.map(Rejection::text).orElse("it is done"),
                null,
                null));
    }
}
