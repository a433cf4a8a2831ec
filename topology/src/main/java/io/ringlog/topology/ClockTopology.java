package io.ringlog.topology;

import io.ringlog.wire.Codecs;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Topics;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Turns the timers the brain set into journal records when they are due.
 *
 * <p>It is not part of the brain's topology because it writes the journal, and the journal is never written inside a
 * transaction. So it is at-least-once: a timer may fire twice, and the brain ignores one that no longer matches.
 */
public final class ClockTopology {

    private ClockTopology() {}

    public static Topology build(JournalWriter journal, InstantSource clock) {
        var topology = new Topology();
        topology.addSource(
                Names.TIMERS_SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), Topics.TIMERS.name());
        topology.addProcessor(Names.CLOCK, () -> new TimerProcessor(journal, clock), Names.TIMERS_SOURCE);
        topology.addStateStore(Stores.live(Names.PENDING_TIMERS, Codecs.TIMER), Names.CLOCK);
        topology.addSink(
                Names.CLOCK_QUARANTINE_SINK,
                Topics.QUARANTINE.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                Names.CLOCK);
        return topology;
    }
}
