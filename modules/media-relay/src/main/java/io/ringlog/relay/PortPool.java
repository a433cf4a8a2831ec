package io.ringlog.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which port pairs are free. Released pairs rest as long as others are free, and then the one that rested longest is
 * used first; pairs that other programs hold are tried again later. Binds nothing itself.
 */
final class PortPool {
    /** Binds a pair. */
    interface Binder<T> {
        /**
         * @param rtpPort even, or 0 for any
         * @throws IOException when one of the two ports is taken
         */
        T bind(int rtpPort) throws IOException;
    }

    private record Waiting(int port, long untilNanos) {}

    private static final int EPHEMERAL_TRIES = 64;

    private final PortRange range;
    private final Duration quarantine;
    private final LongSupplier nanoClock;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final ArrayDeque<Waiting> resting = new ArrayDeque<>();
    private final ArrayDeque<Waiting> held = new ArrayDeque<>();
    private int used;
    private long refused;

    PortPool(PortRange range, Duration quarantine, LongSupplier nanoClock, Random order) {
        this.range = range;
        this.quarantine = quarantine;
        this.nanoClock = nanoClock;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < range.pairs() && !range.isEphemeral(); i++) {
            all.add(range.firstEven() + 2 * i);
        }
        // Ports in order could be guessed from the one before.
        Collections.shuffle(all, order);
        free.addAll(all);
    }

    /** Binds the next pair that can be bound. */
    <T> T take(Binder<T> binder) throws PortsExhausted {
        try {
            T bound = range.isEphemeral() ? takeEphemeral(binder) : takeFromRange(binder);
            took();
            return bound;
        } catch (PortsExhausted none) {
            refuse();
            throw none;
        }
    }

    private synchronized void took() {
        used++;
    }

    private synchronized void refuse() {
        refused++;
    }

    private <T> T takeEphemeral(Binder<T> binder) throws PortsExhausted {
        IOException last = null;
        for (int i = 0; i < EPHEMERAL_TRIES; i++) {
            try {
                return binder.bind(0);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new PortsExhausted("the system gave no pair of media ports in " + EPHEMERAL_TRIES + " tries: " + last);
    }

    private <T> T takeFromRange(Binder<T> binder) throws PortsExhausted {
        int tried = 0;
        for (Integer port = next(); port != null && tried < range.pairs(); port = next()) {
            try {
                return binder.bind(port);
            } catch (IOException e) {
                tried++;
                hold(port);
            }
        }
        throw new PortsExhausted(exhausted());
    }

    private synchronized String exhausted() {
        return "no media ports left in %d-%d: %d pairs, %d in use, %d held by other programs"
                .formatted(range.first(), range.last(), range.pairs(), used, held.size());
    }

    private synchronized @Nullable Integer next() {
        settle();
        if (free.isEmpty() && !resting.isEmpty()) {
            return resting.remove().port();
        }
        return free.poll();
    }

    private void settle() {
        long now = nanoClock.getAsLong();
        while (!resting.isEmpty() && resting.peek().untilNanos() - now <= 0) {
            free.add(resting.remove().port());
        }
        while (!held.isEmpty() && held.peek().untilNanos() - now <= 0) {
            free.add(held.remove().port());
        }
    }

    /** A pair that another program holds must not come straight back within one search. */
    private synchronized void hold(int port) {
        held.add(new Waiting(port, nanoClock.getAsLong() + Math.max(quarantine.toNanos(), 1_000_000)));
    }

    /** Gives back the RTP port of a pair. */
    synchronized void release(int rtpPort) {
        used--;
        if (!range.isEphemeral()) {
            resting.add(new Waiting(rtpPort, nanoClock.getAsLong() + quarantine.toNanos()));
        }
    }

    synchronized PortFigures figures() {
        settle();
        return new PortFigures(free.size(), used, resting.size(), refused);
    }
}
