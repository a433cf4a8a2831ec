package io.ringlog.edge.media;

/**
 * The way of a description through a proxied call.
 *
 * @param answer whether it accepts what the other side proposed
 * @param source where the message that carries it came from
 */
public record Passage(String fromLeg, String toLeg, boolean answer, String source) {}
