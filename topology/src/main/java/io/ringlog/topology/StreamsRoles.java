package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.wire.JournalWriter;
import java.util.function.Supplier;

/** Makes the roles that run on Kafka Streams, each with its topology and its settings. */
public final class StreamsRoles {
    /** Firings of timers that may wait for the journal; a few hundred bytes each. */
    private static final int BOUND = 10_000;

    private StreamsRoles() {}

    /** A brain whose edges all have their topics: for tests and measurements. */
    public static StreamsRole brain(StreamsSettings settings, Supplier<Brain> newBrain) {
        return brain(settings, newBrain, CommandTopics.ALL, () -> {});
    }

    /**
     * {@code newBrain} makes the empty brain of a partition, with whatever opens sealed secrets already in it; {@code
     * commandTopics} is closed with the role.
     */
    public static StreamsRole brain(
            StreamsSettings settings, Supplier<Brain> newBrain, KeptCommandTopics commandTopics) {
        return brain(settings, newBrain, commandTopics, commandTopics::close);
    }

    private static StreamsRole brain(
            StreamsSettings settings, Supplier<Brain> newBrain, CommandTopics commandTopics, Runnable afterwards) {
        var journal = new JournalWriter(settings.kafka().journalProducer(settings.instance() + "-timers"), BOUND);
        var topology = BrainTopology.build(newBrain, commandTopics, TimerPost.of(journal));
        return new StreamsRole("brain", topology, settings.brain()).closing(() -> {
            journal.close();
            afterwards.run();
        });
    }

    public static StreamsRole views(StreamsSettings settings) {
        return new StreamsRole("views", ViewsTopology.build(), settings.views());
    }
}
