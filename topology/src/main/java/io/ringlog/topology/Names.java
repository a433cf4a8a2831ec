package io.ringlog.topology;

/** Every name Kafka Streams remembers: applications, nodes and stores; renaming one loses its state. */
public final class Names {
    public static final String BRAIN_APP = "ringlog-brain";
    public static final String VIEWS_APP = "ringlog-views";

    static final String JOURNAL_SOURCE = "journal";
    static final String BRAIN = "brain";
    static final String GRANULES = "granule";
    static final String EVENTS_SINK = "events-out";
    static final String COMMANDS_SINK = "commands-out";
    static final String REPLIES_SINK = "replies-out";
    static final String EFFECTS_SINK = "effects-out";
    static final String DIRECTORY_SINK = "directory-out";
    static final String LOCATION_SINK = "location-out";
    static final String CDR_SINK = "cdr-out";
    static final String QUARANTINE_SINK = "quarantine-out";

    static final String EVENTS_SOURCE = "events";
    static final String LIVE_CALLS = "live-calls";
    static final String CALL_STORIES = "call-stories";
    static final String RECENT_CDRS = "recent-cdrs";
    static final String AGENTS = "agents";
    static final String QUEUES = "queues";
    static final String MAILBOXES = "mailboxes";
    static final String RECORDINGS = "recordings";
    static final String REGISTRATIONS = "registrations";
    static final String TRUNKS = "trunks";
    static final String BANS = "bans";
    static final String WINDOWS = "windows";
    static final String FRAUDS = "frauds";
    static final String CHANNELS = "channels";
    static final String CALL_BACKS = "call-backs";
    static final String PLACES = "places";
    static final String FIGURES_BEGUN = "figures-begun";
    static final String QUEUE_QUARTERS = "queue-quarters";
    static final String QUEUE_MINUTES = "queue-minutes";
    static final String AGENT_QUARTERS = "agent-quarters";
    static final String AGENT_MINUTES = "agent-minutes";
    static final String VIEWS = "views";
    static final String VIEWS_QUARANTINE_SINK = "views-quarantine-out";

    private Names() {}
}
