package io.ringlog.domain.state;

import io.ringlog.domain.state.RingAttempt.Purpose;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The calls of an account that wait: by slot, by the call that comes for them, by the conference they ring for. */
final class WaitIndex {

    private record Slot(String lotId, String slot) {}

    private final Map<Slot, SortedSet<String>> bySlot = new HashMap<>();
    private final Map<String, SortedSet<String>> byComer = new HashMap<>();
    private final Map<String, SortedSet<String>> byConference = new HashMap<>();

    /** Call ids, in order. */
    SortedSet<String> waitingFor(String callId) {
        return Collections.unmodifiableSortedSet(byComer.getOrDefault(callId, Collections.emptySortedSet()));
    }

    /** Ids of calls, in order. */
    SortedSet<String> ringingFor(String conferenceId) {
        return Collections.unmodifiableSortedSet(byConference.getOrDefault(conferenceId, Collections.emptySortedSet()));
    }

    Optional<String> parkedIn(String lotId, String slot) {
        return Optional.ofNullable(bySlot.get(new Slot(lotId, slot))).map(SortedSet::first);
    }

    /** A call was replaced or is gone. Most changes leave what it waits for alone. */
    void changed(@Nullable CallState before, @Nullable CallState after) {
        Waiting was = before == null ? null : before.waiting();
        Waiting is = after == null ? null : after.waiting();
        if (before != null && was != null && !was.equals(is)) {
            slot(was).ifPresent(slot -> forget(bySlot, slot, before.callId()));
            Optional.ofNullable(was.byCallId()).ifPresent(comer -> forget(byComer, comer, before.callId()));
        }
        if (after != null && is != null && !is.equals(was)) {
            slot(is).ifPresent(slot -> note(bySlot, slot, after.callId()));
            Optional.ofNullable(is.byCallId()).ifPresent(comer -> note(byComer, comer, after.callId()));
        }
        if (before != null) {
            conference(before).ifPresent(id -> forget(byConference, id, before.callId()));
        }
        if (after != null) {
            conference(after).ifPresent(id -> note(byConference, id, after.callId()));
        }
    }

    private static Optional<String> conference(CallState call) {
        return !call.over() && call.ring() instanceof RingAttempt ring && ring.purpose() instanceof Purpose.Invited it
                ? Optional.of(it.conferenceId())
                : Optional.empty();
    }

    private static Optional<Slot> slot(Waiting waiting) {
        String lot = waiting.lotId();
        String slot = waiting.slot();
        return lot == null || slot == null ? Optional.empty() : Optional.of(new Slot(lot, slot));
    }

    private static <K> void note(Map<K, SortedSet<String>> index, K key, String callId) {
        index.computeIfAbsent(key, any -> new TreeSet<>()).add(callId);
    }

    private static <K> void forget(Map<K, SortedSet<String>> index, K key, String callId) {
        SortedSet<String> calls = index.get(key);
        if (calls != null && calls.remove(callId) && calls.isEmpty()) {
            index.remove(key);
        }
    }
}
