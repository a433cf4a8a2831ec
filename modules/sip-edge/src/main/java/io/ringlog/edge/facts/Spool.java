package io.ringlog.edge.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of frames that waits for the journal; knows bytes, not facts. Not safe for use by two threads.
 *
 * <p>Layout: 8 bytes with the position up to which frames are delivered, then frames of length, CRC-32 and payload.
 * Written data survives the death of the process at once, and a power cut after the next {@link #sync}. A torn last
 * frame is cut off when the file is opened.
 */
final class Spool implements AutoCloseable {

    private static final int HEADER = 8;
    private static final int FRAME_HEAD = 8;
    private static final int FRAME_MAX = 1 << 20;

    private final FileChannel file;
    private final FileLock lock;
    private final long limit;
    private final List<Runnable> onceForced = new ArrayList<>();
    private long end;
    private long read;
    private long delivered;
    private boolean dirty;

    /** A frame and the position right behind it, by which its delivery is told. */
    record Frame(byte[] payload, long end) {}

    private Spool(FileChannel file, FileLock lock, long limit) throws IOException {
        this.file = file;
        this.lock = lock;
        this.limit = limit;
        this.delivered = storedPosition();
        this.read = delivered;
        this.end = delivered;
        this.end = endOfWholeFrames();
    }

    /** Opens or creates the file; two edges on one data folder would mix their facts, so the second is refused. */
    static Spool open(Path path, long limit) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = lockOrNothing(file);
        if (lock == null) {
            file.close();
            throw new IOException("another edge uses " + path + "; give each edge a data folder of its own");
        }
        return new Spool(file, lock, limit);
    }

    private static @Nullable FileLock lockOrNothing(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The position behind the new frame, or nothing when the file has reached its limit. */
    Optional<Long> append(byte[] payload) throws IOException {
        if (end + FRAME_HEAD + payload.length > limit || payload.length > FRAME_MAX) {
            return Optional.empty();
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEAD + payload.length);
        frame.putInt(payload.length).putInt(crc(payload)).put(payload).flip();
        long at = end;
        while (frame.hasRemaining()) {
            at += file.write(frame, at);
        }
        end = at;
        dirty = true;
        return Optional.of(end);
    }

    /** The next frame that was not read since the file was opened or {@link #skipTo}. */
    Optional<Frame> next() throws IOException {
        Optional<Frame> frame = frameAt(read, end);
        frame.ifPresent(f -> read = f.end());
        return frame;
    }

    /** Passes over frames that are on their way by other means. */
    void skipTo(long position) {
        read = Math.max(read, position);
    }

    /** Everything up to here has been stored by the journal. */
    void delivered(long position) throws IOException {
        delivered = Math.max(delivered, position);
        if (delivered == end) {
            reset();
        } else {
            writePosition(delivered);
        }
    }

    boolean isEmpty() {
        return delivered == end;
    }

    boolean hasUnread() {
        return read < end;
    }

    long bytesWaiting() {
        return end - delivered;
    }

    boolean isNearlyFull() {
        return end > limit - limit / 10;
    }

    /** Forces what was written to the disk itself; cheap when nothing was. */
    void sync() throws IOException {
        if (dirty) {
            file.force(false);
            dirty = false;
        }
        onceForced.forEach(Runnable::run);
        onceForced.clear();
    }

    /** Runs when what was written so far has been forced. */
    void onceForced(Runnable then) {
        onceForced.add(then);
    }

    @Override
    public void close() throws IOException {
        sync();
        lock.release();
        file.close();
    }

    private void reset() throws IOException {
        delivered = HEADER;
        read = HEADER;
        end = HEADER;
        writePosition(HEADER);
        file.truncate(HEADER);
        dirty = true;
    }

    private long storedPosition() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEADER);
        if (file.read(head, 0) < HEADER) {
            writePosition(HEADER);
            return HEADER;
        }
        return Math.clamp(head.getLong(0), HEADER, Math.max(HEADER, file.size()));
    }

    private void writePosition(long position) throws IOException {
        file.write(ByteBuffer.allocate(HEADER).putLong(position).flip(), 0);
        dirty = true;
    }

    private long endOfWholeFrames() throws IOException {
        long at = delivered;
        Optional<Frame> frame = frameAt(at, file.size());
        while (frame.isPresent()) {
            at = frame.get().end();
            frame = frameAt(at, file.size());
        }
        file.truncate(at);
        return at;
    }

    private Optional<Frame> frameAt(long at, long limitOfData) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(FRAME_HEAD);
        if (at + FRAME_HEAD > limitOfData || file.read(head, at) < FRAME_HEAD) {
            return Optional.empty();
        }
        int length = head.getInt(0);
        if (length < 0 || length > FRAME_MAX || at + FRAME_HEAD + length > limitOfData) {
            return Optional.empty();
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        int count = length == 0 ? 0 : file.read(payload, at + FRAME_HEAD);
        boolean whole = count == length && crc(payload.array()) == head.getInt(4);
        return whole ? Optional.of(new Frame(payload.array(), at + FRAME_HEAD + length)) : Optional.empty();
    }

    private static int crc(byte[] payload) {
        CRC32 crc = new CRC32();
        crc.update(payload);
        return (int) crc.getValue();
    }
}
