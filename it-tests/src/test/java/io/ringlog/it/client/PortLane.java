package io.ringlog.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A range of ports that no other process of tests on this machine uses as long as this one lives: whoever has a lane
 * holds a lock on its file.
 *
 * @param from its first port
 * @param lock held until the process ends
 */
record PortLane(int from, FileLock lock) {
    static final int PORTS = 2_000;

    /** Above what services use, below what nodes that are told no ports use for media. */
    private static final int FIRST = 10_000;

    private static final int LANES = 5;

    /** The first free one; waits for one when all are in use. */
    static PortLane claim() {
        try {
            for (int lane = 0; lane < LANES; lane++) {
                FileChannel file = file(lane);
                FileLock lock = file.tryLock();
                if (lock != null) {
                    return of(lane, lock);
                }
                file.close();
            }
            int any = (int) (ProcessHandle.current().pid() % LANES);
            return of(any, file(any).lock());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PortLane of(int lane, FileLock lock) {
        return new PortLane(FIRST + lane * PORTS, lock);
    }

    private static FileChannel file(int lane) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "ringlog-test-ports"));
        return FileChannel.open(
                folder.resolve(Integer.toString(lane)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public String toString() {
        return "the ports from " + from + " to " + (from + PORTS - 1);
    }
}
