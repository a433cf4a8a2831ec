package io.ringlog.domain.config;

/** How those who are recorded are told. */
public enum RecordingNotice {
    NONE,
    /** By a beep, again and again. */
    BEEP,
    /** By the sound {@code recording-notice} when it begins. */
    PROMPT
}
