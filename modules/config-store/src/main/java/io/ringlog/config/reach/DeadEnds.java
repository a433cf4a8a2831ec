package io.ringlog.config.reach;

import io.ringlog.config.resource.DeadEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where calls of an account get no further. */
public final class DeadEnds {

    /** One of them, and where. */
    public record Found(Vertex at, String name, DeadEnd end) {}

    /** All of an account; not {@code complete} where its graph was too large to be drawn whole. */
    public record All(boolean complete, List<Found> found) {
        public All {
            found = List.copyOf(found);
        }
    }

    private final ReachGraph graph;
    private final Set<Vertex> fromOutside;
    private final List<Found> all = new ArrayList<>();

    private DeadEnds(ReachGraph graph) {
        this.graph = graph;
        this.fromOutside = reachedByNumbers(graph);
    }

    /** Every one that a call can come to. */
    public static All of(ReachGraph graph) {
        DeadEnds ends = new DeadEnds(graph);
        ends.search();
        return new All(
                graph.isComplete(), ends.all.stream().filter(ends::matters).toList());
    }

    /** Those on the given places, and of the row itself also what no call comes to. */
    static List<Found> on(ReachGraph graph, Set<Vertex> places, Vertex row) {
        DeadEnds ends = new DeadEnds(graph);
        ends.search();
        return ends.all.stream()
                .filter(it -> it.at().sameRow(row)
                        || it.end().kind() == DeadEnd.Kind.ACCOUNT_INACTIVE
                        || (places.contains(it.at()) && ends.matters(it)))
                .toList();
    }

    /** What is known by the absence of something is not known where something was left out. */
    private void search() {
        for (Vertex vertex : graph.vertices()) {
            graph.at(vertex).ifPresent(place -> {
                place.ends().forEach(end -> all.add(new Found(vertex, place.name(), end)));
                alone(vertex).ifPresent(end -> all.add(new Found(vertex, place.name(), end)));
            });
        }
        graph.arrows().stream()
                .filter(arrow -> graph.isComplete() && graph.at(arrow.to()).isEmpty())
                .forEach(arrow -> add(
                        arrow.from(),
                        DeadEnd.Kind.MISSING.of(arrow.field() + " names "
                                + arrow.to().kind() + " " + arrow.to().id() + ", which is not there")));
        circles();
    }

    /** What is wrong where nothing goes on. */
    private Optional<DeadEnd> alone(Vertex vertex) {
        boolean alive =
                graph.from(vertex).stream().anyMatch(it -> !it.to().kind().equals("schedule") && isAlive(vertex, it));
        if (alive || !graph.isComplete()) {
            return Optional.empty();
        } else if (vertex.part().equals(Vertex.PHONES)) {
            return Optional.of(DeadEnd.Kind.NOBODY.of("has no phone that may ring"));
        }
        return switch (vertex.kind()) {
            case "queue" -> Optional.of(DeadEnd.Kind.NOBODY.of("has no agents"));
            case "forward" -> Optional.of(DeadEnd.Kind.NO_ROUTE.of("no outbound route takes its number"));
            default -> Optional.empty();
        };
    }

    /** A queue that only has targets for its exits has nobody who serves it. */
    private static boolean isAlive(Vertex vertex, Arrow arrow) {
        return !vertex.kind().equals("queue") || arrow.to().kind().equals("membership");
    }

    private boolean matters(Found found) {
        Vertex at = found.at();
        return switch (found.end().kind()) {
            case ACCOUNT_INACTIVE, NOWHERE, NO_EDGE, MISSING, LOOP -> true;
            case INACTIVE, UNPUBLISHED, NOBODY, NO_ROUTE ->
                graph.to(at).stream().anyMatch(this::isOfAnother);
            case CLOSED -> fromOutside.contains(at);
            case UNANSWERED ->
                graph.to(at).stream()
                        .anyMatch(it ->
                                fromOutside.contains(it.from()) && !it.from().isNode());
        };
    }

    /** The phones of a user are reached when somebody reaches the user. */
    private boolean isOfAnother(Arrow arrow) {
        return !arrow.from().sameRow(arrow.to())
                || graph.to(arrow.from()).stream().anyMatch(it -> !it.from().sameRow(arrow.from()));
    }

    private void add(Vertex at, DeadEnd end) {
        all.add(new Found(at, graph.at(at).map(Place::name).orElse(at.id()), end));
    }

    private static Set<Vertex> reachedByNumbers(ReachGraph graph) {
        Set<Vertex> reached = new HashSet<>();
        Deque<Vertex> next = new ArrayDeque<>();
        graph.vertices().stream().filter(it -> it.kind().equals("did")).forEach(next::add);
        while (!next.isEmpty()) {
            Vertex here = next.remove();
            if (reached.add(here)) {
                graph.from(here).forEach(arrow -> next.add(arrow.to()));
            }
        }
        return reached;
    }

    /** Circles that a call goes round without the caller having a say. */
    private void circles() {
        Set<Vertex> left = withoutEnds();
        Set<Vertex> seen = new HashSet<>();
        for (Vertex start : left) {
            Set<Vertex> walk = new LinkedHashSet<>();
            Vertex here = start;
            while (!seen.contains(here) && walk.add(here)) {
                here = goingOn(here).filter(left::contains).findFirst().orElseThrow();
            }
            if (walk.contains(here)) {
                circle(walk, here);
            }
            seen.addAll(walk);
        }
    }

    private void circle(Set<Vertex> walk, Vertex first) {
        List<Vertex> circle =
                new ArrayList<>(walk.stream().dropWhile(it -> !it.equals(first)).toList());
        Vertex least = circle.stream().min(Comparator.comparing(this::word)).orElse(first);
        Collections.rotate(circle, -circle.indexOf(least));
        List<String> names = circle.stream().map(this::word).distinct().toList();
        add(least, DeadEnd.Kind.LOOP.of("calls go round: " + String.join(", ", names)));
    }

    private String word(Vertex vertex) {
        String name = graph.at(vertex).map(Place::name).orElse(vertex.id());
        return vertex.kind() + " " + name + (vertex.isNode() ? " (" + vertex.part() + ")" : "");
    }

    /** What remains when places that lead nowhere are taken away until there is none: each leads to a circle. */
    private Set<Vertex> withoutEnds() {
        Map<Vertex, Long> ways = new LinkedHashMap<>();
        graph.vertices().forEach(it -> ways.put(it, goingOn(it).count()));
        Deque<Vertex> ends = new ArrayDeque<>();
        ways.forEach((vertex, count) -> {
            if (count == 0) {
                ends.add(vertex);
            }
        });
        while (!ends.isEmpty()) {
            Vertex end = ends.remove();
            ways.remove(end);
            graph.to(end).stream().map(Arrow::from).filter(it -> !asks(it)).forEach(from -> {
                if (ways.merge(from, -1L, Long::sum) == 0) {
                    ends.add(from);
                }
            });
        }
        return ways.keySet();
    }

    private Stream<Vertex> goingOn(Vertex vertex) {
        return asks(vertex)
                ? Stream.empty()
                : graph.from(vertex).stream()
                        .map(Arrow::to)
                        .filter(it -> graph.at(it).isPresent());
    }

    private boolean asks(Vertex vertex) {
        return graph.at(vertex).map(Place::asks).orElse(false);
    }
}
