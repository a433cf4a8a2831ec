package io.ringlog.domain.journal;

/** By whom a supervisor is heard who hears a talk. */
public enum SupervisionMode {
    /** By nobody. */
    LISTEN,
    /** By the user who is supervised alone. */
    WHISPER,
    /** By all of the talk. */
    BARGE
}
