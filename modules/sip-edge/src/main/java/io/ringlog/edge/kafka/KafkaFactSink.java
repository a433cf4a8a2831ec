package io.ringlog.edge.kafka;

import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Input;
import io.ringlog.edge.facts.FactSink;
import io.ringlog.edge.facts.OutgoingFact;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.JournalWriter.Entry;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Writes facts to the journal with a plain idempotent producer. */
final class KafkaFactSink implements FactSink {

    private static final int BOUND = 2_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final JournalWriter journal;

    KafkaFactSink(Producer<String, byte[]> producer) {
        this.producer = producer;
        this.journal = new JournalWriter(producer, BOUND);
    }

    @Override
    public boolean offer(OutgoingFact fact, Ack ack) {
        Input input = fact.input();
        return switch (input) {
            case EdgeFact seen -> journal.offer(Entry.of(fact.account(), seen), new Once(1, ack));
            case EdgeLifecycle lifecycle -> tellAll(fact.account(), lifecycle, ack);
            default ->
                throw new IllegalArgumentException(
                        "an edge writes no " + input.getClass().getSimpleName());
        };
    }

    /** The producer would wait for the broker without end. */
    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }

    private boolean tellAll(String account, EdgeLifecycle lifecycle, Ack ack) {
        String kind = lifecycle.getClass().getSimpleName();
        String id = lifecycle.edge() + "-" + lifecycle.epoch() + "-" + kind;
        Entry entry = Entry.of(account, id, lifecycle, "ringlog/edge/" + lifecycle.edge(), Instant.now());
        try {
            int partitions = producer.partitionsFor(Topics.JOURNAL.name()).size();
            // When only some partitions had room all are told again: hearing it twice changes nothing.
            return journal.waiting() + partitions <= BOUND && journal.broadcast(entry, new Once(partitions, ack));
        } catch (KafkaException brokerAway) {
            return false;
        }
    }

    /** Joins the answers for several copies into one. */
    private static final class Once implements JournalWriter.Ack {
        private final AtomicInteger left;
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Ack ack;

        Once(int copies, Ack ack) {
            this.left = new AtomicInteger(copies);
            this.ack = ack;
        }

        @Override
        public void stored(int partition, long offset) {
            oneLess();
        }

        @Override
        public void failed(Exception why) {
            failure.compareAndSet(null, why);
            oneLess();
        }

        private void oneLess() {
            if (left.decrementAndGet() > 0) {
                return;
            }
            Exception why = failure.get();
            switch (why) {
                case null -> ack.stored();
                case RecordTooLargeException tooLarge -> ack.impossible(tooLarge);
                case Exception retriable -> ack.failed(retriable);
            }
        }
    }
}
