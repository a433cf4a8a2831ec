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
 * Which port pairs are free. Released pairs rest before they are used again, and pairs that other programs hold are
 * tried again later. Binds nothing itself.
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

    private record Resting(int port, long untilNanos) {}

    private static final int EPHEMERAL_TRIES = 64;

    private final PortRange range;
    private final Duration quarantine;
    private final LongSupplier nanoClock;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final ArrayDeque<Resting> resting = new ArrayDeque<>();

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
        return range.isEphemeral() ? takeEphemeral(binder) : takeFromRange(binder);
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
        int taken = 0;
        for (Integer port = next(); port != null && taken < range.pairs(); port = next()) {
            try {
                return binder.bind(port);
            } catch (IOException e) {
                taken++;
                rest(port);
            }
        }
        throw new PortsExhausted(exhausted(taken));
    }

    private synchronized String exhausted(int taken) {
        int rests = resting.size() - taken;
        return "no media ports left in %d-%d: %d pairs, %d in use, %d resting for %d ms, %d held by other programs"
                .formatted(
                        range.first(),
                        range.last(),
                        range.pairs(),
                        range.pairs() - resting.size(),
                        Math.max(0, rests),
                        quarantine.toMillis(),
                        taken);
    }

    private synchronized @Nullable Integer next() {
        long now = nanoClock.getAsLong();
        while (!resting.isEmpty() && resting.peek().untilNanos() - now <= 0) {
            free.add(resting.remove().port());
        }
        return free.poll();
    }

    private synchronized void rest(int port) {
        // A pair that another program holds must not come straight back within one search.
        long wait = Math.max(quarantine.toNanos(), 1_000_000);
        resting.add(new Resting(port, nanoClock.getAsLong() + wait));
    }

    /** Gives back the RTP port of a pair. */
    void release(int rtpPort) {
        if (!range.isEphemeral()) {
            rest(rtpPort);
        }
    }
}
