package io.ringlog.connectors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer and how to ask for the next.
 *
 * @param nextCursor opaque; null when this page is the last
 */
public record Page<T>(List<T> rows, @Nullable String nextCursor) {
    public Page {
        rows = List.copyOf(rows);
    }
}
