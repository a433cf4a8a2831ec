package io.ringlog.config.reach;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks the graph backwards from a row, the nearest first. */
final class Reaching {

    /** Longer ways than this are not looked for. */
    static final int DEEPEST = 100;

    /** No more ways than this are told. */
    static final int MOST_WAYS = 1_000;

    private final ReachGraph graph;
    private final Map<Vertex, Integer> depths = new LinkedHashMap<>();
    private final Map<Vertex, Arrow> onward = new HashMap<>();
    private final List<List<Arrow>> ways = new ArrayList<>();
    private boolean complete;

    private Reaching(ReachGraph graph) {
        this.graph = graph;
        this.complete = graph.isComplete();
    }

    static Reaching of(ReachGraph graph, Vertex row) {
        Reaching reaching = new Reaching(graph);
        graph.vertices().stream()
                .filter(it -> it.sameRow(row) && !it.isNode())
                .forEach(it -> reaching.depths.put(it, 0));
        reaching.walk();
        return reaching;
    }

    /** For each arrow that can lead here, itself and the shortest way that follows it. */
    List<List<Arrow>> ways() {
        return List.copyOf(ways);
    }

    /** The places on these ways, the row itself too. */
    Set<Vertex> places() {
        return new LinkedHashSet<>(depths.keySet());
    }

    /** Whether nothing was left out. */
    boolean complete() {
        return complete;
    }

    private void walk() {
        Deque<Vertex> next = new ArrayDeque<>(depths.keySet());
        while (!next.isEmpty()) {
            Vertex here = next.remove();
            int depth = depths.getOrDefault(here, 0);
            for (Arrow arrow : graph.to(here)) {
                if (depths.containsKey(arrow.from()) || depth < DEEPEST) {
                    if (depths.putIfAbsent(arrow.from(), depth + 1) == null) {
                        onward.put(arrow.from(), arrow);
                        next.add(arrow.from());
                    }
                    tell(arrow);
                } else {
                    complete = false;
                }
            }
        }
    }

    private void tell(Arrow first) {
        boolean inside = first.from().isNode() && first.to().sameRow(first.from());
        if (inside || first.from().part().equals(Vertex.PHONES) || depths.getOrDefault(first.from(), 0) == 0) {
            return;
        }
        List<Arrow> way = new ArrayList<>(List.of(first));
        for (Arrow it = onward.get(first.to()); it != null; it = onward.get(it.to())) {
            if (it.from().equals(first.from())) {
                return;
            }
            way.add(it);
        }
        if (ways.size() < MOST_WAYS) {
            ways.add(way);
        } else {
            complete = false;
        }
    }
}
