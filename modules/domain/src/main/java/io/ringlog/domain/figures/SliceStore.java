package io.ringlog.domain.figures;

import java.util.Collection;
import java.util.Optional;

/** Where slices are kept, by keys in the order of their text. */
public interface SliceStore<V> {

    Optional<V> get(String key);

    void put(String key, V value);

    void remove(String key);

    /** The first key after this text. */
    Optional<String> after(String key);

    Collection<V> all();
}
