package io.ringlog.api.route;

/** Who may use a route. */
public sealed interface Access {

    /** Anybody, without a key. */
    record Open() implements Access {}

    /** Any working key. */
    record AnyKey() implements Access {}

    /** A key with the scope. */
    record Scoped(Scope scope) implements Access {}
}
