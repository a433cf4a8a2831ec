package io.ringlog.edge.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A media store in a local folder, {@code <folder>/<account>/<name>.wav}. No key leads out of it. */
public final class FolderStore implements MediaStore {

    private static final Pattern KEY =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}");

    private final Path folder;

    /** @param folder need not exist */
    public FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String key, Path file) throws IOException {
        Path target = file(key);
        Path mine = Files.createDirectories(target.toAbsolutePath().getParent());
        sync(file, StandardOpenOption.WRITE);
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException onAnotherDisk) {
            copy(file, target);
        }
        sync(mine, StandardOpenOption.READ);
    }

    /** A copy that was cut short has a name of its recording's, so that the next try takes its place. */
    private static void copy(Path file, Path target) throws IOException {
        Path whole = target.resolveSibling(".new-" + target.getFileName());
        Files.copy(file, whole, StandardCopyOption.REPLACE_EXISTING);
        sync(whole, StandardOpenOption.WRITE);
        Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Sound> open(String key) throws IOException {
        Files.createDirectories(folder);
        Optional<Path> file = target(key);
        try {
            return file.isPresent() ? open(file.get()) : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static Optional<Sound> open(Path path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return file.isRegularFile()
                ? Optional.of(new Sound(file.size(), Files.newInputStream(path)))
                : Optional.empty();
    }

    /** The file of a key, whether it is there or not. */
    public Path file(String key) throws IOException {
        return target(key).orElseThrow(() -> new IOException("'" + key + "' is no key of a recording"));
    }

    /** The keys of all whole files. */
    public List<String> keys() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .map(it -> folder.relativize(it).toString())
                    .filter(FolderStore::isKey)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a recording may have this key. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    @Override
    public boolean remove(String key) throws IOException {
        Optional<Path> file = target(key);
        return file.isPresent() && Files.deleteIfExists(file.get());
    }

    private Optional<Path> target(String key) {
        return isKey(key) ? Optional.of(folder.resolve(key)) : Optional.empty();
    }
}
