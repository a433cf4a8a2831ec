package io.ringlog.wire;

import java.util.function.Function;

/** What became of some bytes: a value, or the reason why there is none; it never throws. */
public sealed interface Decoded<T> {

    record Ok<T>(T value) implements Decoded<T> {}

    /** {@code code} is stable and machine-readable ({@code wire.not-json}); {@code message} is for people. */
    record Undecodable<T>(String code, String message) implements Decoded<T> {}

    /** The value, or what {@code otherwise} makes of the reason. */
    default T orElse(Function<Undecodable<T>, T> otherwise) {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Undecodable<T> undecodable -> otherwise.apply(undecodable);
        };
    }

    /** The value, where the bytes are our own and anything else means the log is damaged. */
    default T orThrow() {
        return orElse(u -> {
            throw new IllegalStateException(u.code() + ": " + u.message());
        });
    }
}
