package io.ringlog.relay;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The commands that wait for a loop, in order. Refuses beyond its limit, except for what frees something. */
final class CommandQueue {
    /** So that a flood of commands cannot keep packets waiting. */
    private static final int PER_TURN = 256;

    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int limit;

    CommandQueue(int limit) {
        this.limit = limit;
    }

    void add(Runnable command) {
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            throw new RelayOverloaded("more than " + limit + " commands wait for the media loop");
        }
        commands.add(command);
    }

    void addAlways(Runnable command) {
        size.incrementAndGet();
        commands.add(command);
    }

    /** @return whether some are left for the next turn */
    boolean runSome() {
        for (int i = 0; i < PER_TURN; i++) {
            Runnable command = commands.poll();
            if (command == null) {
                return false;
            }
            size.decrementAndGet();
            command.run();
        }
        return !commands.isEmpty();
    }
}
