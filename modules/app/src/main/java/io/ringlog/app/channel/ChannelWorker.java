package io.ringlog.app.channel;

import io.ringlog.app.effect.EffectReader;
import io.ringlog.domain.journal.Effect.TellAccount;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/**
 * Writes into the journals of accounts what others tell them, each at least once: its place in the topic moves on when
 * the journal has a record. It reads what is not committed yet, as every decision comes again just so.
 */
public final class ChannelWorker implements AutoCloseable {
    private static final String GROUP = "ringlog-channels";
    private static final int BOUND = 100;

    private final String node;
    private final JournalWriter journal;
    private final EffectReader asked;

    private ChannelWorker(KafkaClients clients, String node) {
        this.node = node;
        this.journal = new JournalWriter(clients.journalProducer(node + "-channels-journal"), BOUND);
        var reader = new EffectReader.Reader(GROUP, node, "channels", Isolation.READ_UNCOMMITTED);
        this.asked = EffectReader.start(clients, reader, (effect, at) -> seen(effect));
    }

    /** {@code node} names this process among those that write to the journal. */
    public static ChannelWorker start(KafkaClients clients, String node) {
        return new ChannelWorker(clients, node);
    }

    /** Whether it still reads what is to be carried. */
    public boolean isRunning() {
        return asked.isRunning();
    }

    @Override
    public void close() {
        asked.close();
        journal.close();
    }

    private void seen(EffectRecord effect) throws InterruptedException {
        if (!(effect.effect() instanceof TellAccount letter)) {
            return;
        }
        try {
            journal.write(JournalWriter.Entry.of(
                            letter.to(), "channels-" + effect.id(), letter.input(), "workers/" + node))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the journal did not take effect " + effect.id(), e.getCause());
        }
    }
}
