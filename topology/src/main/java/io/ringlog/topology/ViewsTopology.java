package io.ringlog.topology;

import io.ringlog.topology.views.ViewCodecs;
import io.ringlog.wire.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;

/** Committed events in, the rows people look at kept in stores that {@link Views} asks. */
public final class ViewsTopology {
    private static final List<StoreBuilder<?>> STORES = List.of(
            Stores.live(Names.LIVE_CALLS, ViewCodecs.LIVE_CALL),
            Stores.live(Names.CALL_STORIES, StoryPart.FORMAT),
            Stores.live(Names.RECENT_CDRS, ViewCodecs.CDR),
            Stores.live(Names.AGENTS, ViewCodecs.LIVE_AGENT),
            Stores.live(Names.QUEUES, ViewCodecs.LIVE_QUEUE),
            Stores.live(Names.MAILBOXES, ViewCodecs.LIVE_MAILBOX),
            Stores.live(Names.RECORDINGS, ViewCodecs.LIVE_RECORDING),
            Stores.live(Names.REGISTRATIONS, ViewCodecs.REGISTRATION),
            Stores.live(Names.TRUNKS, ViewCodecs.LIVE_TRUNK),
            Stores.live(Names.BANS, ViewCodecs.LIVE_BAN),
            Stores.live(Names.WINDOWS, ViewCodecs.LIVE_WINDOW),
            Stores.live(Names.FRAUDS, ViewCodecs.LIVE_FRAUD),
            Stores.live(Names.CHANNELS, ViewCodecs.LIVE_CHANNELS),
            Stores.live(Names.CALL_BACKS, ViewCodecs.LIVE_CALL_BACK),
            Stores.live(Names.PLACES, ViewCodecs.LIVE_PLACE),
            Stores.live(Names.FIGURES_BEGUN, ViewCodecs.FIGURES_BEGUN),
            Stores.live(Names.QUEUE_QUARTERS, ViewCodecs.QUEUE_SLICE),
            Stores.live(Names.QUEUE_MINUTES, ViewCodecs.QUEUE_SLICE),
            Stores.live(Names.AGENT_QUARTERS, ViewCodecs.AGENT_SLICE),
            Stores.live(Names.AGENT_MINUTES, ViewCodecs.AGENT_SLICE));

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
        STORES.forEach(store -> topology.addStateStore(store, Names.VIEWS));
        topology.addSink(
                Names.VIEWS_QUARANTINE_SINK,
                Topics.QUARANTINE.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                Names.VIEWS);
        return topology;
    }
}
