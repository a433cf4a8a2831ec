package io.ringlog.topology;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Names in the order of their time, each at most once; in whatever unit its owner counts time. */
final class Agenda {

    private record Entry(long when, String name) {}

    private final Map<String, Entry> byName = new HashMap<>();
    private final TreeSet<Entry> inOrder =
            new TreeSet<>(Comparator.comparingLong(Entry::when).thenComparing(Entry::name));

    /** Enters a name, or moves it. */
    void put(String name, long when) {
        remove(name);
        var entry = new Entry(when, name);
        byName.put(name, entry);
        inOrder.add(entry);
    }

    void remove(String name) {
        Entry was = byName.remove(name);
        if (was != null) {
            inOrder.remove(was);
        }
    }

    /** When the first one is. */
    OptionalLong next() {
        return inOrder.isEmpty() ? OptionalLong.empty() : OptionalLong.of(inOrder.getFirst().when);
    }

    /** Takes the first one, if its time has come. */
    Optional<String> take(long now) {
        if (inOrder.isEmpty() || inOrder.getFirst().when > now) {
            return Optional.empty();
        }
        Entry first = inOrder.removeFirst();
        byName.remove(first.name);
        return Optional.of(first.name);
    }
}
