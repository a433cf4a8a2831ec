package io.ringlog.edge.recording;

import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recordings that are not finished yet, each a WAV file that grows and a note whose it is. One thread at a time. */
final class Drafts {

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final String SOUND = ".wav";
    private static final String NOTE = ".note";

    private final Path folder;

    Drafts(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** A file that is being written. */
    static final class Draft implements AutoCloseable {
        private final FileChannel file;
        private final int channels;

        private Draft(FileChannel file, int channels) throws IOException {
            this.file = file;
            this.channels = channels;
            write(ByteBuffer.wrap(WavWriter.header(channels, 0)));
        }

        void append(short[] samples, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asShortBuffer().put(samples, 0, length);
            write(bytes);
        }

        private void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }

        /** Cuts it to a length and says so in its header; 0 or more samples are left. */
        void finish(long samples) throws IOException {
            int data = Math.toIntExact(2 * Math.min(samples, (file.size() - WavWriter.HEADER_BYTES) / 2));
            file.truncate(WavWriter.HEADER_BYTES + (long) data);
            file.position(0);
            write(ByteBuffer.wrap(WavWriter.header(channels, data)));
            file.force(true);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    Draft begin(Note note) throws IOException {
        Files.write(folder.resolve(note.name() + NOTE), note.lines());
        return new Draft(
                FileChannel.open(sound(note), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                note.channels());
    }

    Path sound(Note note) {
        return folder.resolve(note.name() + SOUND);
    }

    /** The log knows how it ended. */
    void told(Note note) throws IOException {
        Files.deleteIfExists(sound(note));
        Files.deleteIfExists(folder.resolve(note.name() + NOTE));
    }

    /** All that are not told yet, oldest name first; a note that was cut short is taken away. */
    List<Note> left() throws IOException {
        List<Note> left = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(NOTE)) {
                read(file).ifPresent(left::add);
            }
        }
        return left;
    }

    private static Optional<Note> read(Path file) {
        try {
            Optional<Note> note = Note.of(Files.readAllLines(file));
            if (note.isEmpty()) {
                LOG.warn("{} was cut short before anything was recorded", file);
                Files.delete(file);
            }
            return note;
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return Optional.empty();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Mends the header of a draft whose writer was killed; a sample that is not whole goes. Answers bytes. */
    long mend(Note note) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(sound(note).toFile(), "rw");
                FileChannel channel = file.getChannel()) {
            long moment = 2L * note.channels();
            long data = Math.max(0, (channel.size() - WavWriter.HEADER_BYTES) / moment) * moment;
            channel.truncate(WavWriter.HEADER_BYTES + data);
            file.seek(0);
            file.write(WavWriter.header(note.channels(), Math.toIntExact(data)));
            channel.force(true);
            return data;
        }
    }
}
