package io.ringlog.domain.testing;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.CallerAnswered;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one leg was, folded from the events of its call and nothing else. */
public record LegRow(
        LegRef leg,
        Party party,
        Instant start,
        @Nullable Instant answer,
        @Nullable Instant end,
        @Nullable String cause) {

    /** A row for each leg that lived, in the order they began. */
    public static List<LegRow> of(List<? extends Outgoing> outgoing) {
        Map<LegRef, LegRow> rows = new LinkedHashMap<>();
        outgoing.stream()
                .filter(EventRecord.class::isInstance)
                .map(EventRecord.class::cast)
                .forEach(record -> fold(rows, record));
        return List.copyOf(rows.values());
    }

    private static void fold(Map<LegRef, LegRow> rows, EventRecord record) {
        String call = String.valueOf(record.callId());
        Instant at = record.at();
        if (record.event() instanceof CallStarted it && it.caller() != null) {
            begin(rows, new LegRef(call, CallFact.CALLER), it.caller(), at);
        } else if (record.event() instanceof LegsRung it) {
            it.legs().forEach(leg -> begin(rows, new LegRef(call, leg.legId()), leg.party(), at));
        } else if (record.event() instanceof CallerAnswered it) {
            change(rows, call, it.legId(), row -> row.answered(at));
        } else if (record.event() instanceof LegConnected it) {
            change(rows, call, it.legId(), row -> row.answered(at));
            if (it.talkId() != null) {
                change(rows, call, CallFact.CALLER, row -> row.answered(at));
            }
        } else if (record.event() instanceof LegLost it) {
            change(rows, call, it.legId(), row -> row.ended(at, it.why().isEmpty() ? "sip." + it.status() : it.why()));
        } else if (record.event() instanceof LegLeft it) {
            change(rows, call, it.legId(), row -> row.ended(at, it.cause()));
        } else if (record.event() instanceof CallEnded it) {
            rows.replaceAll((leg, row) -> leg.callId().equals(call) ? row.ended(at, it.cause()) : row);
        }
    }

    private static void begin(Map<LegRef, LegRow> rows, LegRef leg, Party party, Instant at) {
        rows.put(leg, new LegRow(leg, party, at, null, null, null));
    }

    private static void change(Map<LegRef, LegRow> rows, String call, String legId, UnaryOperator<LegRow> edit) {
        rows.computeIfPresent(new LegRef(call, legId), (leg, row) -> edit.apply(row));
    }

    private LegRow answered(Instant at) {
        return answer != null ? this : new LegRow(leg, party, start, at, end, cause);
    }

    private LegRow ended(Instant at, String why) {
        return end != null ? this : new LegRow(leg, party, start, answer, at, why);
    }
}
