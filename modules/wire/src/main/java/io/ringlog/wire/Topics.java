package io.ringlog.wire;

import io.ringlog.wire.TopicSpec.Cleanup;
import io.ringlog.wire.TopicSpec.Clock;
import io.ringlog.wire.TopicSpec.Spread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one catalogue of topics: names and shapes; a topic that is not here does not exist. */
public final class Topics {
    /** Partitions of the topics spread by account when nothing else is configured; never changed in place. */
    public static final int DEFAULT_PARTITIONS = 8;

    public static final TopicSpec JOURNAL = monthly("ringlog.journal.v1", Clock.BROKER);
    public static final TopicSpec EVENTS = monthly("ringlog.events.v1", Clock.PRODUCER);
    /** What workers are to do outside the platform. */
    public static final TopicSpec EFFECTS = spread("ringlog.effects.v1", Duration.ofDays(1));

    public static final TopicSpec REPLIES = single("ringlog.replies.v1", Cleanup.DELETE, Duration.ofMinutes(10));
    public static final TopicSpec LOCATION = compacted("ringlog.location.v1", Spread.BY_ACCOUNT);
    public static final TopicSpec DIRECTORY = compacted("ringlog.directory.v1", Spread.SINGLE);
    public static final TopicSpec EDGES = compacted("ringlog.edges.v1", Spread.SINGLE);
    public static final TopicSpec CDR = spread("ringlog.cdr.v1", Duration.ofDays(7));
    public static final TopicSpec QUARANTINE = single("ringlog.quarantine.v1", Cleanup.DELETE, Duration.ofDays(30));

    /** Where the tasks of the Iceberg sink agree on commits; its records are the sink's own and no public interface. */
    public static final TopicSpec LAKE_CONTROL = single("ringlog.lake-control.v1", Cleanup.DELETE, Duration.ofDays(7));

    private static final Pattern EDGE_ID = Pattern.compile("[a-zA-Z0-9_-]{1,100}");
    private static final String COMMANDS_PREFIX = "ringlog.commands.";
    private static final String COMMANDS_SUFFIX = ".v1";

    private Topics() {}

    /** Every topic that exists whatever edges there are. */
    public static List<TopicSpec> all() {
        return List.of(JOURNAL, EVENTS, EFFECTS, REPLIES, LOCATION, DIRECTORY, EDGES, CDR, QUARANTINE, LAKE_CONTROL);
    }

    /** The command topic of one edge: a single partition, so an edge sees the commands of a call in order. */
    public static TopicSpec commands(String edge) {
        return single(commandsName(edge), Cleanup.DELETE, Duration.ofHours(6));
    }

    /** Whether this is the name of an edge's command topic. */
    public static boolean isCommands(String topic) {
        return topic.startsWith(COMMANDS_PREFIX) && topic.endsWith(COMMANDS_SUFFIX);
    }

    /** The name of an edge's command topic; refuses an id that a topic name cannot hold. */
    public static String commandsName(String edge) {
        if (!isEdgeId(edge)) {
            throw new IllegalArgumentException("edge id \"" + edge + "\" must be 1 to 100 of a-z A-Z 0-9 _ -");
        }
        return COMMANDS_PREFIX + edge + COMMANDS_SUFFIX;
    }

    /** Whether an edge of this id can have a command topic. */
    public static boolean isEdgeId(String edge) {
        return EDGE_ID.matcher(edge).matches();
    }

    private static TopicSpec monthly(String name, Clock clock) {
        return new TopicSpec(name, Spread.BY_ACCOUNT, Cleanup.DELETE, Optional.of(Duration.ofDays(30)), clock);
    }

    private static TopicSpec spread(String name, Duration retention) {
        return new TopicSpec(name, Spread.BY_ACCOUNT, Cleanup.DELETE, Optional.of(retention), Clock.PRODUCER);
    }

    private static TopicSpec compacted(String name, Spread spread) {
        return new TopicSpec(name, spread, Cleanup.COMPACT, Optional.empty(), Clock.PRODUCER);
    }

    private static TopicSpec single(String name, Cleanup cleanup, Duration retention) {
        return new TopicSpec(name, Spread.SINGLE, cleanup, Optional.of(retention), Clock.PRODUCER);
    }
}
