package io.ringlog.wire;

import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.Input;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The one way into the journal: a plain idempotent producer with a bound on what is not yet acknowledged.
 *
 * <p>Records of one writer are stored in the order they were offered. While the broker is away they wait in memory;
 * when the bound is reached {@link #offer} says no, and the caller keeps the record (an edge spools, the api answers
 * 503). It is never transactional: an open transaction would hold back every record behind it.
 */
public final class JournalWriter implements AutoCloseable {

    /**
     * Bytes of the largest record. What the brain makes of one repeats parts of it, and whatever it makes must fit into
     * a record of the broker's usual limit of 1 MiB: what does not would end the brain, again at each start.
     */
    public static final int LARGEST = 256 * 1024;

    /** A record for the journal; {@code value} is an encoded input. */
    public record Entry(String account, Envelope envelope, byte[] value) {

        /** {@code id} is unique for ever; {@code source} says who writes ({@code edge/e1}). */
        public static Entry of(String account, String id, Input input, String source) {
            var envelope = Envelope.of(id, input, source).about(Subjects.callOf(input));
            return new Entry(account, envelope, Codecs.INPUT.encode(input));
        }

        /** A fact of an edge: its stamp says who and when, and with the account makes its id. */
        public static Entry of(String account, EdgeFact fact) {
            var stamp = fact.stamp();
            var id = stamp.edge() + "-" + stamp.epoch() + "-" + account + "-" + stamp.seq();
            return of(account, id, fact, "edge/" + stamp.edge());
        }
    }

    /** Told once for each record that was taken: where it lies in the journal, or why it could not be stored. */
    public interface Ack {
        void stored(int partition, long offset);

        void failed(Exception why);
    }

    private final Producer<String, byte[]> producer;
    private final int bound;
    private final Semaphore room;

    /** {@code bound} is the greatest number of records that may wait for their acknowledgement. */
    public JournalWriter(Producer<String, byte[]> producer, int bound) {
        this.producer = producer;
        this.bound = bound;
        this.room = new Semaphore(bound);
    }

    /**
     * Takes the record and returns at once, or returns false when there is no room; {@code ack} is told later, of a
     * record beyond {@link #LARGEST} that it cannot be stored.
     */
    public boolean offer(Entry entry, Ack ack) {
        if (entry.value().length > LARGEST) {
            ack.failed(new RecordTooLargeException("a record of " + entry.value().length + " bytes for "
                    + entry.account() + ", where " + LARGEST + " are the most"));
            return true;
        }
        return send(record(entry, null), ack);
    }

    /**
     * Writes one copy of the record to every partition: for facts that concern every account. {@code ack} is told
     * once, when every copy is stored. A refusal may come after some copies were taken; the caller then offers all of
     * them anew.
     */
    public boolean broadcast(Entry entry, Ack ack) {
        int partitions = producer.partitionsFor(Topics.JOURNAL.name()).size();
        var all = new AllStored(ack, new AtomicInteger(partitions));
        for (int p = 0; p < partitions; p++) {
            if (!send(record(entry, p), all)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #offer}, for callers that wait: completes with where the record lies. */
    public CompletableFuture<RecordPlace> write(Entry entry) {
        var place = new CompletableFuture<RecordPlace>();
        boolean taken = offer(entry, new Completing(place));
        if (!taken) {
            place.completeExceptionally(new JournalBusy(bound));
        }
        return place;
    }

    /** Records taken and not yet acknowledged. */
    public int waiting() {
        return bound - room.availablePermits();
    }

    @Override
    public void close() {
        producer.close();
    }

    private boolean send(ProducerRecord<String, byte[]> record, Ack ack) {
        if (!room.tryAcquire()) {
            return false;
        }
        try {
            producer.send(record, (metadata, error) -> acknowledge(metadata, error, ack));
            return true;
        } catch (KafkaException noRoomOrNoBroker) {
            room.release();
            return false;
        }
    }

    private void acknowledge(RecordMetadata metadata, @Nullable Exception error, Ack ack) {
        room.release();
        if (error == null) {
            ack.stored(metadata.partition(), metadata.offset());
        } else {
            ack.failed(error);
        }
    }

    private static ProducerRecord<String, byte[]> record(Entry entry, @Nullable Integer partition) {
        return new ProducerRecord<>(
                Topics.JOURNAL.name(),
                partition,
                null,
                entry.account(),
                entry.value(),
                entry.envelope().headers());
    }

    /** Where a record lies in the journal. */
    public record RecordPlace(int partition, long offset) {}

    /** The journal cannot take the record now; nothing was written. */
    public static final class JournalBusy extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        JournalBusy(int bound) {
            super(bound + " records wait for the journal already");
        }
    }

    private record Completing(CompletableFuture<RecordPlace> place) implements Ack {
        @Override
        public void stored(int partition, long offset) {
            place.complete(new RecordPlace(partition, offset));
        }

        @Override
        public void failed(Exception why) {
            place.completeExceptionally(why);
        }
    }

    private record AllStored(Ack ack, AtomicInteger missing) implements Ack {
        @Override
        public void stored(int partition, long offset) {
            if (missing.decrementAndGet() == 0) {
                ack.stored(partition, offset);
            }
        }

        @Override
        public void failed(Exception why) {
            ack.failed(why);
        }
    }
}
