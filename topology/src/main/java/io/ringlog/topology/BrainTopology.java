package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;

/**
 * Journal in, everything the brain decides out: one processor, one store, one sink for each topic. The firings of its
 * timers go back into the journal, past the topology: it is transactional, and the journal never is.
 *
 * <p>All granules share one store, because each partition a transaction touches costs a produce batch and a marker.
 */
public final class BrainTopology {
    /** Names the edge of a command on its way to the sink, which has no other sight of it. */
    static final String EDGE_HEADER = "ringlog_edge";

    private BrainTopology() {}

    /** {@code newBrain} makes the empty brain of a partition; it is asked again whenever a partition is taken over. */
    public static Topology build(Supplier<Brain> newBrain, CommandTopics commandTopics, TimerPost timers) {
        var topology = new Topology();
        topology.addSource(
                Names.JOURNAL_SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), Topics.JOURNAL.name());
        topology.addProcessor(
                Names.BRAIN, () -> new BrainProcessor(newBrain, commandTopics, timers), Names.JOURNAL_SOURCE);
        topology.addStateStore(Stores.live(Names.GRANULES, Codecs.GRANULE), Names.BRAIN);
        byAccount(topology, Names.EVENTS_SINK, Topics.EVENTS);
        byAccount(topology, Names.EFFECTS_SINK, Topics.EFFECTS);
        byAccount(topology, Names.LOCATION_SINK, Topics.LOCATION);
        byAccount(topology, Names.CDR_SINK, Topics.CDR);
        single(topology, Names.REPLIES_SINK, Topics.REPLIES);
        single(topology, Names.DIRECTORY_SINK, Topics.DIRECTORY);
        single(topology, Names.QUARANTINE_SINK, Topics.QUARANTINE);
        topology.addSink(
                Names.COMMANDS_SINK,
                (String key, byte[] value, RecordContext context) -> commandTopic(context),
                new StringSerializer(),
                new ByteArraySerializer(),
                Names.BRAIN);
        return topology;
    }

    private static void byAccount(Topology topology, String sink, TopicSpec topic) {
        topology.addSink(
                sink,
                topic.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                (String name, String key, byte[] value, int partitions) -> Optional.of(
                        Set.of(AccountPartitioner.partition(AccountPartitioner.accountOf(key), partitions))),
                Names.BRAIN);
    }

    private static void single(Topology topology, String sink, TopicSpec topic) {
        topology.addSink(sink, topic.name(), new StringSerializer(), new ByteArraySerializer(), Names.BRAIN);
    }

    private static String commandTopic(RecordContext context) {
        return Topics.commandsName(Envelope.text(context.headers(), EDGE_HEADER).orElseThrow());
    }
}
