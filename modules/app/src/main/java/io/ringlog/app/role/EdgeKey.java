package io.ringlog.app.role;

import io.ringlog.config.problem.FileReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Signs nonces, Record-Route and links to sounds; all edges behind one address share the folder it lies in. */
final class EdgeKey {
    private static final int BYTES = 32;

    private EdgeKey() {}

    /** The key of an earlier start, or a new one that only its owner can read. */
    static byte[] open(Path keyFolder) {
        Path file = keyFolder.resolve("edge.key");
        try {
            if (Files.exists(file)) {
                return Files.readAllBytes(file);
            }
            Files.createDirectories(
                    keyFolder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            Path fresh = Files.createTempFile(
                    keyFolder,
                    "edge",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, key);
            return firstOf(file, fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("the edge's key " + file + " cannot be used: " + FileReason.of(e), e);
        }
    }

    /** Two edges may start at once: a link is made whole or not at all, and whoever comes second takes the first's. */
    private static byte[] firstOf(Path file, Path fresh) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            return Files.readAllBytes(file);
        } finally {
            Files.delete(fresh);
        }
        return Files.readAllBytes(file);
    }
}
