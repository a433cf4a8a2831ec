package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All live calls of this edge by their id. For the desk thread; only the count may be read by others. */
public final class CallBook {

    private final Map<String, LiveCall> calls = new HashMap<>();
    private volatile int size;

    /** A call that somebody called in on. */
    LiveCall cameIn(String callId, String account, String domain) {
        LiveCall call = open(callId, account, domain);
        call.add(CallFact.CALLER);
        return call;
    }

    /** A call whose parties are all rung from here. */
    LiveCall open(String callId, String account, String domain) {
        LiveCall call = new LiveCall(callId, account, domain);
        calls.put(callId, call);
        size = calls.size();
        return call;
    }

    Optional<LiveCall> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    void close(LiveCall call) {
        calls.remove(call.id);
        size = calls.size();
    }

    List<LiveCall> all() {
        return List.copyOf(calls.values());
    }

    public int size() {
        return size;
    }
}
