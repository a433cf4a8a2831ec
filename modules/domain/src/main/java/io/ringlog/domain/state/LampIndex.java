package io.ringlog.domain.state;

import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which lamps of an account are watched and where, and which of them show a call. */
public final class LampIndex {

    private final SortedMap<String, Interest> byId = new TreeMap<>();
    private final Map<Lamp, SortedMap<String, Interest>> byLamp = new HashMap<>();
    private final Map<String, SortedSet<Lamp>> byCall = new HashMap<>();

    /** Whether nobody watches anything. */
    public boolean isEmpty() {
        return byId.isEmpty();
    }

    public int size() {
        return byId.size();
    }

    /** In id order. */
    public Collection<Interest> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    public Optional<Interest> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those in a lamp, in edge order. */
    public List<Interest> in(Lamp lamp) {
        return List.copyOf(
                byLamp.getOrDefault(lamp, Collections.emptySortedMap()).values());
    }

    /** The watched lamps that show a call. */
    public SortedSet<Lamp> showing(String callId) {
        return Collections.unmodifiableSortedSet(byCall.getOrDefault(callId, Collections.emptySortedSet()));
    }

    void put(Interest next) {
        forgetCalls(byId.put(next.id(), next));
        byLamp.computeIfAbsent(next.lamp(), any -> new TreeMap<>()).put(next.edge(), next);
        showCalls(next);
    }

    void remove(Interest gone) {
        forgetCalls(byId.remove(gone.id()));
        byLamp.computeIfPresent(gone.lamp(), (lamp, edges) -> {
            edges.remove(gone.edge());
            return edges.isEmpty() ? null : edges;
        });
        // Interests of other edges show the same.
        in(gone.lamp()).forEach(this::showCalls);
    }

    private void showCalls(Interest it) {
        calls(it.light())
                .forEach(call ->
                        byCall.computeIfAbsent(call, any -> new TreeSet<>()).add(it.lamp()));
    }

    private void forgetCalls(@Nullable Interest it) {
        if (it != null) {
            calls(it.light())
                    .forEach(one -> byCall.computeIfPresent(one, (call, lamps) -> {
                        lamps.remove(it.lamp());
                        return lamps.isEmpty() ? null : lamps;
                    }));
        }
    }

    private static List<String> calls(Light light) {
        return switch (light) {
            case Light.Dialogs(List<Light.Dialog> dialogs) ->
                dialogs.stream().map(Light.Dialog::callId).toList();
            case Light.Presence(boolean _, List<String> talks) -> talks;
            case Light.Messages _ -> List.of();
        };
    }
}
