package io.ringlog.app.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.config.problem.FileReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of one process, held by a lock that the system takes back when the process dies. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "ringlog.pid";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the folder, creating it; {@link FolderTaken} names who has it. */
    public static DataFolder take(Path folder) {
        try {
            Path path = Files.createDirectories(folder.toAbsolutePath().normalize());
            var channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new FolderTaken(path, holder);
            }
            write(channel, String.valueOf(ProcessHandle.current().pid()));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be used: " + FileReason.of(e), e);
        }
    }

    public Path path() {
        return path;
    }

    /** Gives the folder back; the file stays, because deleting it would race with the next taker. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), UTF_8).strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
    }

    /** Another process works on this folder. */
    public static final class FolderTaken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        FolderTaken(Path folder, String pid) {
            super("the data folder " + folder + " is in use by the process " + pid
                    + "; end it first, or choose another folder with --data");
        }
    }
}
