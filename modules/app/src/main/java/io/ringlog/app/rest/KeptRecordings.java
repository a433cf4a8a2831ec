package io.ringlog.app.rest;

import io.ringlog.api.port.Recordings;
import io.ringlog.app.store.Storage;
import io.ringlog.edge.recording.Sound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Reads recordings from the store that edges keep them in. */
public final class KeptRecordings implements Recordings {
    private final Storage storage;
    private final Duration linkLifetime;
    private final InstantSource clock;

    public KeptRecordings(Storage storage, Duration linkLifetime, InstantSource clock) {
        this.storage = storage;
        this.linkLifetime = linkLifetime;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> find(String objectKey) {
        try (Sound kept = storage.store().open(objectKey).orElse(null)) {
            return kept == null ? Optional.empty() : Optional.of(kept.all());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + objectKey, e);
        }
    }

    @Override
    public boolean hasLinks() {
        return storage.bucket().isPresent();
    }

    @Override
    public Optional<Link> link(String objectKey) {
        try {
            return storage.bucket().isEmpty()
                    ? Optional.empty()
                    : storage.bucket()
                            .get()
                            .link(objectKey, linkLifetime)
                            .map(url -> new Link(url.toString(), clock.instant().plus(linkLifetime)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link to " + objectKey, e);
        }
    }
}
