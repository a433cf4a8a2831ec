package io.ringlog.wire;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one topic must look like on the broker; who may write or read it is not said here. */
public record TopicSpec(String name, Spread spread, Cleanup cleanup, Optional<Duration> retention, Clock clock) {

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

    /** The broker's configuration of this topic; an absent retention means for ever. */
    public Map<String, String> config() {
        var config = new TreeMap<String, String>();
        config.put("cleanup.policy", cleanup.policy);
        config.put("message.timestamp.type", clock.type);
        config.put(
                "retention.ms",
                retention.map(Duration::toMillis).map(String::valueOf).orElse("-1"));
        return config;
    }
}
