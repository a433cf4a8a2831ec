package io.ringlog.connectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of a call; the rule that decided it, and {@code data} and {@code because} as JSON text. */
public record CallEventRow(
        String callId,
        String accountId,
        int seq,
        Instant ts,
        String type,
        @Nullable String eventId,
        @Nullable String causationId,
        @Nullable String data,
        @Nullable String because,
        @Nullable String brainVersion,
        @Nullable String rule) {}
