package io.ringlog.domain.queue;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a caller gets out of a queue without an agent: to the exit's target, back into the flow, or with a goodbye. */
final class Leaving {

    /** How a caller left who chose to. */
    static final String ROUTED = "routed";

    /** How a caller left who is called back. */
    static final String CALLBACK = "callback";

    private Leaving() {}

    private static String maxWaitTimer(String callId) {
        return "max-wait/" + callId;
    }

    /**
     * A caller leaves when they have waited as long as the queue allows now; at once who has already, and never who was
     * called back.
     */
    static void armMaxWait(LiveCall call, Queue queue) {
        Integer most = queue.maxWaitSec();
        if (most == null || Line.placeOf(call.state()).isKept()) {
            call.cancelTimer(maxWaitTimer(call.id()));
            return;
        }
        Instant over = Line.placeOf(call.state()).enqueuedAt().plusSeconds(most);
        Duration left = Duration.between(call.now(), over);
        call.timer(
                maxWaitTimer(call.id()),
                left.isNegative() ? Duration.ZERO : left,
                new Timer.Purpose.MaxWait(call.id(), queue.id()));
    }

    /** A caller who never waited is turned away. */
    static void deflect(LiveCall call, Queue queue, QueueExit exit, Because because) {
        call.emit(new QueueEvent.CallerDeflected(call.id(), queue.id(), exit.word()), because);
        goOn(call, queue.id(), exit.target(queue), because);
    }

    /** A caller who waited leaves; a queue that is gone has no target any more. */
    static void exit(LiveCall call, QueueExit exit, Because because) {
        QueuePlace place = Line.placeOf(call.state());
        left(call, exit.word(), null, because);
        call.change(it -> it.withPlace(null));
        Ear.hush(call, call.state().guestId());
        Optional<RouteTarget> target =
                call.turn().state().config().queue(place.queueId()).flatMap(exit::target);
        goOn(call, place.queueId(), target, because);
    }

    /**
     * A caller who waited chose to go, to a target or with a goodbye; whoever was offered them is free, and none has
     * missed anything.
     */
    static void choose(LiveCall call, @Nullable RouteTarget target, Because because) {
        QueuePlace place = Line.placeOf(call.state());
        goes(call, place, ROUTED, because);
        goOn(call, place.queueId(), Optional.ofNullable(target), because);
    }

    private static void goes(LiveCall call, QueuePlace place, String disposition, Because because) {
        left(call, disposition, null, because);
        call.change(it -> it.withPlace(null));
        place.held().forEach(held -> Offers.release(call, place.queueId(), held, QueueEvent.CALLER_CHOSE, because));
        Ear.hush(call, call.state().guestId());
        FlowExit.leave(call, because);
    }

    /** A caller whose place is kept hears so, and the call ends. */
    static void promised(LiveCall call, Because because) {
        QueuePlace place = Line.placeOf(call.state());
        goes(call, place, CALLBACK, because);
        Phrase kept = Phrase.of(Words.CALLBACK_KEPT).in(language(call, place.queueId()));
        Ear.play(call, call.state().guestId(), kept, new Listener.QueueGoodbye(place.queueId()));
    }

    /** Takes the caller out of the line and says how. */
    static void left(LiveCall call, String disposition, @Nullable String userId, Because because) {
        QueuePlace place = Line.placeOf(call.state());
        call.cancelTimer(maxWaitTimer(call.id()));
        Announcing.end(call);
        Options.deafen(call);
        place.resting().forEach(agent -> call.cancelTimer(Offers.timer(call.id(), agent)));
        call.emit(
                new QueueEvent.CallerLeftQueue(
                        call.id(), place.queueId(), disposition, userId, Offers.waitedMs(call.turn(), place)),
                because);
    }

    private static @Nullable String language(LiveCall call, String queueId) {
        return call.turn().state().config().queue(queueId).map(Queue::language).orElse(null);
    }

    private static void goOn(LiveCall call, String queueId, Optional<RouteTarget> target, Because because) {
        if (target.isPresent()) {
            FlowExit.leave(call, because);
            Hops.route(call, target.get(), because);
        } else if (call.state().flow() == null) {
            Ear.open(call, because);
            Phrase goodbye = Phrase.of(Words.GOODBYE).in(language(call, queueId));
            Ear.play(call, call.state().guestId(), goodbye, new Listener.QueueGoodbye(queueId));
        }
    }
}
