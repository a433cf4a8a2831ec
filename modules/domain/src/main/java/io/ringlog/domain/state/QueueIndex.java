package io.ringlog.domain.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who waits in each queue and who works there, as calls, kept places and agents say; nothing of it is stored. */
public final class QueueIndex {

    private final ConfigIndex config;
    private final Map<String, Bench> benches = new HashMap<>();
    private final Map<String, WaitingLine> lines = new HashMap<>();
    private final SortedSet<String> deserted = new TreeSet<>();
    private final SortedSet<String> contested = new TreeSet<>();
    private final Map<String, WrapUp> wrapUps = new HashMap<>();
    private final KeptPlaces kept = new KeptPlaces(this::changed);

    QueueIndex(ConfigIndex config) {
        this.config = config;
    }

    /** The agents of a queue. */
    public Bench bench(String queueId) {
        return benches.computeIfAbsent(queueId, id -> new Bench(id, userId -> position(id, userId)));
    }

    /** The callers of a queue. */
    public WaitingLine line(String queueId) {
        return lines.computeIfAbsent(queueId, any -> new WaitingLine());
    }

    /** The places that are kept for whoever is called back. */
    public KeptPlaces kept() {
        return kept;
    }

    /** Who wraps a call up that is over for them. */
    public Optional<WrapUp> wrapUp(String callId) {
        return Optional.ofNullable(wrapUps.get(callId));
    }

    void put(WrapUp wrapUp) {
        wrapUps.put(wrapUp.callId(), wrapUp);
    }

    void remove(WrapUp wrapUp) {
        wrapUps.remove(wrapUp.callId());
    }

    /** The queues with callers whom no agent talks to, in id order. */
    public List<String> waitedIn() {
        return lines.entrySet().stream()
                .filter(it -> it.getValue().callers() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The queues with callers and nobody who could ever answer, in id order. */
    public List<String> deserted() {
        return List.copyOf(deserted);
    }

    /** The queues with both somebody ready and a caller whom nobody is offered, in id order. */
    public List<String> contested() {
        return List.copyOf(contested);
    }

    void changed(@Nullable AgentState before, @Nullable AgentState after) {
        for (String queueId : queuesOf(before, after)) {
            bench(queueId).changed(before, after);
            look(queueId);
        }
    }

    /** Most changes of a call leave its place alone. */
    void changed(@Nullable CallState before, @Nullable CallState after) {
        boolean same =
                Objects.equals(placed(before), placed(after)) && Spot.of(before).equals(Spot.of(after));
        if (!same) {
            move(before, null);
            move(null, after);
        }
    }

    private void changed(@Nullable KeptPlace before, @Nullable KeptPlace after) {
        Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
                .flatMap(Optional::stream)
                .map(it -> it.place().queueId())
                .findFirst()
                .ifPresent(queueId -> {
                    line(queueId).changed(before, after);
                    look(queueId);
                });
    }

    void repositioned(String queueId) {
        bench(queueId).forgetOrder();
    }

    private void move(@Nullable CallState before, @Nullable CallState after) {
        QueuePlace place = placed(before == null ? after : before);
        if (place != null) {
            line(place.queueId()).changed(before, after);
            look(place.queueId());
        }
    }

    private void look(String queueId) {
        WaitingLine line = line(queueId);
        Bench bench = bench(queueId);
        note(deserted, queueId, line.callers() > 0 && bench.viable() == 0);
        note(contested, queueId, line.hasFree() && bench.ready() > 0);
    }

    private static void note(SortedSet<String> queues, String queueId, boolean isSo) {
        if (isSo) {
            queues.add(queueId);
        } else {
            queues.remove(queueId);
        }
    }

    private static @Nullable QueuePlace placed(@Nullable CallState call) {
        return call == null ? null : call.place();
    }

    private static List<String> queuesOf(@Nullable AgentState before, @Nullable AgentState after) {
        SortedSet<String> queues = new TreeSet<>(
                before == null ? Collections.emptySet() : before.activeQueues().keySet());
        queues.addAll(
                after == null ? Collections.emptySet() : after.activeQueues().keySet());
        return new ArrayList<>(queues);
    }

    private int position(String queueId, String userId) {
        return config.assignment(queueId, userId).map(it -> it.position()).orElse(0);
    }
}
