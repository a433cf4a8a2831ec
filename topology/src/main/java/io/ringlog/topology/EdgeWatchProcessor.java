package io.ringlog.topology;

import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.EdgeHeartbeat;
import io.ringlog.wire.JournalWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Listens to the edges' heartbeats and tells every partition when one is gone; what follows is the brain's. */
final class EdgeWatchProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Duration TICK = Duration.ofMillis(200);

    private final JournalWriter journal;
    private final InstantSource clock;
    private final Duration silence;
    private final Map<String, Instant> lastHeard = new HashMap<>();
    private final Set<EdgeLost> telling = new HashSet<>();
    private final Queue<EdgeLost> told = new ConcurrentLinkedQueue<>();
    private final Queue<EdgeLost> untold = new ConcurrentLinkedQueue<>();
    private KeyValueStore<String, byte[]> seen;
    private Poison poison;

    @SuppressWarnings("NullAway.Init")
    EdgeWatchProcessor(JournalWriter journal, InstantSource clock, Duration silence) {
        this.journal = journal;
        this.clock = clock;
        this.silence = silence;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        seen = context.getStateStore(Names.EDGES_SEEN);
        poison = new Poison(context, Names.EDGE_WATCH, Names.EDGE_QUARANTINE_SINK);
        lastHeard.clear();
        telling.clear();
        Instant now = clock.instant();
        // A watch that has just begun has not listened long enough to call anybody silent.
        edges().forEach(edge -> lastHeard.put(edge.edge(), now));
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, any -> look());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        switch (Codecs.HEARTBEAT.decode(record.value())) {
            case Decoded.Ok<EdgeHeartbeat>(EdgeHeartbeat beat) -> hear(beat, record.value());
            case Decoded.Undecodable<EdgeHeartbeat> why -> poison.quarantine(why, record);
        }
    }

    private void hear(EdgeHeartbeat beat, byte[] bytes) {
        byte[] before = seen.get(beat.edge());
        if (before != null) {
            EdgeHeartbeat known = Codecs.HEARTBEAT.decode(before).orThrow();
            if (beat.epoch() < known.epoch()) {
                return;
            }
            if (beat.epoch() > known.epoch()) {
                tell(new EdgeLost(known.edge(), known.epoch(), "restarted"));
            }
        }
        seen.put(beat.edge(), bytes);
        lastHeard.put(beat.edge(), clock.instant());
        if (beat.leaving()) {
            tell(new EdgeLost(beat.edge(), beat.epoch(), "left"));
        }
    }

    private void look() {
        for (var lost = told.poll(); lost != null; lost = told.poll()) {
            forget(lost);
        }
        for (var lost = untold.poll(); lost != null; lost = untold.poll()) {
            telling.remove(lost);
            tell(lost);
        }
        Instant latest = clock.instant().minus(silence);
        for (EdgeHeartbeat edge : edges()) {
            if (lastHeard.getOrDefault(edge.edge(), Instant.EPOCH).isBefore(latest)) {
                tell(new EdgeLost(edge.edge(), edge.epoch(), "silent"));
            }
        }
    }

    /** An edge leaves the store only when the journal holds its loss; a newer start of it stays. */
    private void forget(EdgeLost lost) {
        telling.remove(lost);
        byte[] known = seen.get(lost.edge());
        if (known != null && Codecs.HEARTBEAT.decode(known).orThrow().epoch() == lost.epoch()) {
            seen.delete(lost.edge());
            lastHeard.remove(lost.edge());
        }
    }

    /** Every partition hears it; a repeat changes nothing, so what was not stored everywhere is simply told again. */
    private void tell(EdgeLost lost) {
        if (!telling.add(lost)) {
            return;
        }
        var id = "lost-" + lost.edge() + "-" + lost.epoch();
        var entry = JournalWriter.Entry.of(JournalRecord.PLATFORM, id, lost, "ringlog/edge-watch", clock.instant());
        if (!journal.broadcast(entry, new Told(lost, told, untold))) {
            untold.add(lost);
        }
    }

    private List<EdgeHeartbeat> edges() {
        var edges = new ArrayList<EdgeHeartbeat>();
        try (var all = seen.all()) {
            all.forEachRemaining(
                    entry -> edges.add(Codecs.HEARTBEAT.decode(entry.value).orThrow()));
        }
        return edges;
    }

    /** Runs on the producer's thread, so it only hands the outcome back to the stream's. */
    private record Told(EdgeLost lost, Queue<EdgeLost> told, Queue<EdgeLost> untold) implements JournalWriter.Ack {
        @Override
        public void stored(int partition, long offset) {
            told.add(lost);
        }

        @Override
        public void failed(Exception why) {
            untold.add(lost);
        }
    }
}
