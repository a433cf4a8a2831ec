package io.ringlog.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Puts everything of one account into one partition, in every topic that is spread by account.
 *
 * <p>A key is an account id, or {@code account/rest} where records of an account are told apart (contacts).
 */
public final class AccountPartitioner implements Partitioner {

    /** The partition of an account: murmur2 of its id in UTF-8, as Kafka's own partitioner hashes a key. */
    public static int partition(String account, int partitions) {
        return Utils.toPositive(Utils.murmur2(account.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** A key that keeps {@code rest} in the account's partition. */
    public static String key(String account, String rest) {
        return account + '/' + rest;
    }

    /** The account in a key. */
    public static String accountOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (!(key instanceof String text)) {
            throw new IllegalArgumentException("a record for " + topic + " needs a key that begins with its account");
        }
        return partition(accountOf(text), cluster.partitionCountForTopic(topic));
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
