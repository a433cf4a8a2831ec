package io.ringlog.api.live;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A queue by its id and what people call it.
 *
 * @param name null when the queue was removed meanwhile
 */
record QueueNamed(String queueId, @Nullable String name) {

    static List<QueueNamed> of(List<String> ids, Function<String, @Nullable String> names) {
        return ids.stream().map(id -> new QueueNamed(id, names.apply(id))).toList();
    }
}
