package io.ringlog.config.reach;

import io.ringlog.config.resource.Link;
import io.ringlog.config.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who reaches a row, in a line for each way from where a call begins. */
public final class Arrivals {

    /** What says that nothing leads to a row. */
    public static final String NOBODY = "nothing that calls come to";

    private static final String ON = " > ";

    /** Kinds of rows that calls come to, or that say when they do. */
    private static final Set<String> COME_TO = Resources.ALL.stream()
            .flatMap(resource -> resource.links().stream())
            .filter(link -> link.sense() == Link.Sense.LEADS || link.sense() == Link.Sense.HOURS)
            .map(Link::target)
            .collect(Collectors.toUnmodifiableSet());

    private Arrivals() {}

    /**
     * The shortest ways first; none of what is dialled itself, and of rows that calls never come to.
     *
     * @param kind name of the resource
     * @param most how many are told; one more line says how many are not
     */
    public static List<String> at(ReachGraph graph, String kind, String id, int most) {
        Vertex row = Vertex.row(kind, id);
        Optional<Place> place = graph.at(row);
        Reaching reaching = Reaching.of(graph, row);
        List<String> begun = texts(
                graph,
                reaching.ways().stream()
                        .filter(way -> begins(graph, way.getFirst().from()))
                        .toList());
        if (begun.isEmpty()) {
            boolean known = reaching.complete() && COME_TO.contains(kind);
            return known && place.map(Place::dialled).isEmpty() ? List.of(NOBODY) : List.of();
        }
        List<String> lines = new ArrayList<>(begun.stream().limit(most).toList());
        if (begun.size() > most || !reaching.complete()) {
            lines.add(begun.size() > most ? begun.size() - most + " more ways" : "more ways than are looked for");
        }
        return lines;
    }

    /** Where something is dialled, or nothing leads to: what nobody dials can still be where calls come in. */
    private static boolean begins(ReachGraph graph, Vertex first) {
        boolean dialled = graph.at(first).map(Place::dialled).isPresent();
        return !first.isNode() && (dialled || graph.to(first).isEmpty());
    }

    private static List<String> texts(ReachGraph graph, List<List<Arrow>> ways) {
        return ways.stream().map(way -> text(graph, way)).distinct().toList();
    }

    /** One word for each row that the way leaves, with the node and the outcome by which it does. */
    private static String text(ReachGraph graph, List<Arrow> way) {
        List<String> rows = new ArrayList<>();
        for (Arrow arrow : way) {
            if (!arrow.from().sameRow(arrow.to())) {
                rows.add(word(graph, arrow));
            }
        }
        return String.join(ON, rows);
    }

    private static String word(ReachGraph graph, Arrow arrow) {
        Vertex from = arrow.from();
        String name = graph.at(from).map(Place::name).orElse(from.id());
        String node = from.isNode() ? " at " + from.part() : "";
        String when = arrow.when() == null ? "" : " (" + arrow.when() + ")";
        return from.kind() + " " + name + node + when;
    }
}
