package io.ringlog.topology;

import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import io.ringlog.wire.Codecs;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Granules in a store of Kafka Streams, under {@code account/store/id}. */
record StoredGranules(KeyValueStore<String, byte[]> store) implements GranuleBytes {

    @Override
    public void put(GranuleKey key, @Nullable Granule granule) {
        String name = key.account() + '/' + key.store() + '/' + key.id();
        if (granule == null) {
            store.delete(name);
        } else {
            store.put(name, Codecs.GRANULE.encode(granule));
        }
    }

    @Override
    public void forEach(Consumer<Granule> granule) {
        try (var all = store.all()) {
            all.forEachRemaining(
                    entry -> granule.accept(Codecs.GRANULE.decode(entry.value).orThrow()));
        }
    }
}
