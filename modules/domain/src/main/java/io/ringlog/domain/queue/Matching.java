package io.ringlog.domain.queue;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import java.util.Optional;

/** Brings callers and agents together: a caller looks for the next agent, a freed agent looks for the next caller. */
final class Matching {

    private Matching() {}

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
            Staff.longestIdle(turn.state(), place)
                    .ifPresent(choice -> Offers.reserve(call, queue.get(), choice.agent(), choice.because()));
        }
    }

    /** Offers the next of all callers the agent could take to that agent. */
    static void offer(Turn turn, AgentState agent) {
        Line.nextFor(turn.state(), agent)
                .flatMap(next -> turn.live(next.callId()))
                .ifPresent(call -> take(call, agent));
    }

    /** Nobody in the queue could ever answer. */
    static boolean isDeserted(Turn turn, String queueId) {
        return Staff.viable(turn.state(), queueId).findAny().isEmpty();
    }

    private static void take(LiveCall call, AgentState agent) {
        QueuePlace place = Line.placeOf(call.state());
        Because because = QueueReason.AGENT_FREE
                .because()
                .with("tier", Staff.tier(agent, place.queueId()))
                .with("priority", place.priority())
                .with("enqueued_at", place.enqueuedAt());
        call.turn()
                .state()
                .config()
                .queue(place.queueId())
                .ifPresent(queue -> Offers.reserve(call, queue, agent, because));
    }

    private static boolean isOver(Turn turn, Queue queue, QueuePlace place) {
        Integer maxWait = queue.maxWaitSec();
        return maxWait != null && !turn.now().isBefore(place.enqueuedAt().plusSeconds(maxWait));
    }
}
