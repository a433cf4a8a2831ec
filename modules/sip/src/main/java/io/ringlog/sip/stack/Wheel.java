package io.ringlog.sip.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel: setting and cancelling a timer cost the same at ten and at a hundred thousand of them. It
 * knows no clock and no thread; whoever turns it says what time it is. Safe for use by many threads.
 */
final class Wheel {
    private final long tickMillis;
    private final Timeout[] slots;
    private final int mask;
    private long turned;
    private int pending;

    /** What is due once, in one slot's ring; never early, and late by a tick at most. */
    final class Timeout {
        private final Runnable task;
        private final long dueTick;
        private Timeout before = this;
        private Timeout after = this;
        private boolean waits;
        private volatile boolean cancelled;

        private Timeout(Runnable task, long dueTick) {
            this.task = task;
            this.dueTick = dueTick;
        }

        /** False when it has run, runs now, or was cancelled before. */
        boolean cancel() {
            synchronized (Wheel.this) {
                boolean in = waits;
                cancelled = true;
                unlink(this);
                return in;
            }
        }

        /** Does nothing when it was cancelled after it had come due. */
        void run() {
            if (!cancelled) {
                task.run();
            }
        }
    }

    /**
     * @param slots a power of two; timers beyond {@code slots} ticks are passed over once per turn
     * @param now the time of the first tick, in milliseconds
     */
    Wheel(long tickMillis, int slots, long now) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("the number of slots is no power of two: " + slots);
        }
        this.tickMillis = tickMillis;
        this.slots = new Timeout[slots];
        this.mask = slots - 1;
        this.turned = now / tickMillis;
        for (int i = 0; i < slots; i++) {
            this.slots[i] = new Timeout(() -> {}, 0);
        }
    }

    /** Sets a timer; one whose time has come already is due at the next tick. */
    synchronized Timeout set(Runnable task, long dueMillis) {
        long tick = Math.max(turned + 1, Math.ceilDiv(dueMillis, tickMillis));
        Timeout timeout = new Timeout(task, tick);
        Timeout head = slots[(int) tick & mask];
        timeout.before = head.before;
        timeout.after = head;
        head.before.after = timeout;
        head.before = timeout;
        timeout.waits = true;
        pending++;
        return timeout;
    }

    /** Takes out what is due by now, in the order of its ticks; the caller runs it. */
    synchronized List<Timeout> turn(long nowMillis) {
        long until = nowMillis / tickMillis;
        List<Timeout> due = new ArrayList<>();
        // After a long sleep one turn sees every slot: no need to pass the same one twice.
        long from = Math.max(turned, until - slots.length);
        for (long tick = from + 1; tick <= until; tick++) {
            collect(slots[(int) tick & mask], until, due);
        }
        turned = Math.max(turned, until);
        return due;
    }

    private void collect(Timeout head, long until, List<Timeout> due) {
        for (Timeout t = head.after; t != head; ) {
            Timeout next = t.after;
            if (t.dueTick <= until) {
                unlink(t);
                due.add(t);
            }
            t = next;
        }
    }

    private void unlink(Timeout timeout) {
        if (timeout.waits) {
            timeout.before.after = timeout.after;
            timeout.after.before = timeout.before;
            timeout.waits = false;
            pending--;
        }
    }

    /** When the next slot that holds anything comes by, in milliseconds; empty when nothing waits. */
    synchronized @Nullable Long nextMillis() {
        for (long tick = turned + 1; pending > 0 && tick <= turned + slots.length; tick++) {
            Timeout head = slots[(int) tick & mask];
            if (head.after != head) {
                return tick * tickMillis;
            }
        }
        return null;
    }

    synchronized int pending() {
        return pending;
    }
}
