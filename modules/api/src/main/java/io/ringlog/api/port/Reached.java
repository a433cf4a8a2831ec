package io.ringlog.api.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who reaches a row, and when.
 *
 * @param dialled what is dialled to come to the row itself
 * @param complete whether every way is told
 * @param ways the nearest first
 */
public record Reached(@Nullable String dialled, boolean complete, List<ReachWay> ways, List<DeadEnd> deadEnds) {

    /** How a call comes from one row to the next, and in the end to the row that was asked for. */
    public record ReachWay(List<ReachStep> steps) {
        public ReachWay {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step.
     *
     * @param kind resource of the row that a call leaves
     * @param node the flow's node that it leaves
     * @param dialled what is dialled to begin here
     * @param field what leads on
     * @param when what has to be so; null when nothing has
     * @param scheduleId the hours that {@code when} is read from
     */
    public record ReachStep(
            String kind,
            String id,
            String name,
            @Nullable String node,
            @Nullable String dialled,
            String field,
            @Nullable String when,
            @Nullable String scheduleId,
            @Nullable String schedule) {}

    /** Where a call gets no further, and why. */
    public record DeadEnd(
            String kind, String id, String name, @Nullable String node, String code, String message) {}

    /**
     * Those of an account.
     *
     * @param complete whether all of them are told
     */
    public record DeadEnds(boolean complete, List<DeadEnd> deadEnds) {
        public DeadEnds {
            deadEnds = List.copyOf(deadEnds);
        }
    }

    public Reached {
        ways = List.copyOf(ways);
        deadEnds = List.copyOf(deadEnds);
    }
}
