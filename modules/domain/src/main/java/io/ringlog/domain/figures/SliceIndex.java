package io.ringlog.domain.figures;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * In which slices something is not over yet. After a crash in the midst of a commit that may be several, of which all
 * but one have counted already what is told again.
 */
final class SliceIndex {
    private final Map<String, SortedSet<String>> keys = new HashMap<>();

    /** The keys of the slices, in their order; a copy. */
    Set<String> of(String what) {
        SortedSet<String> found = keys.get(what);
        return found == null ? Set.of() : new TreeSet<>(found);
    }

    void add(String what, String key) {
        keys.computeIfAbsent(what, _ -> new TreeSet<>()).add(key);
    }

    void remove(String what, String key) {
        keys.computeIfPresent(what, (_, those) -> {
            those.remove(key);
            return those.isEmpty() ? null : those;
        });
    }
}
