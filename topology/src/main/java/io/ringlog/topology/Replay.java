package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.topology.ReplayReport.Difference;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Proves that history repeats itself: decides the whole journal anew with fresh brains and compares every event with
 * the committed one, byte for byte. It reads only, so it may run beside a working system.
 */
public final class Replay {
    private final KafkaClients kafka;
    private final Supplier<Brain> newBrain;

    public Replay(KafkaClients kafka, Supplier<Brain> newBrain) {
        this.kafka = kafka;
        this.newBrain = newBrain;
    }

    /** Which events are compared, by the append time of their journal record; all are decided, for the state. */
    public record Range(Optional<Instant> from, Optional<Instant> to) {
        public static final Range ALL = new Range(Optional.empty(), Optional.empty());

        boolean holds(Instant at) {
            return from.map(first -> !at.isBefore(first)).orElse(true)
                    && to.map(last -> !at.isAfter(last)).orElse(true);
        }
    }

    /** Replays what the brain has committed, partition by partition, and stops at the first difference. */
    public ReplayReport verify(Range range) {
        long began = System.nanoTime();
        long records = 0;
        long events = 0;
        long otherVersion = 0;
        Optional<Difference> difference = Optional.empty();
        // The offsets first: every event they led to is committed by now, whatever is decided meanwhile.
        Map<Integer, Long> committed = committedOffsets();
        for (var entry : committed.entrySet()) {
            if (difference.isPresent()) {
                break;
            }
            try (var recorded = recordedEvents(entry.getKey());
                    var journal = journal(entry.getKey(), entry.getValue())) {
                var partition = new PartitionReplay(entry.getKey(), range, newBrain, recorded);
                difference = partition.run(journal, entry.getValue());
                records += partition.journalRecords();
                events += partition.events();
                otherVersion += partition.otherVersion();
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new ReplayReport(records, events, otherVersion, difference, took);
    }

    /** How far the brain has decided, by partition. */
    private Map<Integer, Long> committedOffsets() {
        try (var admin = kafka.admin()) {
            var offsets = new TreeMap<Integer, Long>();
            admin.listConsumerGroupOffsets(Names.BRAIN_APP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
            return offsets;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot learn how far the brain has decided", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private PartitionLog journal(int partition, long end) {
        var consumer = kafka.reader("replay-journal-" + partition, Isolation.READ_COMMITTED);
        var journal = new TopicPartition(Topics.JOURNAL.name(), partition);
        long first = consumer.beginningOffsets(List.of(journal)).getOrDefault(journal, 0L);
        if (first > 0) {
            consumer.close();
            throw new IllegalStateException("the journal's partition " + partition + " begins at record " + first
                    + ": the log has let the first ones go (retention.journal), and without them nothing can be"
                    + " decided again");
        }
        return new PartitionLog(consumer, new TopicPartition(Topics.JOURNAL.name(), partition), end);
    }

    private PartitionLog recordedEvents(int partition) {
        var events = new TopicPartition(Topics.EVENTS.name(), partition);
        var consumer = kafka.reader("replay-events-" + partition, Isolation.READ_COMMITTED);
        long end = consumer.endOffsets(List.of(events)).getOrDefault(events, 0L);
        return new PartitionLog(consumer, events, end);
    }
}
