package io.ringlog.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one test, or of what a class of tests has in common: scripts, traces and recordings of its clients. */
public record Workplace(Path folder) {
    private static final Path EVIDENCE = Path.of("target", "evidence");

    static Workplace of(String name) {
        var place = new Workplace(EVIDENCE.resolve(name).toAbsolutePath());
        place.clear();
        try {
            Files.createDirectories(place.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return place;
    }

    /** A folder inside. */
    public Path inside(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(Workplace::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException stillWritten) {
            // A process that is just ending may add a file behind us; the next run clears it away.
            System.out.println(stillWritten.getMessage() + " is still written to and stays");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
