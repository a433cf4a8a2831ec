package io.ringlog.api.route;

/** Who may use a route. */
public sealed interface Access {

    /**
     * Anybody, without a key.
     *
     * @param counted whether each request counts as one without a valid key, so that an address may make few
     */
    record Open(boolean counted) implements Access {}

    /** Any working key. */
    record AnyKey() implements Access {}

    /** A key with the scope. */
    record Scoped(Scope scope) implements Access {}
}
