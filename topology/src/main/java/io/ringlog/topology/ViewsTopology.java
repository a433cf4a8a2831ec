package io.ringlog.topology;

import io.ringlog.wire.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/** Committed events in, the rows people look at kept in stores that {@link Views} asks. */
public final class ViewsTopology {
    static final List<String> STORES = List.of(
            Names.LIVE_CALLS, Names.CALL_STORIES, Names.RECENT_CDRS, Names.AGENTS, Names.QUEUES, Names.REGISTRATIONS);

    /** Ended calls kept in one partition; older ones are in the lake. */
    private static final int KEPT_CALLS = 2_000;

    private ViewsTopology() {}

    public static Topology build() {
        return build(KEPT_CALLS);
    }

    static Topology build(int keptCalls) {
        var topology = new Topology();
        topology.addSource(
                Names.EVENTS_SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), Topics.EVENTS.name());
        topology.addProcessor(Names.VIEWS, () -> new ViewsProcessor(keptCalls), Names.EVENTS_SOURCE);
        STORES.forEach(store -> topology.addStateStore(Stores.inMemory(store), Names.VIEWS));
        topology.addSink(
                Names.VIEWS_QUARANTINE_SINK,
                Topics.QUARANTINE.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                Names.VIEWS);
        return topology;
    }
}
