package io.ringlog.api.calls;

import io.ringlog.domain.journal.Cdr;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A finished call in the words and the order of the reference's call detail record. */
record CallRow(
        String callId,
        String accountId,
        String direction,
        String fromNum,
        String toNum,
        Instant startTs,
        @Nullable Instant answerTs,
        Instant endTs,
        long durationSec,
        long billsec,
        boolean answered,
        String disposition,
        String hangupCause,
        @Nullable String refusalCode,
        @Nullable String queueId,
        @Nullable String agentId,
        String correlationId,
        String edgeId,
        @Nullable String flowId,
        @Nullable Integer flowVersion,
        long costMicros) {

    static CallRow of(Cdr cdr) {
        return new CallRow(
                cdr.callId(),
                cdr.accountId(),
                word(cdr.direction()),
                cdr.fromNum(),
                cdr.toNum(),
                cdr.startTs(),
                cdr.answerTs(),
                cdr.endTs(),
                cdr.durationSec(),
                cdr.billsec(),
                cdr.answered(),
                word(cdr.disposition()),
                cdr.hangupCause(),
                cdr.refusalCode(),
                cdr.queueId(),
                cdr.agentId(),
                cdr.correlationId(),
                cdr.edgeId(),
                cdr.flowId(),
                cdr.flowVersion(),
                cdr.costMicros());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
