package io.ringlog.connectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One finished call as the lake keeps it; the fields are those of the call detail record. */
public record CdrRow(
        String callId,
        String accountId,
        @Nullable String direction,
        @Nullable String fromNum,
        @Nullable String toNum,
        Instant startTs,
        @Nullable Instant answerTs,
        @Nullable Instant endTs,
        @Nullable Integer durationSec,
        @Nullable Integer billsec,
        @Nullable Boolean answered,
        @Nullable String disposition,
        @Nullable String hangupCause,
        @Nullable String refusalCode,
        @Nullable String queueId,
        @Nullable String agentId,
        @Nullable String correlationId,
        @Nullable String edgeId,
        @Nullable String flowId,
        @Nullable Integer flowVersion,
        @Nullable Long costMicros) {}
