package io.ringlog.domain.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trio used wherever a call can go next.
 *
 * @param id key within the table of {@code kind}; null for a hang-up, and for the {@link Account#unrouted} forward
 * @param xform variables set on this hop
 */
public record RouteTarget(DestKind kind, @Nullable String id, Map<String, String> xform) {

    public RouteTarget {
        xform = new TreeMap<>(xform);
    }

    /** The target that a row names, or null when it names none. */
    public static @Nullable RouteTarget of(@Nullable Dest dest) {
        return dest == null ? null : new RouteTarget(dest.kind(), dest.id(), dest.xform());
    }
}
