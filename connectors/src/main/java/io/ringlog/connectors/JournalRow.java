package io.ringlog.connectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One archived journal record: its place in the topic, its broker time, and the record's JSON as it was. */
public record JournalRow(
        String accountId,
        int partition,
        long offset,
        Instant ts,
        String type,
        @Nullable String recordId,
        @Nullable String callId,
        String payload) {}
