package io.ringlog.edge.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address answered a challenge wrongly of late. Anybody is challenged and may answer, and each answer is
 * a record of the log: who only guesses must not fill it. For one thread.
 */
final class WrongAnswers {

    static final int MOST = 50;
    private static final long LATELY_MS = Duration.ofSeconds(10).toMillis();
    private static final int REMEMBERED = 10_000;

    private record Seen(long sinceMs, int wrong) {}

    private final InstantSource clock;
    private final Map<String, Seen> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };

    WrongAnswers(InstantSource clock) {
        this.clock = clock;
    }

    void gaveOne(String address) {
        Seen before = lately(address);
        byAddress.put(address, new Seen(before.sinceMs(), before.wrong() + 1));
    }

    /** Whether the address has used up the guesses it has lately. */
    boolean areTooMany(String address) {
        return lately(address).wrong() >= MOST;
    }

    private Seen lately(String address) {
        long now = clock.millis();
        Seen seen = byAddress.get(address);
        return seen == null || now - seen.sinceMs() > LATELY_MS ? new Seen(now, 0) : seen;
    }
}
