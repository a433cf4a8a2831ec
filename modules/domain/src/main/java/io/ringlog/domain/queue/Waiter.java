package io.ringlog.domain.queue;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.QueuePlace;
import java.util.Optional;

/** Who stands in a line: a caller, or a place that is kept for whoever is called back. */
sealed interface Waiter {

    /** By which they are known in the line. */
    String id();

    QueuePlace place();

    /** A caller who hears the queue. */
    record Caller(LiveCall call) implements Waiter {
        @Override
        public String id() {
            return call.id();
        }

        @Override
        public QueuePlace place() {
            return Line.placeOf(call.state());
        }
    }

    /** Somebody who is called when it is their turn. */
    record Absent(KeptPlace kept) implements Waiter {
        @Override
        public String id() {
            return kept.placeId();
        }

        @Override
        public QueuePlace place() {
            return kept.place();
        }
    }

    /** Whoever stands in a line by this id. */
    static Optional<Waiter> of(Turn turn, String id) {
        return turn.live(id)
                .<Waiter>map(Caller::new)
                .or(() -> turn.state().lines().kept().place(id).map(Absent::new));
    }
}
