package io.ringlog.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a warehouse in a local folder without Hadoop's file system; remote warehouses bring their own.
 *
 * <p>The lake of a data folder names its files {@code lake:/ringlog/cdr/...}, from the folder on that this process has
 * it in: so it can be moved and copied, and no copy ever reaches the files of the original
 * (docs/decisions/0309-the-lake-of-a-data-folder-names-no-place.md).
 */
public final class LocalFileIO implements SupportsPrefixOperations {
    private static final long serialVersionUID = 1L;

    /** What names of files begin with that go with the folder. */
    static final String HERE = "lake:";

    /** The property that says where that folder is now. */
    static final String FOLDER = "ringlog.lake-folder";

    private @Nullable String folder;

    @Override
    public void initialize(Map<String, String> properties) {
        folder = properties.get(FOLDER);
    }

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInputFile(location, path(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new SyncedOutputFile(location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + location, e);
        }
    }

    @Override
    public List<FileInfo> listPrefix(String prefix) {
        Path root = path(prefix);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).flatMap(this::info).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + prefix, e);
        }
    }

    @Override
    public void deletePrefix(String prefix) {
        Path root = path(prefix);
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            all.sorted(Comparator.reverseOrder()).map(this::location).forEach(this::deleteFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + prefix, e);
        }
    }

    /** Where a file of the lake is on this disk; one outside a lake that goes with its folder is refused. */
    Path path(String location) {
        String home = folder;
        if (home == null) {
            return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
        }
        Path root = Path.of(home);
        String name = location.startsWith(HERE) ? location.substring(HERE.length()) : "";
        Path path = root.resolve(name.replaceFirst("^/+", "")).normalize();
        if (name.isEmpty() || !path.startsWith(root)) {
            throw new IllegalArgumentException(
                    "the file " + location + " does not belong to the lake in " + home + ": it is not touched");
        }
        return path;
    }

    private String location(Path file) {
        String home = folder;
        return home == null
                ? file.toString()
                : HERE + "/" + Path.of(home).relativize(file).toString().replace('\\', '/');
    }

    private Stream<FileInfo> info(Path file) {
        try {
            return Stream.of(new FileInfo(
                    location(file),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis()));
        } catch (NoSuchFileException e) {
            // another process may delete a file while we walk
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
