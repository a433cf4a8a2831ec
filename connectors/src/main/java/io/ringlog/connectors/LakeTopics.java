package io.ringlog.connectors;

import java.util.List;

/**
 * The topics the sink reads, and the two it needs for itself; the system's topic catalogue is elsewhere.
 *
 * @param control where the sink's tasks and its coordinator agree on commits
 * @param quarantine where records go that no row can be made of
 */
public record LakeTopics(String cdr, String events, String journal, String control, String quarantine) {
    public LakeTopics {
        Refused.unless(!cdr.isBlank(), "lake.topics.cdr", "must name a topic");
        Refused.unless(!events.isBlank(), "lake.topics.events", "must name a topic");
        Refused.unless(!journal.isBlank(), "lake.topics.journal", "must name a topic");
        Refused.unless(!control.isBlank(), "lake.topics.control", "must name a topic");
        Refused.unless(!quarantine.isBlank(), "lake.topics.quarantine", "must name a topic");
    }

    public static LakeTopics standard() {
        return new LakeTopics(
                "ringlog.cdr.v1",
                "ringlog.events.v1",
                "ringlog.journal.v1",
                "ringlog.lake-control.v1",
                "ringlog.quarantine.v1");
    }

    List<String> sources() {
        return List.of(cdr, events, journal);
    }
}
