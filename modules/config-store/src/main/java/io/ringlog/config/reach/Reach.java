package io.ringlog.config.reach;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who reaches a row, and what is in the way.
 *
 * @param dialled what is dialled to come to the row itself; null where nothing is
 * @param complete whether every way is told
 */
public record Reach(@Nullable String dialled, List<Way> ways, boolean complete, List<DeadEnds.Found> deadEnds) {

    /** One step from a place to the next; {@code name} and {@code dialled} are those of the place it leaves. */
    public record Step(String name, @Nullable String dialled, Arrow arrow) {}

    /** A way of a call, the last step of which leads to the row. */
    public record Way(List<Step> steps) {
        public Way {
            steps = List.copyOf(steps);
        }
    }

    public Reach {
        ways = List.copyOf(ways);
        deadEnds = List.copyOf(deadEnds);
    }

    /** @param kind name of the resource */
    public static Reach to(ReachGraph graph, String kind, String id) {
        Vertex row = Vertex.row(kind, id);
        Reaching reaching = Reaching.of(graph, row);
        return new Reach(
                graph.at(row).flatMap(it -> Optional.ofNullable(it.dialled())).orElse(null),
                reaching.ways().stream().map(way -> way(graph, way)).toList(),
                reaching.complete(),
                DeadEnds.on(graph, reaching.places(), row));
    }

    /** That a user's phones are the user's need not be said. */
    private static Way way(ReachGraph graph, List<Arrow> arrows) {
        return new Way(arrows.stream()
                .filter(it -> it.from().isNode() || !it.from().sameRow(it.to()))
                .map(it -> graph.at(it.from())
                        .map(place -> new Step(place.name(), place.dialled(), it))
                        .orElseThrow(() -> new IllegalStateException("an arrow comes from nowhere: " + it)))
                .toList());
    }
}
