package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.CodeEars;
import io.ringlog.edge.media.MediaDesk;

/** What the keys of a talk are heard with, and who is told. Desk thread only. */
record TalkKeys(CallBook book, FactWriter facts, MediaDesk media, EdgeCounters counters) implements CodeEars.Ears {

    @Override
    public void listen(String callId, String legId) {
        media.listenForDigits(callId, legId);
    }

    @Override
    public void pressed(String callId, String legId, String code) {
        book.find(callId)
                .ifPresent(call ->
                        facts.write(call.account, stamp -> new CallFact.CodePressed(stamp, callId, legId, code)));
    }

    @Override
    public void tooMany(String callId, String legId) {
        counters.add("keys.too-many");
    }
}
