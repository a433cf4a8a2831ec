package io.ringlog.app.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Copies of files that only their owner may read: each is there whole or not at all. */
final class PrivateFolder {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private PrivateFolder() {}

    static void make(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_ALONE);
    }

    /** Gives a finished file its name. */
    static void publish(Path unfinished, Path file) throws IOException {
        Files.setPosixFilePermissions(unfinished, OWNER_READS);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies every file of a folder, links aside, with the folders in it; returns how many there were. */
    static int copy(Path from, Path to) throws IOException {
        List<Path> files = files(from);
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file).toString());
            make(Objects.requireNonNull(copy.toAbsolutePath().getParent()));
            Path unfinished = copy.resolveSibling(copy.getFileName() + ".new");
            Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
            publish(unfinished, copy);
        }
        return files.size();
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
