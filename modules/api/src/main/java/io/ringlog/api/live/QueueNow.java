package io.ringlog.api.live;

import io.ringlog.api.port.LiveViews.Caller;
import io.ringlog.api.port.LiveViews.LiveAgent;
import io.ringlog.api.port.LiveViews.LiveQueue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A queue as a wallboard shows it.
 *
 * @param name as configured; null when the queue was removed meanwhile
 * @param waiting callers without an agent that answered
 * @param oldestSince since when the longest waiting one waits; null when nobody does
 * @param agents how many active agents are in each bucket
 */
record QueueNow(
        String queueId,
        @Nullable String name,
        int waiting,
        int talking,
        @Nullable Instant oldestSince,
        SortedMap<String, Integer> agents,
        List<Caller> callers) {

    private static final String TALKING = "talking";

    /** Every configured queue, and every other that still has a caller or an active agent. */
    static List<QueueNow> of(Map<String, String> names, List<LiveQueue> queues, List<LiveAgent> agents) {
        Map<String, LiveQueue> known =
                queues.stream().collect(Collectors.toMap(LiveQueue::queueId, Function.identity()));
        var ids = new TreeSet<>(names.keySet());
        ids.addAll(known.keySet());
        agents.forEach(agent -> ids.addAll(agent.activeQueues()));
        return ids.stream()
                .map(id -> of(names.get(id), known.getOrDefault(id, new LiveQueue(id, List.of())), agents.stream()))
                .toList();
    }

    private static QueueNow of(@Nullable String name, LiveQueue queue, Stream<LiveAgent> agents) {
        List<Caller> waiting = queue.callers().stream()
                .filter(caller -> !caller.state().equals(TALKING))
                .toList();
        var buckets = new TreeMap<String, Integer>();
        agents.filter(agent -> agent.activeQueues().contains(queue.queueId()))
                .forEach(agent -> buckets.merge(agent.bucket(), 1, Integer::sum));
        return new QueueNow(
                queue.queueId(),
                name,
                waiting.size(),
                queue.callers().size() - waiting.size(),
                waiting.stream()
                        .map(Caller::since)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                buckets,
                queue.callers());
    }
}
