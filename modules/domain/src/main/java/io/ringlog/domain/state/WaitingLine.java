package io.ringlog.domain.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The callers in the line of a queue, and the places kept for whoever is called back, in the order they are served;
 * those whom nobody is offered, by their priority.
 */
public final class WaitingLine {

    private final Ranking<Spot> all = new Ranking<>(Spot.ORDER);
    private final SortedMap<Integer, NavigableSet<Spot>> free = new TreeMap<>(Comparator.reverseOrder());
    private int callers;

    /** How many have no agent who talks to them. */
    public int size() {
        return all.size();
    }

    /** How many of them are there to hear how they stand. */
    public int callers() {
        return callers;
    }

    /** Whether somebody is offered to nobody. */
    public boolean hasFree() {
        return !free.isEmpty();
    }

    /** 1 for the first. */
    public int position(Spot spot) {
        return all.before(spot) + 1;
    }

    /** Every id in order: of calls, and of places that are kept. */
    public List<String> ids() {
        return all.stream().map(Spot::id).toList();
    }

    /** Those whom nobody is offered: each priority by itself, the highest first. */
    public Collection<NavigableSet<Spot>> free() {
        return Collections.unmodifiableCollection(free.values());
    }

    /** The first of those whom nobody is offered who came no later than {@code latest} and pleases. */
    public Optional<Spot> firstFree(Instant latest, Predicate<Spot> pleases) {
        return free.values().stream()
                .flatMap(level -> level.stream()
                        .takeWhile(spot -> !spot.enqueuedAt().isAfter(latest))
                        .filter(pleases)
                        .limit(1))
                .findFirst();
    }

    void changed(@Nullable CallState before, @Nullable CallState after) {
        Spot.of(before).ifPresent(spot -> {
            leave(spot);
            callers--;
        });
        Spot.of(after).ifPresent(spot -> {
            join(spot, isFree(after));
            callers++;
        });
    }

    void changed(@Nullable KeptPlace before, @Nullable KeptPlace after) {
        Spot.of(before).ifPresent(this::leave);
        Spot.of(after).ifPresent(spot -> join(spot, after != null && after.step() == KeptPlace.Step.WAITING));
    }

    private void join(Spot spot, boolean isFree) {
        all.add(spot);
        if (isFree) {
            free.computeIfAbsent(spot.priority(), any -> new TreeSet<>(Spot.ORDER))
                    .add(spot);
        }
    }

    private void leave(Spot spot) {
        all.remove(spot);
        free.computeIfPresent(spot.priority(), (priority, level) -> {
            level.remove(spot);
            return level.isEmpty() ? null : level;
        });
    }

    private static boolean isFree(@Nullable CallState call) {
        return call != null && call.place() != null && call.place().state() == QueuePlace.State.WAITING;
    }
}
