package io.ringlog.app.rest;

import io.ringlog.api.port.Reached;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.reach.Arrow;
import io.ringlog.config.reach.DeadEnds;
import io.ringlog.config.reach.Reach;
import io.ringlog.config.reach.Vertex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who reaches what, as it is told outside. */
final class Ways {

    private static final int MOST_ENDS = 1_000;

    private Ways() {}

    static Reached of(Reach reach, String account, ConfigStore store) {
        Map<String, Optional<String>> schedules = new HashMap<>();
        return new Reached(
                reach.dialled(),
                reach.complete() && reach.deadEnds().size() <= MOST_ENDS,
                reach.ways().stream()
                        .map(way -> new Reached.ReachWay(way.steps().stream()
                                .map(step -> step(
                                        step,
                                        schedules.computeIfAbsent(
                                                Objects.requireNonNullElse(
                                                        step.arrow().scheduleId(), ""),
                                                id -> store.nameOf(account, id))))
                                .toList()))
                        .toList(),
                ends(reach.deadEnds()));
    }

    static Reached.DeadEnds of(DeadEnds.All all) {
        return new Reached.DeadEnds(all.complete() && all.found().size() <= MOST_ENDS, ends(all.found()));
    }

    private static Reached.ReachStep step(Reach.Step step, Optional<String> schedule) {
        Arrow arrow = step.arrow();
        Vertex from = arrow.from();
        return new Reached.ReachStep(
                from.kind(),
                from.id(),
                step.name(),
                node(from),
                step.dialled(),
                arrow.field(),
                arrow.when(),
                arrow.scheduleId(),
                schedule.orElse(null));
    }

    private static List<Reached.DeadEnd> ends(List<DeadEnds.Found> found) {
        return found.stream().limit(MOST_ENDS).map(Ways::end).toList();
    }

    private static Reached.DeadEnd end(DeadEnds.Found found) {
        Vertex at = found.at();
        return new Reached.DeadEnd(
                at.kind(),
                at.id(),
                found.name(),
                node(at),
                found.end().code(),
                found.end().message());
    }

    private static @Nullable String node(Vertex vertex) {
        return vertex.isNode() ? vertex.part() : null;
    }
}
