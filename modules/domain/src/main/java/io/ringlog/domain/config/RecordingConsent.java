package io.ringlog.domain.config;

/** Whether those who are to be recorded are asked before. */
public enum RecordingConsent {
    /** They are not. */
    NONE,
    /** They have to agree by a key; who presses none has not agreed. */
    KEY,
    /** They may refuse by a key; who presses none has agreed. */
    KEY_OR_SILENCE
}
