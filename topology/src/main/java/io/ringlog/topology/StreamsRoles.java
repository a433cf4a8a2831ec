package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.wire.JournalWriter;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes the roles that run on Kafka Streams, each with its topology and its settings. */
public final class StreamsRoles {

    private StreamsRoles() {}

    /** A brain whose edges all have their topics: for tests and measurements. */
    public static StreamsRole brain(StreamsSettings settings, Supplier<Brain> newBrain) {
        return new StreamsRole("brain", BrainTopology.build(newBrain), settings.brain());
    }

    /**
     * {@code newBrain} makes the empty brain of a partition, with whatever opens sealed secrets already in it; {@code
     * commandTopics} is closed with the role.
     */
    public static StreamsRole brain(
            StreamsSettings settings, Supplier<Brain> newBrain, KeptCommandTopics commandTopics) {
        return new StreamsRole("brain", BrainTopology.build(newBrain, commandTopics), settings.brain())
                .closing(commandTopics::close);
    }

    /** {@code journal} writes outside of transactions; {@code clock} says when a timer is due. */
    public static StreamsRole clock(StreamsSettings settings, JournalWriter journal, InstantSource clock) {
        return new StreamsRole("clock", ClockTopology.build(journal, clock), settings.clock());
    }

    public static StreamsRole views(StreamsSettings settings) {
        return new StreamsRole("views", ViewsTopology.build(), settings.views());
    }
}
