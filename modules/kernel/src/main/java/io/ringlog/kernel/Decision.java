package io.ringlog.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * What a decider answers: the events that now hold, or a refusal with its reason. A refusal is a value, never an
 * exception.
 */
public sealed interface Decision<E> {

    /** The request holds; {@code events} say what changed, oldest first. */
    record Accepted<E>(List<E> events, Because because) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The request does not hold; nothing changes. */
    record Rejected<E>(Rejection rejection) implements Decision<E> {}

    static <E> Decision<E> accepted(List<E> events, Because because) {
        return new Accepted<>(events, because);
    }

    static <E> Decision<E> rejected(Rejection rejection) {
        return new Rejected<>(rejection);
    }

    default <T> T fold(Function<Accepted<E>, T> accepted, Function<Rejection, T> rejected) {
        return switch (this) {
            case Accepted<E> yes -> accepted.apply(yes);
            case Rejected<E>(Rejection why) -> rejected.apply(why);
        };
    }
}
