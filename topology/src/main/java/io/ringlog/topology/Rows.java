package io.ringlog.topology;

import io.ringlog.wire.Codec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rows of a view as live objects, written through to their store; reading one decodes nothing. */
final class Rows<T> {
    private final Codec<T> codec;
    private final KeyValueStore<String, byte[]> store;
    private final Map<String, T> live = new TreeMap<>();

    Rows(Codec<T> codec, KeyValueStore<String, byte[]> store) {
        this.codec = codec;
        this.store = store;
        try (var all = store.all()) {
            all.forEachRemaining(
                    entry -> live.put(entry.key, codec.decode(entry.value).orThrow()));
        }
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(live.get(key));
    }

    /** Replaces a row, or removes it when empty; writing what is already there costs nothing. */
    void set(String key, Optional<T> row) {
        if (row.isPresent()) {
            T before = live.put(key, row.get());
            if (!row.get().equals(before)) {
                store.put(key, codec.encode(row.get()));
            }
        } else if (live.remove(key) != null) {
            store.delete(key);
        }
    }
}
