package io.ringlog.domain.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The places in queues that are kept for whoever is called back, by their ids and by the calls that are begun. */
public final class KeptPlaces {

    private final SortedMap<String, KeptPlace> places = new TreeMap<>();
    private final Map<String, String> byCall = new HashMap<>();
    private final Map<String, String> byOrigin = new HashMap<>();
    private final SortedSet<String> alone = new TreeSet<>();
    private final BiConsumer<@Nullable KeptPlace, @Nullable KeptPlace> changed;

    /** @param changed hears what a place was and is; null where there was or is none */
    KeptPlaces(BiConsumer<@Nullable KeptPlace, @Nullable KeptPlace> changed) {
        this.changed = changed;
    }

    public Optional<KeptPlace> place(String placeId) {
        return Optional.ofNullable(places.get(placeId));
    }

    /** The one that a call rings for or has taken. */
    public Optional<KeptPlace> of(@Nullable String callId) {
        return Optional.ofNullable(byCall.get(callId)).flatMap(this::place);
    }

    /** The one that comes from a call. */
    public Optional<KeptPlace> from(String callId) {
        return Optional.ofNullable(byOrigin.get(callId)).flatMap(this::place);
    }

    /** Those whose customer rings while no agent is held for them, in id order. */
    public SortedSet<String> alone() {
        return Collections.unmodifiableSortedSet(alone);
    }

    /** In id order. */
    public Collection<KeptPlace> all() {
        return Collections.unmodifiableCollection(places.values());
    }

    void put(KeptPlace place) {
        changed(places.put(place.placeId(), place), place);
    }

    void remove(KeptPlace place) {
        changed(places.remove(place.placeId()), null);
    }

    private void changed(@Nullable KeptPlace before, @Nullable KeptPlace after) {
        if (before != null && before.callId() != null) {
            byCall.remove(before.callId());
        }
        if (after != null && after.callId() != null) {
            byCall.put(after.callId(), after.placeId());
        }
        if (before != null && before.fromCallId() != null) {
            byOrigin.remove(before.fromCallId());
        }
        if (after != null && after.fromCallId() != null) {
            byOrigin.put(after.fromCallId(), after.placeId());
        }
        if (before != null) {
            alone.remove(before.placeId());
        }
        if (after != null && after.isAlone()) {
            alone.add(after.placeId());
        }
        changed.accept(before, after);
    }
}
