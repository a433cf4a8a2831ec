package io.ringlog.domain.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes in place of where it would: the trio of columns {@code x_kind}, {@code x_id} and {@code x_xform}.
 *
 * @param id key within the table of {@code kind}; null for a hang-up
 * @param xform variables set on this hop
 */
public record Dest(DestKind kind, @Nullable String id, Map<String, String> xform) {

    public Dest {
        xform = new TreeMap<>(xform);
    }

    /** One that sets nothing. */
    public Dest(DestKind kind, @Nullable String id) {
        this(kind, id, Map.of());
    }
}
