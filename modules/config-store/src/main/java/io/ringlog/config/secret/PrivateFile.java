package io.ringlog.config.secret;

import io.ringlog.config.problem.FileReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that only its owner may read; made complete or not at all. */
public final class PrivateFile {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /**
     * Writes the file with mode 0600, in a folder of mode 0700 that is made where it is missing. Of two processes that
     * do so together the first one wins: who creates a key must read back whose it is.
     */
    public static void create(Path file, String content) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
            }
            Path fresh =
                    Files.createTempFile(folder, "secret", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(fresh, content);
            try {
                // Not a move: that would put this key in the place of one that another process already uses.
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException first) {
                LOG.debug("{} was made by another process", file);
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + FileReason.of(e), e);
        }
    }

    /** The content; refuses a file that its group or others may read or write. */
    public static String read(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(mode)) {
                throw new IllegalStateException(file + " is readable by others (mode "
                        + PosixFilePermissions.toString(mode) + "): make it private with chmod 600 and start again");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }
}
