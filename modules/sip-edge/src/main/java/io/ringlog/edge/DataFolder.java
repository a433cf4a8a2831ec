package io.ringlog.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What an edge keeps between starts: its epoch, its key and where spool, position and media lie. */
final class DataFolder {

    private static final int KEY_BYTES = 32;

    private final Path folder;

    DataFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(media());
    }

    Path spool() {
        return folder.resolve("facts.spool");
    }

    Path drafts() {
        return folder.resolve("drafts");
    }

    Path recordings() {
        return folder.resolve("recordings");
    }

    Path media() {
        return folder.resolve("media");
    }

    /** What the voice has spoken. */
    Path spoken() {
        return folder.resolve("spoken");
    }

    /** The epoch of this start: greater than any before, even when the folder was lost in between. */
    long nextEpoch(InstantSource clock) throws IOException {
        Path file = folder.resolve("epoch");
        long last = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        long next = Math.max(last + 1, clock.instant().getEpochSecond());
        Path fresh = folder.resolve("epoch.new");
        Files.writeString(fresh, Long.toString(next), StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return next;
    }

    /** The key of an earlier start, or a new one that only the owner of the process can read. */
    byte[] key() throws IOException {
        Path file = folder.resolve("edge.key");
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        return Files.write(file, key).equals(file) ? key : Files.readAllBytes(file);
    }
}
