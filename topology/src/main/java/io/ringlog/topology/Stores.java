package io.ringlog.topology;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** How state is kept: bytes by text key, in memory, with a changelog that is compacted early so restores stay short. */
final class Stores {
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", String.valueOf(16 * 1024 * 1024), "min.cleanable.dirty.ratio", "0.1");

    private Stores() {}

    static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled();
    }
}
