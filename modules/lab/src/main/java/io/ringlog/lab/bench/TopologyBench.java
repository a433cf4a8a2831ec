package io.ringlog.lab.bench;

import io.ringlog.app.broker.BrokerSettings;
import io.ringlog.app.broker.EmbeddedBroker;
import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.journal.Input;
import io.ringlog.numbering.WorldPlan;
import io.ringlog.topology.Replay;
import io.ringlog.topology.ReplayReport;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.StreamsRoles;
import io.ringlog.topology.StreamsSettings;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Records a second through the whole topology under exactly-once, co-located with the broker in this process. */
final class TopologyBench {

    private static final int ACCOUNTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Supplier<Brain> BRAINS =
            () -> Brains.create("bench", (ciphertext, context) -> ciphertext, new WorldPlan());

    private TopologyBench() {}

    /**
     * Records a second.
     *
     * @param decided through the whole topology
     * @param replayed decided again and compared, by one thread
     */
    record Figures(double decided, double replayed) {}

    /**
     * Warms up with as many calls, then writes the journal of {@code calls} while the brain pauses, and measures from
     * its going on until the last CDR is committed: consume, decide, produce and commit, and no producer in its way.
     */
    static Figures run(Path folder, int calls) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")))) {
            KafkaClients kafka = KafkaClients.plain(broker.bootstrapServers());
            double decided = decide(kafka, folder, calls);
            return new Figures(decided, replay(kafka));
        }
    }

    private static double decide(KafkaClients kafka, Path folder, int calls) {
        createTopics(kafka);
        BenchCalls[] accounts = new BenchCalls[ACCOUNTS];
        open(kafka, accounts);
        write(kafka, accounts, calls);
        try (StreamsRole brain =
                        StreamsRoles.brain(StreamsSettings.single(kafka, folder.resolve("streams"), "bench"), BRAINS);
                Consumer<String, byte[]> cdrs = kafka.reader("bench", KafkaClients.Isolation.READ_COMMITTED)) {
            brain.start();
            assign(cdrs);
            await(cdrs, calls);
            brain.streams().pause();
            write(kafka, accounts, calls);
            long start = System.nanoTime();
            brain.streams().resume();
            await(cdrs, calls);
            double seconds = (System.nanoTime() - start) / 1e9;
            return calls * (double) BenchCalls.RECORDS_PER_CALL / seconds;
        }
    }

    /** Decides that journal again on this thread and compares every event: records a second. */
    private static double replay(KafkaClients kafka) {
        ReplayReport report = new Replay(kafka, BRAINS).verify(Replay.Range.ALL);
        if (!report.isClean()) {
            throw new IllegalStateException("the bench's journal came out differently: " + report.difference());
        }
        return report.journalRecords() / (report.took().toNanos() / 1e9);
    }

    private static void createTopics(KafkaClients kafka) {
        try (var admin = kafka.admin()) {
            List<TopicSpec> specs = new ArrayList<>(Topics.all());
            specs.add(Topics.commands("edge-1"));
            new TopicSetup(admin, Topics.DEFAULT_PARTITIONS, Optional.empty(), Duration.ofSeconds(30)).ensure(specs);
        }
    }

    private static void open(KafkaClients kafka, BenchCalls[] accounts) {
        long written = 0;
        try (JournalWriter journal = new JournalWriter(kafka.journalProducer("bench-open"), 100_000)) {
            for (int i = 0; i < ACCOUNTS; i++) {
                accounts[i] = new BenchCalls("acc_" + i, "edge-1");
                for (Input input : accounts[i].opening()) {
                    journal.write(entry("acc_" + i, written++, input)).join();
                }
            }
        }
    }

    private static void write(KafkaClients kafka, BenchCalls[] accounts, int calls) {
        List<CompletableFuture<?>> last = new ArrayList<>();
        try (JournalWriter journal = new JournalWriter(kafka.journalProducer("bench"), 10 * calls)) {
            for (int i = 0; i < calls; i++) {
                for (Input input : accounts[i % ACCOUNTS].next()) {
                    last.add(journal.write(entry("acc_" + i % ACCOUNTS, i, input)));
                }
            }
            last.forEach(CompletableFuture::join);
        }
    }

    private static JournalWriter.Entry entry(String account, long number, Input input) {
        return JournalWriter.Entry.of(account, "bench-" + number, input, "bench");
    }

    private static void assign(Consumer<String, byte[]> cdrs) {
        var partitions = cdrs.partitionsFor(Topics.CDR.name()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        cdrs.assign(partitions);
        cdrs.seekToBeginning(partitions);
    }

    private static void await(Consumer<String, byte[]> cdrs, int wanted) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (int seen = 0; seen < wanted; ) {
            seen += cdrs.poll(Duration.ofMillis(100)).count();
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "only " + seen + " of " + wanted + " calls were decided in " + PATIENCE.toSeconds() + " s");
            }
        }
    }
}
