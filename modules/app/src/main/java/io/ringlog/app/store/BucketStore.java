package io.ringlog.app.store;

import io.ringlog.edge.recording.FolderStore;
import io.ringlog.edge.recording.MediaStore;
import io.ringlog.edge.recording.Sound;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A media store in a bucket, by way of a folder: what is put is whole on the disk at once, whether the bucket can be
 * reached or not, and goes from there as soon as the bucket has it. What waits is read from the folder.
 */
public final class BucketStore implements MediaStore {

    private final FolderStore waiting;
    private final Bucket bucket;

    BucketStore(FolderStore waiting, Bucket bucket) {
        this.waiting = waiting;
        this.bucket = bucket;
    }

    @Override
    public void put(String key, Path file) throws IOException {
        waiting.put(key, file);
    }

    @Override
    public Optional<Sound> open(String key) throws IOException {
        Optional<Sound> here = waiting.open(key);
        return here.isPresent() || !FolderStore.isKey(key) ? here : bucket.open(key);
    }

    /** An upload of the same key does not go on beside it: what was removed would be there again. */
    @Override
    public synchronized boolean remove(String key) throws IOException {
        boolean here = waiting.remove(key);
        boolean there = FolderStore.isKey(key) && bucket.remove(key);
        return here || there;
    }

    /** An address of a sound in the bucket; empty for one that is not there (yet). */
    public Optional<URI> link(String key, Duration lifetime) throws IOException {
        return FolderStore.isKey(key) ? bucket.link(key, lifetime) : Optional.empty();
    }

    /** The sounds of an api's folder and of the bucket, to be kept the same. */
    public SoundMirror mirror(Path folder) {
        return new SoundMirror(folder, bucket);
    }

    /** Copies of the bucket's sounds, to be kept in an edge's folder. */
    public SoundCopies copies(Path folder) {
        return new SoundCopies(folder, bucket);
    }

    /** Brings what waits to the bucket, one after the other until one cannot be. */
    void upload() throws IOException {
        for (String key : waiting.keys()) {
            upload(key);
        }
    }

    private synchronized void upload(String key) throws IOException {
        Path file = waiting.file(key);
        if (Files.exists(file)) {
            bucket.put(key, file);
            waiting.remove(key);
        }
    }
}
