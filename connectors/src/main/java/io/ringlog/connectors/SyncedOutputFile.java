package io.ringlog.connectors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * A local file that is on the disk when its writer closes it: the catalog must never name a file that a power cut took,
 * because the offsets behind its rows are committed by then.
 */
record SyncedOutputFile(String location, Path path) implements OutputFile {

    @Override
    public PositionOutputStream create() {
        try {
            return open(StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(e, "File exists: %s", path);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create " + path, e);
        }
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        try {
            return open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + path, e);
        }
    }

    @Override
    public InputFile toInputFile() {
        return new LocalInputFile(location, path);
    }

    private PositionOutputStream open(OpenOption first, OpenOption... more) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        OpenOption[] options = new OpenOption[more.length + 2];
        options[0] = StandardOpenOption.WRITE;
        options[1] = first;
        System.arraycopy(more, 0, options, 2, more.length);
        return new Synced(FileChannel.open(path, options));
    }

    private static final class Synced extends PositionOutputStream {
        private final FileChannel channel;
        private final BufferedOutputStream buffered;
        private long position;

        Synced(FileChannel channel) {
            this.channel = channel;
            this.buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            buffered.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            buffered.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            buffered.flush();
        }

        @Override
        public void close() throws IOException {
            if (!channel.isOpen()) {
                return;
            }
            try (channel) {
                buffered.flush();
                channel.force(true);
            }
        }
    }
}
