package io.ringlog.domain.config;

/** Whether talks are recorded. */
public enum RecordingRule {
    OFF,
    /** When somebody asks for it. */
    ON_DEMAND,
    /** From their beginning to their end. */
    ALWAYS
}
