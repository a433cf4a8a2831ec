package io.ringlog.edge.facts;

import io.ringlog.edge.EdgeCounters;
import io.ringlog.wire.Decoded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings facts to the sink in the order they were added, through memory while the sink answers in good time and through
 * the spool when it does not. Makes no facts and knows no accounts' sequences.
 *
 * <p>Once the oldest fact has waited longer than the patience, or too many wait, all that wait are written to the spool
 * and new ones follow them there; when the spool has run dry the way through memory is open again.
 */
public final class FactQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactQueue.class);
    private static final long RETRY_MS = 100;
    private static final int WINDOW = 1_000;
    static final Runnable NOBODY = () -> {};

    /**
     * How far waiting may go.
     *
     * @param patience how long facts may wait for the sink in memory alone
     * @param inMemory how many may
     * @param spoolBytes how large the spool may grow
     * @param company how long a fact that nobody waits for may be kept for others to go with
     */
    public record Limits(Duration patience, int inMemory, long spoolBytes, Duration company) {
        public static Limits standard() {
            return new Limits(Duration.ofSeconds(2), 4_000, 1L << 30, Duration.ofMillis(5));
        }
    }

    private static final class Item {
        final long number;
        final @Nullable OutgoingFact fact;
        Runnable kept;
        final long since = System.nanoTime();
        long frameEnd;
        boolean stored;

        Item(long number, @Nullable OutgoingFact fact, Runnable kept, long frameEnd) {
            this.number = number;
            this.fact = fact;
            this.kept = kept;
            this.frameEnd = frameEnd;
        }
    }

    private final FactSink sink;
    private final Spool spool;
    private final Limits limits;
    private final EdgeCounters counters;
    private final Deque<Item> inOrder = new ArrayDeque<>();
    private final PriorityQueue<Item> toOffer = new PriorityQueue<>(Comparator.comparingLong((Item i) -> i.number));
    private final Thread pump;
    private long numbers;
    private long lastUrgent;
    private int draining;
    /** Whether the pump has a fact in its hands, which goes before all others. */
    private boolean offering;

    private boolean spooling;
    private boolean open = true;
    private boolean lossTold;

    private FactQueue(FactSink sink, Spool spool, Limits limits, EdgeCounters counters) {
        this.sink = sink;
        this.spool = spool;
        this.limits = limits;
        this.counters = counters;
        this.spooling = !spool.isEmpty();
        this.pump = Thread.ofPlatform().name("edge-facts").unstarted(this::run);
    }

    /** Opens the spool file and goes on with what an earlier run left in it. */
    public static FactQueue start(FactSink sink, Path spoolFile, Limits limits, EdgeCounters counters)
            throws IOException {
        FactQueue queue = new FactQueue(sink, Spool.open(spoolFile, limits.spoolBytes()), limits, counters);
        queue.pump.start();
        return queue;
    }

    /** Never blocks on the sink. A fact that finds neither sink nor disk space is lost, counted and told. */
    public void add(OutgoingFact fact) {
        add(fact, NOBODY);
    }

    /** @param kept runs once the sink has it or the disk was forced to, under this queue's lock: it must not wait */
    public synchronized void add(OutgoingFact fact, Runnable kept) {
        if (!spooling && isLate()) {
            spoolWaiting();
        }
        if (spooling) {
            if (spool(fact).isPresent()) {
                counters.add("facts.spooled");
                spool.onceForced(kept);
            }
            notifyAll();
        } else {
            boolean first = toOffer.isEmpty();
            enqueue(fact, kept, 0);
            if (fact.isUrgent() && !offering) {
                offerWaiting();
            }
            if (!toOffer.isEmpty() && (first || fact.isUrgent())) {
                notifyAll();
            }
        }
    }

    private void enqueue(OutgoingFact fact, Runnable kept, long frameEnd) {
        Item item = new Item(++numbers, fact, kept, frameEnd);
        inOrder.add(item);
        toOffer.add(item);
        if (fact.isUrgent()) {
            lastUrgent = item.number;
        }
    }

    /**
     * On the thread of who brought the fact, which saves waking the pump; what the sink does not take is the pump's.
     */
    private void offerWaiting() {
        for (Item item = toOffer.poll(); item != null; item = toOffer.poll()) {
            if (!isTaken(item)) {
                toOffer.add(item);
            }
            if (toOffer.peek() == item) {
                return;
            }
        }
    }

    private boolean isTaken(Item item) {
        return item.fact == null || sink.offer(item.fact, new Told(item));
    }

    /** To be called now and then: moves late facts to disk although no new one comes, and forces the disk. */
    public synchronized void tick() {
        if (!spooling && isLate()) {
            spoolWaiting();
        }
        try {
            spool.sync();
        } catch (IOException e) {
            tellLoss("the spool cannot be forced to disk", e);
        }
    }

    public synchronized boolean isEmpty() {
        return inOrder.isEmpty() && spool.isEmpty();
    }

    /** True while facts wait on disk: the journal is away or catching up. */
    public synchronized boolean isSpooling() {
        return spooling;
    }

    /** True when further facts may soon be lost: no new calls should be taken. */
    public synchronized boolean isNearlyFull() {
        return spool.isNearlyFull() || lossTold;
    }

    public synchronized long bytesSpooled() {
        return spool.bytesWaiting();
    }

    /** Waits until everything is stored; false when the time was too short for that. */
    public synchronized boolean drain(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        draining++;
        try {
            while (!isEmpty()) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } finally {
            draining--;
        }
    }

    /** What is not stored yet stays in the spool for the next start. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            open = false;
            if (!spooling && !inOrder.isEmpty()) {
                spoolWaiting();
            }
            notifyAll();
        }
        pump.interrupt();
        sink.close();
        synchronized (this) {
            spool.close();
        }
    }

    private boolean isLate() {
        Item oldest = inOrder.peek();
        return oldest != null
                && (System.nanoTime() - oldest.since > limits.patience().toNanos()
                        || inOrder.size() >= limits.inMemory());
    }

    private void spoolWaiting() {
        LOG.warn("the journal is late: {} facts go to the spool", inOrder.size());
        spooling = true;
        for (Item item : inOrder) {
            item.frameEnd = item.fact == null ? 0 : spool(item.fact).orElse(0L);
            spool.skipTo(item.frameEnd);
            if (item.frameEnd > 0) {
                spool.onceForced(item.kept);
                item.kept = NOBODY;
            }
        }
    }

    private Optional<Long> spool(OutgoingFact fact) {
        try {
            Optional<Long> end = spool.append(fact.toBytes());
            if (end.isEmpty()) {
                tellLoss("the spool is full", null);
            }
            return end;
        } catch (IOException e) {
            tellLoss("the spool cannot be written", e);
            return Optional.empty();
        }
    }

    private void tellLoss(String why, @Nullable Exception e) {
        counters.add("facts.lost");
        if (!lossTold) {
            LOG.error("{}: facts are being lost, no new calls are taken", why, e);
            lossTold = true;
        }
    }

    private void run() {
        try {
            for (Item item = nextToOffer(); item != null; item = nextToOffer()) {
                offer(item);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Item nextToOffer() throws InterruptedException {
        while (open) {
            boolean taken = toOffer.isEmpty() && spooling && inOrder.size() < WINDOW && takeFromSpool();
            Item item = toOffer.peek();
            long pause = item == null ? 0 : pauseNanos(item);
            if (item != null && pause <= 0) {
                offering = true;
                return toOffer.poll();
            }
            if (item != null) {
                TimeUnit.NANOSECONDS.timedWait(this, pause);
            } else if (!taken) {
                wait();
            }
        }
        return null;
    }

    /** How long this fact, and with it all behind it, may still wait for others; an urgent one takes all before it. */
    private long pauseNanos(Item item) {
        return spooling || item.number <= lastUrgent
                ? 0
                : limits.company().toNanos() - (System.nanoTime() - item.since);
    }

    /** False when there is no further frame; a frame that cannot be read is taken as well. */
    private boolean takeFromSpool() {
        try {
            Optional<Spool.Frame> frame = spool.next();
            if (frame.isEmpty()) {
                return false;
            }
            long end = frame.get().end();
            switch (OutgoingFact.read(frame.get().payload())) {
                case Decoded.Ok<OutgoingFact>(var fact) -> enqueue(fact, NOBODY, end);
                case Decoded.Undecodable<OutgoingFact>(var code, var message) -> {
                    LOG.error("a spooled fact cannot be read and is left out: {} {}", code, message);
                    Item unreadable = new Item(++numbers, null, NOBODY, end);
                    inOrder.add(unreadable);
                    wasStored(unreadable);
                }
            }
            return true;
        } catch (IOException e) {
            tellLoss("the spool cannot be read", e);
            return false;
        }
    }

    private void offer(Item item) throws InterruptedException {
        boolean taken = isTaken(item);
        synchronized (this) {
            offering = false;
            if (!taken) {
                toOffer.add(item);
            }
            if (open && !toOffer.isEmpty() && toOffer.peek() == item) {
                wait(RETRY_MS);
            }
        }
    }

    private synchronized void wasStored(Item item) {
        item.stored = true;
        item.kept.run();
        counters.add("facts.stored");
        long end = 0;
        while (!inOrder.isEmpty() && inOrder.getFirst().stored) {
            end = Math.max(end, inOrder.removeFirst().frameEnd);
        }
        if (spooling) {
            settle(end);
            notifyAll();
        } else if (draining > 0) {
            notifyAll();
        }
    }

    private void settle(long end) {
        try {
            if (open && end > 0) {
                spool.delivered(end);
            }
            if (inOrder.isEmpty() && spool.isEmpty()) {
                spooling = false;
                lossTold = false;
                LOG.info("the journal has all facts again");
            }
        } catch (IOException e) {
            tellLoss("the spool cannot note what was delivered", e);
        }
    }

    private synchronized void hasFailed(Item item, Exception why) {
        counters.add("facts.failed");
        if (open) {
            LOG.warn("the journal did not take a fact, it is offered again: {}", why.toString());
            toOffer.add(item);
            notifyAll();
        }
    }

    /** What the sink says of one fact. */
    private final class Told implements FactSink.Ack {
        private final Item item;

        Told(Item item) {
            this.item = item;
        }

        @Override
        public void stored() {
            wasStored(item);
        }

        @Override
        public void failed(Exception why) {
            hasFailed(item, why);
        }

        @Override
        public void impossible(Exception why) {
            counters.add("facts.lost");
            LOG.error("a fact cannot be written at all and is left out: {}", item.fact, why);
            wasStored(item);
        }
    }
}
