package io.ringlog.domain.config;

/** Whether a row takes part. */
public enum RowStatus {
    ACTIVE,
    DISABLED
}
