package io.ringlog.edge.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All live calls of this edge by their id. For the desk thread; only the count may be read by others. */
public final class CallBook {

    private final Map<String, LiveCall> calls = new HashMap<>();
    private volatile int size;

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
