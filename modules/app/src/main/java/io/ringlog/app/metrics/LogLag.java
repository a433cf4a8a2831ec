package io.ringlog.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringlog.wire.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of the log the readers of this process have not committed yet, as the broker knows it, and how old
 * the oldest is; asked at most every five seconds, however often somebody wants to know. Nothing is said while the
 * broker does not answer.
 */
public final class LogLag implements MultiCollector, AutoCloseable {
    private static final long PATIENCE_MS = 1_500;
    /** For the ages of all readers together. */
    private static final long AGES_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What one reader has before it; the age is empty where the log did not show it in time. */
    private record Lag(long records, OptionalDouble ageSec) {}

    private final Admin admin;
    private final OldestUnread oldest;
    private final Map<String, String> groups = new TreeMap<>();
    private Map<String, Lag> known = Map.of();
    private long askedAt;

    public LogLag(KafkaClients clients) {
        this.admin = clients.admin();
        this.oldest = new OldestUnread(clients);
        this.askedAt = System.nanoTime() - FRESH_NANOS;
    }

    /** A reader in words, and its consumer group. */
    public synchronized void watch(String reader, String group) {
        groups.put(reader, group);
    }

    @Override
    public synchronized MetricSnapshots collect() {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            known = ask();
            askedAt = System.nanoTime();
        }
        var families = new Families();
        known.forEach((reader, lag) -> {
            String records = "Records a reader has not committed yet.";
            families.gauge("ringlog_commit_lag_records", records, "reader", reader, lag.records());
            String age = "Age of the oldest record a reader has not committed yet.";
            lag.ageSec().ifPresent(sec -> families.gauge("ringlog_commit_lag_seconds", age, "reader", reader, sec));
        });
        return families.all();
    }

    @Override
    public synchronized void close() {
        admin.close();
        oldest.close();
    }

    private Map<String, Lag> ask() {
        try {
            var asked = groups.values().stream()
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
            var committed = get(admin.listConsumerGroupOffsets(asked).all());
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            committed.values().forEach(it -> it.keySet().forEach(p -> partitions.put(p, OffsetSpec.latest())));
            // What is not committed by its writer is nobody's to read yet.
            var ends = get(admin.listOffsets(partitions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all());
            Map<String, Lag> lags = new TreeMap<>();
            long end = System.nanoTime() + AGES_NANOS;
            groups.forEach((reader, group) ->
                    lags.put(reader, lag(committed.getOrDefault(group, Map.of()), ends, end)));
            return lags;
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private Lag lag(
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<TopicPartition, ListOffsetsResultInfo> ends,
            long endNanos) {
        long records = 0;
        Map<TopicPartition, OldestUnread.Unread> behind = new HashMap<>();
        for (var entry : committed.entrySet()) {
            ListOffsetsResultInfo end = ends.get(entry.getKey());
            if (end != null
                    && entry.getValue() != null
                    && end.offset() > entry.getValue().offset()) {
                var unread = new OldestUnread.Unread(entry.getValue().offset(), end.offset());
                records += unread.end() - unread.from();
                behind.put(entry.getKey(), unread);
            }
        }
        return new Lag(records, oldest.ageSec(behind, endNanos));
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
}
