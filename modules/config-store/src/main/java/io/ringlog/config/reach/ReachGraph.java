package io.ringlog.config.reach;

import io.ringlog.config.db.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All places of an account and the arrows between them, in the order of the rows. */
public final class ReachGraph {

    private final Map<Vertex, Place> places = new LinkedHashMap<>();
    private final Map<Vertex, List<Arrow>> out = new LinkedHashMap<>();
    private final Map<Vertex, List<Arrow>> in = new LinkedHashMap<>();

    ReachGraph() {}

    /** The account as it is in this transaction. */
    public static ReachGraph of(String accountId, Sql sql) {
        return ReachRows.graph(accountId, sql);
    }

    void add(Vertex vertex, Place place) {
        places.put(vertex, place);
    }

    void add(Arrow arrow) {
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
