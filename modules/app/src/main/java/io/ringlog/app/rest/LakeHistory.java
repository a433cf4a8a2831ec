package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.History;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.connectors.CallHistory;
import io.ringlog.connectors.CallQuery;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.Views;
import io.ringlog.wire.Codec;
import io.ringlog.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Past calls from the lake; one that ended a moment ago, before the lake took it, from the views. */
public final class LakeHistory implements History {
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
                    .matching(matching(query.matching()))
                    .limit(query.limit())
                    .after(query.cursor()));
            return new Rows(
                    page.rows().stream().map(row -> read(Codecs.CDR, row)).toList(), page.nextCursor());
        } catch (IllegalArgumentException wrong) {
            throw Refused.of(Why.INVALID, Objects.requireNonNullElse(wrong.getMessage(), "the query is wrong"));
        }
    }

    @Override
    public Optional<Cdr> call(String account, String callId) {
        return lately(account, callId).or(() -> lake.call(account, callId).map(row -> read(Codecs.CDR, row)));
    }

    @Override
    public List<EventRecord> story(String account, String callId) {
        return lake.events(account, callId).stream()
                .map(row -> read(Codecs.EVENT, row))
                .toList();
    }

    private static CallQuery.Matching matching(Matching it) {
        return new CallQuery.Matching(it.number(), it.users(), it.queue(), it.cause(), it.text());
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

    private static <T> T read(Codec<T> codec, ObjectNode row) {
        return codec.decode(row.toString().getBytes(StandardCharsets.UTF_8)).orThrow();
    }
}
