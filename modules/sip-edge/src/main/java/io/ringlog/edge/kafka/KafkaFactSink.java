package io.ringlog.edge.kafka;

import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Input;
import io.ringlog.edge.facts.FactSink;
import io.ringlog.edge.facts.OutgoingFact;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.JournalWriter.Entry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

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
            case EdgeFact seen -> journal.offer(Entry.of(fact.account(), seen), new Once(ack));
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
        Entry entry = Entry.of(account, id, lifecycle, "edge/" + lifecycle.edge());
        try {
            return journal.broadcast(entry, new Once(ack));
        } catch (KafkaException brokerAway) {
            return false;
        }
    }

    /** What the journal says of one fact; the first word counts, should several copies fail. */
    private static final class Once implements JournalWriter.Ack {
        private final AtomicBoolean told = new AtomicBoolean();
        private final Ack ack;

        Once(Ack ack) {
            this.ack = ack;
        }

        @Override
        public void stored(int partition, long offset) {
            if (told.compareAndSet(false, true)) {
                ack.stored();
            }
        }

        @Override
        public void failed(Exception why) {
            if (!told.compareAndSet(false, true)) {
                return;
            }
            if (why instanceof RecordTooLargeException) {
                ack.impossible(why);
            } else {
                ack.failed(why);
            }
        }
    }
}
