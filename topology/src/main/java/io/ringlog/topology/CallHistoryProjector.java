package io.ringlog.topology;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.ViewCodecs;
import io.ringlog.wire.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps every event of calls in progress and of those that ended lately, with the CDRs of the latter. */
final class CallHistoryProjector implements Projector {
    private final int kept;
    private KeyValueStore<String, byte[]> stories;
    private KeyValueStore<String, byte[]> cdrs;
    /** Which ended calls are kept, the one that ended first in front. */
    private final Map<String, Cdr> endedByAge = new TreeMap<>();

    @SuppressWarnings("NullAway.Init")
    CallHistoryProjector(int kept) {
        this.kept = kept;
    }

    @Override
    public void open(ProcessorContext<?, ?> context) {
        stories = context.getStateStore(Names.CALL_STORIES);
        cdrs = context.getStateStore(Names.RECENT_CDRS);
        endedByAge.clear();
        try (var all = cdrs.all()) {
            all.forEachRemaining(
                    entry -> remember(ViewCodecs.CDR.decode(entry.value).orThrow()));
        }
    }

    @Override
    public void see(EventRecord event) {
        if (event.callId() == null) {
            return;
        }
        stories.put(storyKey(event.account(), event.callId(), event.seq()), Codecs.EVENT.encode(event));
        if (event.event() instanceof CallEnded ended) {
            cdrs.put(cdrKey(ended.cdr()), ViewCodecs.CDR.encode(ended.cdr()));
            remember(ended.cdr());
            forgetOldest();
        }
    }

    /** The first key of a call's story; its events follow in their order. */
    static String storyKey(String account, String callId, int seq) {
        return account + '/' + callId + '/' + padded(seq, 8);
    }

    /** Within an account, the call that ended last comes first. */
    static String cdrKey(Cdr cdr) {
        return cdr.accountId() + '/' + padded(Long.MAX_VALUE - cdr.endTs().toEpochMilli(), 19) + '/' + cdr.callId();
    }

    /** Zeros in front; a formatter would cost more than the store does. */
    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private void remember(Cdr cdr) {
        endedByAge.put(padded(cdr.endTs().toEpochMilli(), 19) + '/' + cdr.callId(), cdr);
    }

    private void forgetOldest() {
        while (endedByAge.size() > kept) {
            var oldest = endedByAge.entrySet().iterator().next();
            Cdr cdr = oldest.getValue();
            endedByAge.remove(oldest.getKey());
            cdrs.delete(cdrKey(cdr));
            storyKeys(cdr).forEach(stories::delete);
        }
    }

    private List<String> storyKeys(Cdr cdr) {
        var keys = new ArrayList<String>();
        var from = storyKey(cdr.accountId(), cdr.callId(), 0);
        var to = storyKey(cdr.accountId(), cdr.callId(), 99_999_999);
        try (var story = stories.range(from, to)) {
            story.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
