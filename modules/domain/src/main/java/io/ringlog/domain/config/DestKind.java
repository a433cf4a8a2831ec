package io.ringlog.domain.config;

/** Where a call can go next; the id beside it is a key of the table the kind implies. */
public enum DestKind {
    FLOW,
    USER,
    EXTENSION,
    RING_GROUP,
    QUEUE,
    VOICEMAIL,
    CONFERENCE,
    FORWARD,
    HANGUP
}
