package io.ringlog.config.reach;

import org.jspecify.annotations.Nullable;

/**
 * A reference by which a call can go on.
 *
 * @param field what says so, of the row or of a row that belongs to it
 * @param when the outcome or state in which it goes this way; null when nothing else is set
 * @param scheduleId the hours that {@code when} is read from
 */
public record Arrow(
        Vertex from,
        String field,
        @Nullable String when,
        @Nullable String scheduleId,
        Vertex to) {}
