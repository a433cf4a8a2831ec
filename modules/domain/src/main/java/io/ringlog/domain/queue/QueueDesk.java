package io.ringlog.domain.queue;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The door and the line of every queue: callers join, wait, are matched with agents and leave. */
public final class QueueDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.MaxWait(String callId, String queueId), var due)) {
            placed(turn, callId, QueuePlace.State.WAITING)
                    .filter(call -> isOf(Line.placeOf(call.state()), queueId, due))
                    .ifPresent(QueueDesk::timeOut);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.TierOpens(String queueId), var due)) {
            Matching.sweep(turn, queueId);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.PositionDue it, var due)) {
            inLine(turn, it.callId(), it.queueId(), Announcing::positionDue);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.QueueMessageDue it, var due)) {
            inLine(turn, it.callId(), it.queueId(), Announcing::messageDue);
        } else if (input instanceof CallFact.CodePressed pressed) {
            turn.live(pressed.callId())
                    .filter(call -> call.state().place() != null
                            && call.state().guestId().equals(pressed.legId()))
                    .ifPresent(call -> Options.pressed(call, pressed.code()));
        }
    }

    /** What a queue told the caller is said; those who wait on hear the music again. */
    public static void noticeSaid(LiveCall call) {
        QueuePlace place = call.state().place();
        if (place != null) {
            inLine(call.turn(), call.id(), place.queueId(), Announcing::music);
        }
    }

    /** The key that a caller pressed is confirmed. */
    public static void optionConfirmed(LiveCall call, Listener.QueueOption chosen) {
        inLine(
                call.turn(),
                call.id(),
                chosen.queueId(),
                (waiting, queue) -> Options.confirmed(waiting, chosen.digit()));
    }

    /** A caller has said where they are called back, or nothing. */
    public static void numberTyped(LiveCall call, Listener.QueueNumber asked, String digits) {
        if (call.state().place() != null) {
            inLine(
                    call.turn(),
                    call.id(),
                    asked.queueId(),
                    (waiting, queue) -> Promising.typed(waiting, queue, asked, digits));
        }
    }

    /** Whom no agent has answered yet, in a queue that is there. */
    private static void inLine(Turn turn, String callId, String queueId, BiConsumer<LiveCall, Queue> what) {
        turn.live(callId)
                .filter(call -> call.state().place() != null
                        && Line.placeOf(call.state()).isOpen()
                        && Line.placeOf(call.state()).queueId().equals(queueId))
                .ifPresent(call -> turn.state().config().queue(queueId).ifPresent(queue -> what.accept(call, queue)));
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallRouted routed && routed.target().kind() == DestKind.QUEUE) {
            turn.live(routed.callId())
                    .ifPresent(call -> join(call, String.valueOf(routed.target().id())));
        } else if (event instanceof AgentStateChanged changed) {
            agentChanged(turn, changed);
        } else if (event instanceof QueueEvent.OfferMissed missed) {
            placed(turn, missed.callId(), QueuePlace.State.WAITING).ifPresent(Matching::serve);
        } else if (event instanceof Event.ConfigApplied applied
                && applied.kind().equals("Queue")) {
            configured(turn, applied);
        } else if (event instanceof Event.ConfigApplied applied
                && applied.kind().equals(InQueueOption.class.getSimpleName())) {
            Options.configured(turn);
        }
    }

    /** Those who wait do so by what is configured now. */
    private static void configured(Turn turn, Event.ConfigApplied applied) {
        if (applied.removed()) {
            empty(turn, applied.rowId(), QueueExit.CLOSED, QueueReason.REMOVED.because());
        } else {
            Tiers.forget(turn, applied.rowId());
            turn.state().config().queue(applied.rowId()).ifPresent(queue -> waitsOn(turn, queue));
            Matching.sweep(turn, applied.rowId());
        }
    }

    private static void waitsOn(Turn turn, Queue queue) {
        turn.state()
                .lines()
                .line(queue.id())
                .ids()
                .forEach(callId -> inLine(turn, callId, queue.id(), Leaving::armMaxWait));
    }

    /** The goodbye to a caller whom a queue lets go is over. */
    public static void goodbyeSaid(LiveCall call) {
        CallEnding.hangUp(call, Cause.QUEUE_GOODBYE, Disposition.NO_ANSWER);
    }

    /** A timer of an earlier stay is nobody's. */
    private static boolean isOf(QueuePlace place, String queueId, Instant due) {
        return place.queueId().equals(queueId) && !due.isBefore(place.enqueuedAt());
    }

    private static void join(LiveCall call, String queueId) {
        Turn turn = call.turn();
        Optional<Queue> found = turn.state().config().queue(queueId);
        if (found.isEmpty()) {
            CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no queue " + queueId));
            return;
        }
        Queue queue = found.get();
        Optional<Hours> hours = JoinDecider.hours(turn.state(), queue, turn.now());
        if (hours.orElse(null) instanceof Hours.Broken broken) {
            call.emit(broken.warning(call.id()), broken.because(queueId));
        }
        JoinDecider.deflection(turn.state(), queue, hours, turn.now())
                .ifPresentOrElse(
                        why -> Leaving.deflect(call, queue, why.exit(), why.because()),
                        () -> wait(
                                call,
                                queue,
                                turn.now(),
                                Priorities.of(call.state()),
                                JoinDecider.joined(turn.state(), queue, hours, turn.now())));
    }

    /** @param since when the caller joined, in this queue or in the one before */
    static void wait(LiveCall call, Queue queue, Instant since, int priority, Because because) {
        Ear.open(call, QueueReason.NEEDS_EAR.because().with("queue", queue.id()));
        call.change(it ->
                it.withPlace(QueuePlace.joined(queue.id(), since, priority)).inQueue(queue.id(), null));
        int position = Line.position(call.turn().state(), call.state());
        Announcing.begin(call, queue);
        Options.listen(call);
        call.emit(
                new QueueEvent.CallerQueued(
                        call.id(), queue.id(), priority, position, since.equals(call.now()) ? null : since),
                because.with("position", position));
        Leaving.armMaxWait(call, queue);
        Matching.serve(call);
    }

    /** Nobody being there wins over the time being over at the same instant. */
    private static void timeOut(LiveCall call) {
        boolean deserted =
                Matching.isDeserted(call.turn(), Line.placeOf(call.state()).queueId());
        Leaving.exit(
                call,
                deserted ? QueueExit.NO_AGENTS : QueueExit.TIMEOUT,
                (deserted ? QueueReason.NO_AGENTS : QueueReason.MAX_WAIT).because());
    }

    private static void agentChanged(Turn turn, AgentStateChanged changed) {
        turn.state().agent(changed.userId()).ifPresent(agent -> Matching.offer(turn, agent));
        turn.state()
                .lines()
                .deserted()
                .forEach(queueId -> empty(turn, queueId, QueueExit.NO_AGENTS, QueueReason.NO_AGENTS.because()));
        turn.state().lines().contested().stream()
                .filter(queueId -> waitsForTiers(turn, queueId))
                .forEach(queueId -> Matching.sweep(turn, queueId));
    }

    /** A tier may have lost its last agent, so that the one above is asked sooner. */
    private static boolean waitsForTiers(Turn turn, String queueId) {
        return turn.state()
                .config()
                .queue(queueId)
                .filter(it -> it.tierWaitSec() != null)
                .isPresent();
    }

    private static void empty(Turn turn, String queueId, QueueExit exit, Because because) {
        turn.state()
                .lines()
                .line(queueId)
                .ids()
                .forEach(callId -> placed(turn, callId, QueuePlace.State.WAITING)
                        .ifPresent(call -> Leaving.exit(call, exit, because)));
    }

    private static Optional<LiveCall> placed(Turn turn, String callId, QueuePlace.State state) {
        return turn.live(callId)
                .filter(call -> call.state().place() != null
                        && Line.placeOf(call.state()).state() == state);
    }
}
