package io.ringlog.topology;

import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Granules in a store of Kafka Streams, under {@code account/store/id}. */
record StoredGranules(LiveStore<Granule> store) implements GranuleBytes {

    @Override
    public void put(GranuleKey key, @Nullable Granule granule) {
        String name = key.account() + '/' + key.store() + '/' + key.id();
        if (granule == null) {
            store.remove(name);
        } else {
            store.put(name, granule);
        }
    }

    @Override
    public void forEach(Consumer<Granule> granule) {
        store.all().forEach(granule);
    }
}
