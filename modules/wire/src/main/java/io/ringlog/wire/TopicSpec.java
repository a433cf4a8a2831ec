package io.ringlog.wire;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one topic must look like on the broker; who may write or read it is not said here.
 *
 * @param retention how long a record stays; empty means for ever
 * @param mostBytes what all partitions together may take, whatever the age of their records; empty means all they need
 */
public record TopicSpec(
        String name,
        Spread spread,
        Cleanup cleanup,
        Optional<Duration> retention,
        Optional<Long> mostBytes,
        Clock clock) {
    private static final long LARGEST_SEGMENT = 128L << 20;
    private static final long SMALLEST_SEGMENT = 1L << 20;
    private static final Duration OLDEST_SEGMENT = Duration.ofDays(1);
    private static final Duration YOUNGEST_SEGMENT = Duration.ofMinutes(1);
    /** Only whole segments go, never the one being written: no more than a quarter of what may stay overstays. */
    private static final int SEGMENTS = 4;

    /** A topic of any size. */
    public TopicSpec(String name, Spread spread, Cleanup cleanup, Optional<Duration> retention, Clock clock) {
        this(name, spread, cleanup, retention, Optional.empty(), clock);
    }

    /** The same topic, kept so long. */
    public TopicSpec keeping(Duration time) {
        return new TopicSpec(name, spread, cleanup, Optional.of(time), mostBytes, clock);
    }

    /** The same topic, kept up to this size. */
    public TopicSpec within(long bytes) {
        return new TopicSpec(name, spread, cleanup, retention, Optional.of(bytes), clock);
    }

    /** How many partitions: as many as the accounts are spread over, or exactly one for small global tables. */
    public enum Spread {
        BY_ACCOUNT,
        SINGLE
    }

    /** What the broker removes: old records or superseded keys. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    /** Whose clock stamps a record: the broker that appends it, or the producer that made it. */
    public enum Clock {
        BROKER("LogAppendTime"),
        PRODUCER("CreateTime");

        private final String type;

        Clock(String type) {
            this.type = type;
        }
    }

    /** The number of partitions where accounts are spread over {@code accountPartitions}. */
    public int partitions(int accountPartitions) {
        return switch (spread) {
            case BY_ACCOUNT -> accountPartitions;
            case SINGLE -> 1;
        };
    }

    /** The broker's configuration of this topic, with as many partitions as {@link #partitions} says. */
    public Map<String, String> config(int accountPartitions) {
        var config = new TreeMap<String, String>();
        config.put("cleanup.policy", cleanup.policy);
        config.put("message.timestamp.type", clock.type);
        config.put(
                "retention.ms",
                retention.map(Duration::toMillis).map(String::valueOf).orElse("-1"));
        long bytes = mostBytes.map(all -> all / partitions(accountPartitions)).orElse(-1L);
        config.put("retention.bytes", String.valueOf(bytes));
        config.put("segment.bytes", String.valueOf(segmentBytes(bytes)));
        config.put("segment.ms", String.valueOf(segmentTime().toMillis()));
        return config;
    }

    private static long segmentBytes(long partitionBytes) {
        return partitionBytes < 0
                ? LARGEST_SEGMENT
                : Math.clamp(partitionBytes / SEGMENTS, SMALLEST_SEGMENT, LARGEST_SEGMENT);
    }

    private Duration segmentTime() {
        Duration share = retention.orElse(OLDEST_SEGMENT.multipliedBy(SEGMENTS)).dividedBy(SEGMENTS);
        if (share.compareTo(YOUNGEST_SEGMENT) < 0) {
            return YOUNGEST_SEGMENT;
        }
        return share.compareTo(OLDEST_SEGMENT) > 0 ? OLDEST_SEGMENT : share;
    }
}
