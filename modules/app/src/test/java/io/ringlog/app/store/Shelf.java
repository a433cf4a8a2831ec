package io.ringlog.app.store;

import io.ringlog.edge.recording.Sound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket in memory. */
class Shelf implements Bucket {
    final SortedMap<String, byte[]> held = new TreeMap<>();

    @Override
    public void put(String key, Path file) throws IOException {
        held.put(key, Files.readAllBytes(file));
    }

    @Override
    public Optional<Sound> open(String key) {
        return Optional.ofNullable(held.get(key)).map(it -> new Sound(it.length, new ByteArrayInputStream(it)));
    }

    @Override
    public List<Listed> list(String prefix) {
        return held.keySet().stream().map(it -> new Listed(it, Instant.EPOCH)).toList();
    }

    @Override
    public boolean remove(String key) {
        return held.remove(key) != null;
    }

    @Override
    public Optional<URI> link(String key, Duration lifetime) {
        return Optional.empty();
    }
}
