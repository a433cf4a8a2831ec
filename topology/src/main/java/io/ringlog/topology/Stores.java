package io.ringlog.topology;

import io.ringlog.wire.Codec;
import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** How state is kept: live values by text key, with a changelog that is compacted early so restores stay short. */
final class Stores {
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", String.valueOf(16 * 1024 * 1024), "min.cleanable.dirty.ratio", "0.1");

    private Stores() {}

    static <V> StoreBuilder<LiveStore<V>> live(String name, Codec<V> codec) {
        return live(name, LiveStore.Format.of(codec));
    }

    static <V> StoreBuilder<LiveStore<V>> live(String name, LiveStore.Format<V> format) {
        return new Live<>(name, format);
    }

    /** There is nothing to choose: what a store caches is what it has not logged yet, and all is logged. */
    private record Live<V>(String name, LiveStore.Format<V> format) implements StoreBuilder<LiveStore<V>> {

        @Override
        public LiveStore<V> build() {
            return new LiveStore<>(name, format);
        }

        @Override
        public Map<String, String> logConfig() {
            return CHANGELOG;
        }

        @Override
        public boolean loggingEnabled() {
            return true;
        }

        @Override
        public StoreBuilder<LiveStore<V>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<LiveStore<V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<LiveStore<V>> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<LiveStore<V>> withLoggingDisabled() {
            return this;
        }
    }
}
