package io.ringlog.config.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some rows in id order; {@code next} is what the next page comes after, null on the last one. */
public record Page<T>(List<T> rows, @Nullable String next) {
    public Page {
        rows = List.copyOf(rows);
    }
}
