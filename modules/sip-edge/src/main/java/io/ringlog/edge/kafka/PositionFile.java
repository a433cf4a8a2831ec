package io.ringlog.edge.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The next offset to read, in eight bytes. Not forced to disk: after a power cut old commands are read again, and they
 * find no call of this epoch.
 */
final class PositionFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);

    private final Path path;
    private @Nullable FileChannel file;

    PositionFile(Path path) {
        this.path = path;
    }

    OptionalLong read() {
        try {
            return Files.exists(path) && Files.size(path) == Long.BYTES
                    ? OptionalLong.of(ByteBuffer.wrap(Files.readAllBytes(path)).getLong())
                    : OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the position in the command topic cannot be read from " + path, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn("{} was not closed: {}", path, e.toString());
        }
    }

    /** A disk that is full must not stop calls in progress. */
    synchronized void write(long position) {
        try {
            FileChannel open = file;
            if (open == null) {
                open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                file = open;
            }
            open.write(ByteBuffer.allocate(Long.BYTES).putLong(position).flip(), 0);
        } catch (IOException e) {
            LOG.error("the position in the command topic cannot be kept in {}: {}", path, e.toString());
        }
    }
}
