package io.ringlog.topology;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps every event of calls in progress and of those that ended lately, with the CDRs of the latter. */
final class CallHistoryProjector implements Projector {
    private final int kept;
    private LiveStore<StoryPart> stories;
    private LiveStore<Cdr> cdrs;
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
        stories.wake();
        cdrs.wake();
        endedByAge.clear();
        cdrs.all().forEach(this::remember);
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.callId() == null) {
            return;
        }
        boolean forgotten = event.event() instanceof CallDispositioned && !isTold(event.accountId(), event.callId());
        if (!forgotten) {
            tell(event, event.callId(), bytes);
        }
        if (event.event() instanceof CallEnded ended) {
            cdrs.put(cdrKey(ended.cdr()), ended.cdr());
            remember(ended.cdr());
            forgetOldest();
        }
    }

    /** Adds to the part of the story that the next commit writes anyway, or begins one. */
    private void tell(EventRecord event, String callId, byte[] bytes) {
        String key = storyKey(event.accountId(), callId, event.seq());
        var part = stories.upTo(key)
                .filter(last -> last.startsWith(storyPrefix(event.accountId(), callId)))
                .filter(stories::isChanged)
                .filter(last -> !last.equals(key))
                .filter(last -> stories.get(last).orElseThrow().hasRoomFor(bytes));
        part.ifPresentOrElse(
                last -> stories.put(last, stories.get(last).orElseThrow().plus(bytes)),
                () -> stories.put(key, new StoryPart(bytes)));
    }

    /** What is said of a call after its end begins no story of one that is not kept any more. */
    private boolean isTold(String account, String callId) {
        return !stories.beginning(storyPrefix(account, callId)).isEmpty();
    }

    private static String storyPrefix(String account, String callId) {
        return account + '/' + callId + '/';
    }

    /** The key of a part of a call's story, by its first event; the parts follow in their order. */
    private static String storyKey(String account, String callId, int seq) {
        return storyPrefix(account, callId) + padded(seq, 8);
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
            cdrs.remove(cdrKey(cdr));
            stories.beginning(storyPrefix(cdr.accountId(), cdr.callId()))
                    .keySet()
                    .forEach(stories::remove);
        }
    }
}
