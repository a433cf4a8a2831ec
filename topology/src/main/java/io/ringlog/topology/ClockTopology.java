package io.ringlog.topology;

import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Turns what is due into journal records: timers the brain set, and edges that fell silent.
 *
 * <p>It is not part of the brain's topology because it writes the journal, and the journal is never written inside a
 * transaction. So it is at-least-once: a timer may fire twice, and the brain ignores one that no longer matches.
 */
public final class ClockTopology {

    private ClockTopology() {}

    public static Topology build(JournalWriter journal, InstantSource clock, Duration edgeSilence) {
        var topology = new Topology();
        topology.addSource(
                Names.TIMERS_SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), Topics.TIMERS.name());
        topology.addProcessor(Names.CLOCK, () -> new TimerProcessor(journal, clock), Names.TIMERS_SOURCE);
        topology.addStateStore(Stores.inMemory(Names.PENDING_TIMERS), Names.CLOCK);
        topology.addSource(
                Names.EDGES_SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), Topics.EDGES.name());
        topology.addProcessor(
                Names.EDGE_WATCH, () -> new EdgeWatchProcessor(journal, clock, edgeSilence), Names.EDGES_SOURCE);
        topology.addStateStore(Stores.inMemory(Names.EDGES_SEEN), Names.EDGE_WATCH);
        quarantine(topology, Names.CLOCK_QUARANTINE_SINK, Names.CLOCK);
        quarantine(topology, Names.EDGE_QUARANTINE_SINK, Names.EDGE_WATCH);
        return topology;
    }

    /** One sink each: a shared one would tie the two into tasks of both. */
    private static void quarantine(Topology topology, String sink, String parent) {
        topology.addSink(sink, Topics.QUARANTINE.name(), new StringSerializer(), new ByteArraySerializer(), parent);
    }
}
