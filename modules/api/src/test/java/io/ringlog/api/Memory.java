package io.ringlog.api;

import io.ringlog.api.port.Repeats;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers requests in memory. */
final class Memory implements Repeats {

    /** What came, and how far it is. */
    private record Entry(String fingerprint, Before before) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public Before begin(Asked asked) {
        Entry fresh = new Entry(asked.fingerprint(), new Before.UnderWay());
        Entry known = entries.putIfAbsent(asked.key(), fresh);
        if (known == null) {
            return new Before.First();
        }
        return known.fingerprint().equals(asked.fingerprint()) ? known.before() : new Before.Another();
    }

    @Override
    public void answered(Asked asked, Before.Answered answer) {
        entries.put(asked.key(), new Entry(asked.fingerprint(), answer));
    }

    @Override
    public void unknown(Asked asked) {
        entries.put(asked.key(), new Entry(asked.fingerprint(), new Before.Unknown()));
    }

    @Override
    public void forget(Asked asked) {
        entries.remove(asked.key());
    }
}
