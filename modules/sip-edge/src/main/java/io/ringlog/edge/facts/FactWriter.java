package io.ringlog.edge.facts;

import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.JournalRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Stamps what the edge saw with edge, epoch, the account's next number and the edge's time, and queues it in order. */
public final class FactWriter {

    private final String edge;
    private final long epoch;
    private final Clock clock;
    private final FactQueue queue;
    private final Map<String, Long> sequences = new HashMap<>();

    public FactWriter(String edge, long epoch, Clock clock, FactQueue queue) {
        this.edge = edge;
        this.epoch = epoch;
        this.clock = clock;
        this.queue = queue;
    }

    /** Numbering and queueing are one step, so the order of the numbers is the order in the journal. */
    public void write(String account, Function<EdgeStamp, ? extends EdgeFact> fact) {
        write(account, fact, FactQueue.NOBODY);
    }

    /** @param kept runs once no kill can lose the fact; it must not wait */
    public synchronized void write(String account, Function<EdgeStamp, ? extends EdgeFact> fact, Runnable kept) {
        long seq = sequences.merge(account, 1L, Long::sum);
        queue.add(new OutgoingFact(account, fact.apply(new EdgeStamp(edge, epoch, seq, clock.instant()))), kept);
    }

    /** Tells every account that the edge is there anew. */
    public void started() {
        tellAll(new EdgeLifecycle.EdgeStarted(edge, epoch));
    }

    /** Tells every account that the edge takes no new calls. */
    public void draining() {
        tellAll(new EdgeLifecycle.EdgeDrains(edge, epoch));
    }

    /** Tells every account that the edge's calls are gone. */
    public void lost(String reason) {
        tellAll(new EdgeLifecycle.EdgeLost(edge, epoch, reason));
    }

    private synchronized void tellAll(EdgeLifecycle lifecycle) {
        queue.add(new OutgoingFact(JournalRecord.PLATFORM, lifecycle));
    }
}
