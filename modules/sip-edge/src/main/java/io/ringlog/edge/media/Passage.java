package io.ringlog.edge.media;

import org.jspecify.annotations.Nullable;

/**
 * The way of a description through a proxied call.
 *
 * @param answer whether it accepts what the other side proposed
 * @param source where the message that carries it came from
 * @param target where it goes, as far as that is known
 */
public record Passage(
        String fromLeg,
        String toLeg,
        boolean answer,
        String source,
        @Nullable String target) {}
