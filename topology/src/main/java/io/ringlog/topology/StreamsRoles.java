package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.wire.JournalWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Makes the roles that run on Kafka Streams, each with its topology and its settings. */
public final class StreamsRoles {

    private StreamsRoles() {}

    /** {@code newBrain} makes the empty brain of a partition, with whatever opens sealed secrets already in it. */
    public static StreamsRole brain(StreamsSettings settings, Supplier<Brain> newBrain) {
        return new StreamsRole("brain", BrainTopology.build(newBrain), settings.brain());
    }

    /** {@code edgeSilence} is how long an edge may be silent before it counts as lost. */
    public static StreamsRole clock(
            StreamsSettings settings, JournalWriter journal, InstantSource clock, Duration edgeSilence) {
        return new StreamsRole("clock", ClockTopology.build(journal, clock, edgeSilence), settings.clock());
    }

    public static StreamsRole views(StreamsSettings settings) {
        return new StreamsRole("views", ViewsTopology.build(), settings.views());
    }
}
