package io.ringlog.app.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts what a partition holds open though its coordinator has let it go. That happens when a broker was killed with
 * a transaction open and its time is up while the broker starts again; nobody who reads committed records would ever
 * get past it (docs/decisions/0402).
 */
final class HangingTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final long PATIENCE_SEC = 10;
    private static final Set<TransactionState> ENDED =
            Set.of(TransactionState.COMPLETE_ABORT, TransactionState.COMPLETE_COMMIT, TransactionState.EMPTY);

    private final Admin admin;
    private final ScheduledThreadPoolExecutor looking;
    /** Seen at the last look: whoever is seen a second time does not just begin or end. */
    private Set<Open> suspects = Set.of();

    private record Open(TopicPartition partition, long producerId, short epoch, int coordinatorEpoch, long from) {}

    HangingTransactions(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "hanging-transactions"));
        this.looking = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("hanging-transactions").daemon().factory());
        looking.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        admin.close(LOOK);
    }

    private void look() {
        try {
            Set<Open> hanging = letGo(open());
            for (Open it : hanging) {
                if (suspects.contains(it)) {
                    abort(it);
                }
            }
            suspects = hanging;
        } catch (ExecutionException | KafkaException away) {
            LOG.warn(
                    "the log's transactions cannot be looked at now; the next look is in {} s", LOOK.toSeconds(), away);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<Open> open() throws ExecutionException, InterruptedException {
        var partitions = new HashSet<TopicPartition>();
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        for (TopicDescription topic :
                admin.describeTopics(names).allTopicNames().get().values()) {
            topic.partitions().forEach(it -> partitions.add(new TopicPartition(topic.name(), it.partition())));
        }
        var open = new HashSet<Open>();
        admin.describeProducers(partitions)
                .all()
                .get()
                .forEach((partition, state) -> state.activeProducers().stream()
                        .filter(it -> it.currentTransactionStartOffset().isPresent())
                        .forEach(it -> open.add(open(partition, it))));
        return open;
    }

    private static Open open(TopicPartition partition, ProducerState producer) {
        return new Open(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                // None was written yet by any coordinator: the first one.
                producer.coordinatorEpoch().orElse(0),
                producer.currentTransactionStartOffset().orElseThrow());
    }

    /** Those of which the coordinator says that they ended, or nothing at all. */
    private Set<Open> letGo(Set<Open> open) throws ExecutionException, InterruptedException {
        if (open.isEmpty()) {
            return open;
        }
        var producers = new HashSet<Long>();
        open.forEach(it -> producers.add(it.producerId()));
        var listed = new HashMap<Long, TransactionState>();
        var ask = new ListTransactionsOptions().filterProducerIds(producers);
        for (TransactionListing it : admin.listTransactions(ask).all().get()) {
            listed.put(it.producerId(), it.state());
        }
        var hanging = new HashSet<Open>();
        for (Open it : open) {
            TransactionState state = listed.get(it.producerId());
            if (state == null || ENDED.contains(state)) {
                hanging.add(it);
            }
        }
        return hanging;
    }

    private void abort(Open it) throws InterruptedException {
        LOG.warn(
                "{} held a transaction of producer {} open from offset {}, ended by its coordinator; it is aborted",
                it.partition(),
                it.producerId(),
                it.from());
        var how = new AbortTransactionSpec(it.partition(), it.producerId(), it.epoch(), it.coordinatorEpoch());
        try {
            admin.abortTransaction(how).all().get(PATIENCE_SEC, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            LOG.error(
                    "{} keeps its hanging transaction: nothing committed behind offset {} can be read",
                    it.partition(),
                    it.from(),
                    refused);
        }
    }
}
