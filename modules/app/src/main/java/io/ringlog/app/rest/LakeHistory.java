package io.ringlog.app.rest;

import io.ringlog.api.port.History;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.connectors.CallEventRow;
import io.ringlog.connectors.CallHistory;
import io.ringlog.connectors.CallQuery;
import io.ringlog.connectors.CdrRow;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.topology.Views;
import io.ringlog.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Past calls from the lake; one that ended a moment ago, before the lake took it, from the views. */
public final class LakeHistory implements History {
    private static final Codec<Event> EVENTS = Codec.of(Event.class);
    private static final Codec<Because> REASONS = Codec.of(Because.class);
    private static final int LATELY = 1_000;

    private final CallHistory lake;
    private final Views views;

    public LakeHistory(CallHistory lake, Views views) {
        this.lake = lake;
        this.views = views;
    }

    @Override
    public Rows calls(Query query) {
        try {
            var page = lake.calls(CallQuery.of(query.account())
                    .between(query.since(), query.until())
                    .limit(query.limit())
                    .after(query.cursor()));
            return new Rows(page.rows().stream().map(LakeHistory::cdr).toList(), page.nextCursor());
        } catch (IllegalArgumentException wrong) {
            throw Refused.of(Why.INVALID, Objects.requireNonNullElse(wrong.getMessage(), "the query is wrong"));
        }
    }

    @Override
    public Optional<Cdr> call(String account, String callId) {
        return lately(account, callId).or(() -> lake.call(account, callId).map(LakeHistory::cdr));
    }

    @Override
    public List<EventRecord> story(String account, String callId) {
        return lake.events(account, callId).stream().map(LakeHistory::event).toList();
    }

    private Optional<Cdr> lately(String account, String callId) {
        try {
            return views.recentCdrs(account, LATELY).stream()
                    .filter(it -> it.callId().equals(callId))
                    .findFirst();
        } catch (Views.ViewsAway away) {
            throw Refused.of(Why.AWAY, "the views cannot answer now");
        }
    }

    private static EventRecord event(CallEventRow row) {
        return new EventRecord(
                text(row.eventId()),
                row.accountId(),
                row.callId(),
                row.seq(),
                row.ts(),
                text(row.causationId()),
                text(row.brainVersion()),
                EVENTS.decode(text(row.data()).getBytes(StandardCharsets.UTF_8)).orThrow(),
                REASONS.decode(text(row.because()).getBytes(StandardCharsets.UTF_8))
                        .orThrow());
    }

    private static Cdr cdr(CdrRow row) {
        return new Cdr(
                row.callId(),
                row.accountId(),
                Direction.valueOf(text(row.direction()).toUpperCase(Locale.ROOT)),
                text(row.fromNum()),
                text(row.toNum()),
                row.startTs(),
                row.answerTs(),
                Objects.requireNonNullElse(row.endTs(), row.startTs()),
                Objects.requireNonNullElse(row.durationSec(), 0),
                Objects.requireNonNullElse(row.billsec(), 0),
                Boolean.TRUE.equals(row.answered()),
                Disposition.valueOf(text(row.disposition()).toUpperCase(Locale.ROOT)),
                text(row.hangupCause()),
                row.refusalCode(),
                row.queueId(),
                row.agentId(),
                text(row.correlationId()),
                text(row.edgeId()),
                row.flowId(),
                row.flowVersion(),
                Objects.requireNonNullElse(row.costMicros(), 0L));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
