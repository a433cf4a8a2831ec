package io.ringlog.app.http;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How much may be asked at a time, and what was asked not long ago. */
final class Room {

    static final int MOST = 200;
    static final int MOST_OF_ONE = 20;
    private static final int REMEMBERED = 10_000;

    private final Map<String, Integer> byAccount = new HashMap<>();
    private final Set<String> before = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private int taken;

    /** Whether it was not among the newest that were asked. */
    synchronized boolean isNew(String requestId) {
        return before.add(requestId);
    }

    /** Takes a place, or says why there is none. */
    synchronized Optional<String> take(String account) {
        int own = byAccount.getOrDefault(account, 0);
        if (own >= MOST_OF_ONE) {
            return Optional.of("the account has " + MOST_OF_ONE + " requests under way already");
        } else if (taken >= MOST) {
            return Optional.of("the platform has " + MOST + " requests under way already");
        }
        byAccount.put(account, own + 1);
        taken++;
        return Optional.empty();
    }

    synchronized void leave(String account) {
        byAccount.computeIfPresent(account, (it, own) -> own == 1 ? null : own - 1);
        taken--;
    }

    synchronized int taken() {
        return taken;
    }
}
