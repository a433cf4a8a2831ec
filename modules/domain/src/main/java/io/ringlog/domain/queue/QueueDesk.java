package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.call.CallEnding;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.flow.CallerEar;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The door and the line of every queue: callers join, wait, are matched with agents and leave. */
public final class QueueDesk implements Concern {

    private static final String MUSIC = "moh";

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof PlaybackFinished played
                && played.playbackId().equals(Leaving.goodbyeId(played.callId()))) {
            placed(turn, played.callId(), QueuePlace.State.DISMISSED)
                    .ifPresent(call -> CallEnding.hangUp(turn, call.callId(), "queue.goodbye"));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.MaxWait(String callId, String queueId), var due)) {
            placed(turn, callId, QueuePlace.State.WAITING)
                    .filter(call -> isOf(Line.placeOf(call), queueId, due))
                    .ifPresent(call -> timeOut(turn, call));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallRouted routed && routed.target().kind() == DestKind.QUEUE) {
            live(turn, routed.callId())
                    .ifPresent(call ->
                            join(turn, call, String.valueOf(routed.target().id())));
        } else if (event instanceof AgentStateChanged changed) {
            agentChanged(turn, changed);
        } else if (event instanceof QueueEvent.OfferMissed missed) {
            placed(turn, missed.callId(), QueuePlace.State.WAITING).ifPresent(call -> Matching.serve(turn, call));
        } else if (event instanceof Event.ConfigApplied gone
                && gone.removed()
                && gone.kind().equals("Queue")) {
            empty(turn, gone.rowId(), QueueExit.CLOSED, Because.of("queue.removed"));
        }
    }

    /** A timer of an earlier stay is nobody's. */
    private static boolean isOf(QueuePlace place, String queueId, Instant due) {
        return place.queueId().equals(queueId) && !due.isBefore(place.enqueuedAt());
    }

    private static void join(Turn turn, CallState call, String queueId) {
        Optional<Queue> found = turn.state().config().queue(queueId);
        if (found.isEmpty()) {
            CallEnding.refuse(
                    turn, call.callId(), Rejection.of("routing.target-missing", "there is no queue " + queueId));
            return;
        }
        Queue queue = found.get();
        Optional<Hours> hours = JoinDecider.hours(turn.state(), queue, turn.now());
        if (hours.orElse(null) instanceof Hours.Broken broken) {
            turn.emit(broken.warning(call.callId()), broken.because(queueId));
        }
        QueueState line = Line.of(turn, queueId);
        JoinDecider.deflection(turn.state(), queue, hours, line, turn.now())
                .ifPresentOrElse(
                        why -> Leaving.deflect(turn, call, queue, why.exit(), why.because()),
                        () -> wait(
                                turn,
                                call.callId(),
                                queue,
                                JoinDecider.joined(turn.state(), queue, hours, line, turn.now())));
    }

    private static void wait(Turn turn, String callId, Queue queue, Because because) {
        CallerEar.open(turn, callId, Because.of("queue.needs-ear").with("queue", queue.id()));
        CallState before = turn.call(callId).orElseThrow();
        int priority = Priorities.of(before);
        CallState call = before.withPlace(QueuePlace.joined(queue.id(), turn.now(), priority))
                .inQueue(queue.id(), null);
        turn.put(call);
        int position = Line.join(turn, call);
        String music = queue.mohMediaId() == null ? MUSIC : queue.mohMediaId();
        CallerEar.play(turn, callId, turn.newId("pb"), music, true);
        turn.emit(
                new QueueEvent.CallerQueued(callId, queue.id(), priority, position),
                because.with("position", position));
        Integer maxWait = queue.maxWaitSec();
        if (maxWait != null) {
            turn.timer(
                    Leaving.maxWaitTimer(callId),
                    Duration.ofSeconds(maxWait),
                    new Timer.Purpose.MaxWait(callId, queue.id()));
        }
        Matching.serve(turn, turn.call(callId).orElseThrow());
    }

    /** Nobody being there wins over the time being over at the same instant (REFERENCE section 11.7). */
    private static void timeOut(Turn turn, CallState call) {
        boolean deserted = Matching.isDeserted(turn, Line.placeOf(call).queueId());
        Leaving.exit(
                turn,
                call,
                deserted ? QueueExit.NO_AGENTS : QueueExit.TIMEOUT,
                Because.of(deserted ? "queue.no-agents" : "queue.max-wait"));
    }

    private static void agentChanged(Turn turn, AgentStateChanged changed) {
        turn.state().agent(changed.userId()).ifPresent(agent -> Matching.offer(turn, agent));
        for (QueueState line : List.copyOf(turn.state().queues())) {
            if (!line.waiting().isEmpty() && Matching.isDeserted(turn, line.queueId())) {
                empty(turn, line.queueId(), QueueExit.NO_AGENTS, Because.of("queue.no-agents"));
            }
        }
    }

    private static void empty(Turn turn, String queueId, QueueExit exit, Because because) {
        List<CallState> callers = Line.unoffered(turn.state(), queueId).toList();
        callers.forEach(call -> Leaving.exit(turn, call, exit, because));
    }

    private static Optional<CallState> placed(Turn turn, String callId, QueuePlace.State state) {
        return live(turn, callId)
                .filter(call -> call.place() != null && Line.placeOf(call).state() == state);
    }

    private static Optional<CallState> live(Turn turn, String callId) {
        return turn.call(callId).filter(call -> call.caller() != Caller.OVER);
    }
}
