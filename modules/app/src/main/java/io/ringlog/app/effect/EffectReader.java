package io.ringlog.app.effect;

import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the effects that the brain asks for, one after the other, as a member of a group. The group's place in the
 * topic moves past an effect when its work is done; one whose work cannot reach the log is seen again, and none after
 * it before.
 */
public final class EffectReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EffectReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Work work;
    private final Consumer<String, byte[]> asked;
    private final CountDownLatch open = new CountDownLatch(1);
    private final Thread thread;

    /** What is done for an effect; a {@link KafkaException} says that the log is away. */
    @FunctionalInterface
    public interface Work {
        void see(EffectRecord effect, Place at) throws InterruptedException;
    }

    /**
     * Who reads.
     *
     * @param group those who share the work
     * @param name of this kind of work in this process
     * @param isolation whether an effect is seen before it was decided for good
     */
    public record Reader(String group, String node, String name, Isolation isolation) {}

    /** Where an effect lies, and what the group has noted there. */
    public final class Place {
        private final ConsumerRecord<String, byte[]> record;

        private Place(ConsumerRecord<String, byte[]> record) {
            this.record = record;
        }

        /** What was noted of the effect; empty when nothing was. */
        public String noted() {
            OffsetAndMetadata place = asked.committed(Set.of(partition(record))).get(partition(record));
            return place != null && place.offset() == record.offset() ? place.metadata() : "";
        }

        /** Notes something of the effect, whose work is not done yet. */
        public void note(String note) {
            commit(record, 0, note);
        }
    }

    private EffectReader(KafkaClients clients, Reader reader, Work work) {
        this.work = work;
        this.asked = clients.member(reader.group(), reader.node() + "-" + reader.name(), reader.isolation());
        this.thread = Thread.ofPlatform().name(reader.name()).unstarted(this::read);
    }

    public static EffectReader start(KafkaClients clients, Reader reader, Work work) {
        var started = new EffectReader(clients, reader, work);
        started.thread.start();
        return started;
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Begins no more work; what is being done may end. */
    public void end() {
        open.countDown();
    }

    @Override
    public void close() {
        end();
        asked.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (asked) {
            asked.subscribe(List.of(Topics.EFFECTS.name()));
            while (open.getCount() > 0) {
                batch();
            }
        } catch (WakeupException | InterruptException | InterruptedException closing) {
            LOG.debug("no more effects are read");
        }
    }

    /** Where the work of one could not be done, all that come after it in its partition are read again with it. */
    private void batch() throws InterruptedException {
        Set<TopicPartition> halted = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : asked.poll(POLL)) {
            if (halted.contains(partition(record))) {
                continue;
            }
            try {
                seen(record);
            } catch (WakeupException | InterruptException closing) {
                throw closing;
            } catch (KafkaException away) {
                LOG.warn("the log cannot be reached; the effect of offset {} waits", record.offset(), away);
                halted.add(partition(record));
                readAgain(record);
            }
        }
    }

    /** Where it is another's meanwhile, that one reads it. */
    private void readAgain(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        if (asked.assignment().contains(partition(record))) {
            asked.seek(partition(record), record.offset());
        }
        open.await(REST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void seen(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        switch (Codecs.EFFECT.decode(record.value())) {
            case Decoded.Ok<EffectRecord>(var effect) -> work.see(effect, new Place(record));
            case Decoded.Undecodable<EffectRecord>(var code, var message) ->
                LOG.warn("effect {} cannot be read: {} {}", record.offset(), code, message);
        }
        commit(record, 1, "");
    }

    private void commit(ConsumerRecord<String, byte[]> record, int done, String note) {
        asked.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + done, note)));
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
