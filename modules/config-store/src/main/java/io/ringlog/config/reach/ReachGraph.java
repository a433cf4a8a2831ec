package io.ringlog.config.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All places of an account and the arrows between them, in the order of the rows. */
public final class ReachGraph {

    /** Of one account; what is beyond is left out. */
    static final int MOST_ARROWS = 200_000;

    private final Map<Vertex, Place> places = new LinkedHashMap<>();
    private final Map<Vertex, List<Arrow>> out = new LinkedHashMap<>();
    private final Map<Vertex, List<Arrow>> in = new LinkedHashMap<>();

    private int arrows;
    private boolean complete = true;

    ReachGraph() {}

    /** The account as its sheet has it; needs no database and may take a while. */
    public static ReachGraph of(Sheet sheet) {
        return ReachRows.graph(sheet);
    }

    /** Whether nothing was left out. */
    public boolean isComplete() {
        return complete;
    }

    void leftOut() {
        complete = false;
    }

    boolean isFull() {
        return arrows == MOST_ARROWS;
    }

    void add(Vertex vertex, Place place) {
        places.put(vertex, place);
    }

    void add(Arrow arrow) {
        if (isFull()) {
            leftOut();
            return;
        }
        arrows++;
        out.computeIfAbsent(arrow.from(), _ -> new ArrayList<>()).add(arrow);
        in.computeIfAbsent(arrow.to(), _ -> new ArrayList<>()).add(arrow);
    }

    Set<Vertex> vertices() {
        return places.keySet();
    }

    Optional<Place> at(Vertex vertex) {
        return Optional.ofNullable(places.get(vertex));
    }

    List<Arrow> from(Vertex vertex) {
        return out.getOrDefault(vertex, List.of());
    }

    List<Arrow> to(Vertex vertex) {
        return in.getOrDefault(vertex, List.of());
    }

    /** Every arrow, the ones to nowhere too. */
    List<Arrow> arrows() {
        return out.values().stream().flatMap(List::stream).toList();
    }
}
