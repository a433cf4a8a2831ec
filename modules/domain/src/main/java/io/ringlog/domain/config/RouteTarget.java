package io.ringlog.domain.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trio used wherever a call can go next.
 *
 * @param id key within the table of {@code kind}; null for a hang-up
 * @param xform variables set on this hop
 */
public record RouteTarget(DestKind kind, @Nullable String id, Map<String, String> xform) {

    public RouteTarget {
        xform = new TreeMap<>(xform);
    }

    /** The target of a pair of columns, or null when no kind is set. */
    public static @Nullable RouteTarget of(@Nullable DestKind kind, @Nullable String id) {
        return kind == null ? null : new RouteTarget(kind, id, Map.of());
    }
}
