package io.ringlog.domain.journal;

import java.time.Instant;

/**
 * One record of the journal as the brain reads it.
 *
 * @param account key of the record; {@link #PLATFORM} for what has no tenant
 * @param at time the broker appended it (LogAppendTime); the brain's only clock
 */
public record JournalRecord(String account, int partition, long offset, Instant at, Input input) {

    /** The reserved account of facts without a tenant. */
    public static final String PLATFORM = "acc_platform";

    /** {@code partition-offset}: names the cause of everything decided from this record. */
    public String position() {
        return partition + "-" + offset;
    }
}
