package io.ringlog.topology;

import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Granules kept for the time of a replay; nothing of them is stored. */
final class MemoryGranules implements GranuleBytes {
    private final Map<GranuleKey, Granule> granules = new LinkedHashMap<>();

    @Override
    public void put(GranuleKey key, @Nullable Granule granule) {
        if (granule == null) {
            granules.remove(key);
        } else {
            granules.put(key, granule);
        }
    }

    @Override
    public void forEach(Consumer<Granule> granule) {
        granules.values().forEach(granule);
    }
}
