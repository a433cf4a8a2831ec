package io.ringlog.app.role;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How long and up to which size each topic is kept; of tables by key the newest of each key always stays. */
final class Keeping {
    private static final Set<String> LARGE = Set.of(Topics.JOURNAL.name(), Topics.EVENTS.name(), Topics.CDR.name());

    private final Map<String, Duration> times;
    private final Duration commands;
    private final long bytes;

    Keeping(RinglogConfig.Retention asked) {
        this.times = Map.of(
                Topics.JOURNAL.name(), asked.journal(),
                Topics.EVENTS.name(), asked.events(),
                Topics.CDR.name(), asked.cdr(),
                Topics.REPLIES.name(), asked.replies(),
                Topics.QUARANTINE.name(), asked.quarantine(),
                Topics.LAKE_CONTROL.name(), asked.lakeControl());
        this.commands = asked.commands();
        this.bytes = (long) asked.size() << 30;
    }

    TopicSpec of(TopicSpec topic) {
        TopicSpec sized = LARGE.contains(topic.name()) && bytes > 0 ? topic.within(bytes) : topic;
        Optional<Duration> time =
                Topics.isCommands(topic.name()) ? Optional.of(commands) : Optional.ofNullable(times.get(topic.name()));
        return time.map(sized::keeping).orElse(sized);
    }
}
