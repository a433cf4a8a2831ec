package io.ringlog.app.rest;

import io.ringlog.api.port.Recordings;
import io.ringlog.edge.recording.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads recordings from the store that edges keep them in. */
public final class KeptRecordings implements Recordings {
    private final MediaStore store;

    public KeptRecordings(MediaStore store) {
        this.store = store;
    }

    @Override
    public Optional<byte[]> find(String objectKey) {
        try {
            Optional<Path> file = store.find(objectKey);
            return file.isPresent() ? Optional.of(Files.readAllBytes(file.get())) : Optional.empty();
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + objectKey, e);
        }
    }
}
