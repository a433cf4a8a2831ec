package io.ringlog.app.channel;

import io.ringlog.domain.journal.Effect.TellAccount;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
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
 * Writes into the journals of accounts what others tell them, each at least once: its place in the topic moves on when
 * the journal has a record. It reads what is not committed yet, as every decision comes again just so.
 */
public final class ChannelWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);
    private static final String GROUP = "ringlog-channels";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BOUND = 100;

    private final String node;
    private final Consumer<String, byte[]> asked;
    private final JournalWriter journal;
    private final CountDownLatch open = new CountDownLatch(1);
    private final Thread thread;

    private ChannelWorker(KafkaClients clients, String node) {
        this.node = node;
        this.asked = clients.member(GROUP, node + "-channels", Isolation.READ_UNCOMMITTED);
        this.journal = new JournalWriter(clients.journalProducer(node + "-channels-journal"), BOUND);
        this.thread = Thread.ofPlatform().name("channels").unstarted(this::work);
    }

    /** {@code node} names this process among those that write to the journal. */
    public static ChannelWorker start(KafkaClients clients, String node) {
        var worker = new ChannelWorker(clients, node);
        worker.thread.start();
        return worker;
    }

    /** Whether it still reads what is to be carried. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        open.countDown();
        asked.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }

    private void work() {
        try (asked) {
            asked.subscribe(List.of(Topics.EFFECTS.name()));
            while (open.getCount() > 0) {
                read();
            }
        } catch (WakeupException | InterruptException | InterruptedException closing) {
            LOG.debug("accounts are told no more");
        }
    }

    private void read() throws InterruptedException {
        for (ConsumerRecord<String, byte[]> record : asked.poll(POLL)) {
            try {
                seen(record);
            } catch (WakeupException | InterruptException closing) {
                throw closing;
            } catch (KafkaException away) {
                LOG.warn("the log cannot be reached; effect {} waits", record.offset(), away);
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
            case Decoded.Ok<EffectRecord>(var effect)
            when effect.effect() instanceof TellAccount letter -> tell(effect, letter);
            case Decoded.Ok<EffectRecord>(var other) -> LOG.debug("effect {} is for nobody's journal", other.id());
            case Decoded.Undecodable<EffectRecord>(var code, var message) ->
                LOG.warn("effect {} cannot be read: {} {}", record.offset(), code, message);
        }
        asked.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + 1)));
    }

    private void tell(EffectRecord effect, TellAccount letter) throws InterruptedException {
        try {
            journal.write(JournalWriter.Entry.of(
                            letter.to(), "channels-" + effect.id(), letter.input(), "workers/" + node))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the journal did not take effect " + effect.id(), e.getCause());
        }
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
