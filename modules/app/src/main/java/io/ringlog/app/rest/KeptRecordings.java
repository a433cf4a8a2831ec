package io.ringlog.app.rest;

import io.ringlog.api.port.Recordings;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.app.config.StorageConfig;
import io.ringlog.app.store.BucketStore;
import io.ringlog.app.store.Storage;
import io.ringlog.edge.recording.Sound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads recordings from the store that edges keep them in, and makes links: the bucket's own, or ours. */
public final class KeptRecordings implements Recordings {
    private final Storage storage;
    private final StorageConfig config;
    private final SoundLinks links;
    private final InstantSource clock;

    public KeptRecordings(Storage storage, StorageConfig config, SoundLinks links, InstantSource clock) {
        this.storage = storage;
        this.config = config;
        this.links = links;
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
    public Optional<byte[]> follow(Signed link) {
        if (!links.isOurs(link)) {
            return Optional.empty();
        }
        if (clock.instant().getEpochSecond() >= Long.parseLong(link.expires())) {
            throw Refused.decided(Why.GONE, "media.link-expired", "the time of the link is over: ask for another");
        }
        return find(link.objectKey());
    }

    @Override
    public Optional<Link> link(String objectKey) {
        Instant until = clock.instant().plus(config.linkLifetime());
        try {
            return storage.bucket().isPresent()
                    ? inBucket(storage.bucket().get(), objectKey, until)
                    : inFolder(objectKey, until.truncatedTo(ChronoUnit.SECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link to " + objectKey, e);
        }
    }

    private Optional<Link> inBucket(BucketStore bucket, String objectKey, Instant until) throws IOException {
        return bucket.link(objectKey, config.linkLifetime()).map(url -> new Link(url.toString(), until));
    }

    private Optional<Link> inFolder(String objectKey, Instant until) throws IOException {
        try (Sound kept = storage.folder().open(objectKey).orElse(null)) {
            return kept == null
                    ? Optional.empty()
                    : Optional.of(new Link(config.linkBase() + links.path(objectKey, until), until));
        }
    }
}
