package io.ringlog.connectors;

import io.ringlog.connectors.FilePlan.Candidate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileIO;

/**
 * Copies of an object store's data files on this disk, for a reader that only reads disks. A data file never changes,
 * so a copy stays good, after a restart too; what was not used for longest leaves when there is too much.
 */
final class LocalCopies {
    /** A copy used less long ago may be open or about to be opened. */
    private static final Duration IN_USE = Duration.ofMinutes(10);

    private static final long MAX_BYTES = 2L << 30;
    private static final String WHOLE = ".parquet";

    private final Path folder;
    private final long maxBytes;
    private boolean prepared;

    LocalCopies(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** In a folder that no other process uses; a lake on this disk never needs it. */
    static LocalCopies in(Path folder) {
        return new LocalCopies(folder, MAX_BYTES);
    }

    /** The paths of the copies, made where they are missing. */
    List<String> of(FileIO io, List<Candidate> files) {
        List<String> paths = new ArrayList<>();
        try {
            prepare();
            for (Candidate file : files) {
                paths.add(copy(io, file).toString());
            }
            makeRoom();
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's files could not be copied", e);
        }
        return paths;
    }

    /** What a killed process had begun to copy is of no use. */
    private synchronized void prepare() throws IOException {
        if (prepared) {
            return;
        }
        Files.createDirectories(folder);
        for (Path copy : copies()) {
            if (!copy.toString().endsWith(WHOLE)) {
                Files.deleteIfExists(copy);
            }
        }
        prepared = true;
    }

    private Path copy(FileIO io, Candidate file) throws IOException {
        String name = UUID.nameUUIDFromBytes(file.location().getBytes(StandardCharsets.UTF_8)) + WHOLE;
        Path copy = folder.resolve(name);
        if (Files.exists(copy) && Files.size(copy) == file.bytes()) {
            Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
            return copy;
        }
        // two queries may fetch the same file: each its own, and the move decides
        Path fetched = folder.resolve(name + "." + UUID.randomUUID());
        try (InputStream from = io.newInputFile(file.location(), file.bytes()).newStream()) {
            Files.copy(from, fetched);
        }
        return Files.move(fetched, copy, StandardCopyOption.ATOMIC_MOVE);
    }

    private void makeRoom() throws IOException {
        long total = 0;
        Instant idle = Instant.now().minus(IN_USE);
        for (Path copy : copies()) {
            total += Files.size(copy);
            if (total > maxBytes && Files.getLastModifiedTime(copy).toInstant().isBefore(idle)) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted(Comparator.comparing(LocalCopies::lastUsed).reversed())
                    .toList();
        }
    }

    private static FileTime lastUsed(Path copy) {
        try {
            return Files.getLastModifiedTime(copy);
        } catch (IOException e) {
            return FileTime.from(Instant.EPOCH);
        }
    }
}
