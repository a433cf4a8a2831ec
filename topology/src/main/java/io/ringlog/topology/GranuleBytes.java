package io.ringlog.topology;

import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the granules of one partition are kept; written after each decision, read only to restore. */
interface GranuleBytes {

    /** Replaces a granule, or removes it when null. */
    void put(GranuleKey key, @Nullable Granule granule);

    /** Every granule kept, in key order. */
    void forEach(Consumer<Granule> granule);
}
