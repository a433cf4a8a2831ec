package io.ringlog.api.route;

/** Answers one route; throws {@link io.ringlog.api.port.Refused} for what it will not do. */
@FunctionalInterface
public interface Endpoint {
    Answer answer(Request request);
}
