package io.ringlog.topology;

import io.ringlog.domain.journal.Timer.TimerSet;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The timers of a partition in the order they are due; holds nothing that is not in the store too. */
final class DueTimers {

    /** A timer under its key, and the id of the record that set it. */
    record Due(String key, String setBy, TimerSet timer) {}

    private final Map<String, Due> byKey = new HashMap<>();
    private final TreeSet<Due> inOrder =
            new TreeSet<>(Comparator.comparing((Due d) -> d.timer().due()).thenComparing(Due::key));

    /** Sets or moves a timer. */
    void set(String key, String setBy, TimerSet timer) {
        cancel(key);
        putBack(new Due(key, setBy, timer));
    }

    void cancel(String key) {
        Due was = byKey.remove(key);
        if (was != null) {
            inOrder.remove(was);
        }
    }

    boolean isSet(String key) {
        return byKey.containsKey(key);
    }

    /** Takes the earliest timer if it is due; it is then no longer set. */
    Optional<Due> takeIfDue(Instant now) {
        if (inOrder.isEmpty() || inOrder.getFirst().timer().due().isAfter(now)) {
            return Optional.empty();
        }
        Due first = inOrder.getFirst();
        cancel(first.key());
        return Optional.of(first);
    }

    void putBack(Due due) {
        byKey.put(due.key(), due);
        inOrder.add(due);
    }

    void clear() {
        byKey.clear();
        inOrder.clear();
    }
}
