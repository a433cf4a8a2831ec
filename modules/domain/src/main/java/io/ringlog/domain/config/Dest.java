package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a call goes when nothing is set on its way there: the pair of columns {@code x_kind} and {@code x_id}.
 *
 * @param id key within the table of {@code kind}; null for a hang-up
 */
public record Dest(DestKind kind, @Nullable String id) {}
