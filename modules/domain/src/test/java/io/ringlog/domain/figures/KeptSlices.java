package io.ringlog.domain.figures;

import java.util.Collection;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Slices in memory, of which a crash keeps some as they were at the last commit and some as they are. */
final class KeptSlices<V> implements SliceStore<V> {
    final TreeMap<String, V> live = new TreeMap<>();
    private TreeMap<String, V> committed = new TreeMap<>();

    void commit() {
        committed = new TreeMap<>(live);
    }

    void crash(Random random) {
        TreeMap<String, V> all = new TreeMap<>(committed);
        all.putAll(live);
        for (String key : all.keySet()) {
            if (random.nextBoolean()) {
                V before = committed.get(key);
                if (before == null) {
                    live.remove(key);
                } else {
                    live.put(key, before);
                }
            }
        }
    }

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(live.get(key));
    }

    @Override
    public void put(String key, V value) {
        live.put(key, value);
    }

    @Override
    public void remove(String key) {
        live.remove(key);
    }

    @Override
    public Optional<String> after(String key) {
        return Optional.ofNullable(live.higherKey(key));
    }

    @Override
    public Collection<V> all() {
        return live.values();
    }
}
