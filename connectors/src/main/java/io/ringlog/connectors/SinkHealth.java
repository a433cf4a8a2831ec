package io.ringlog.connectors;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the sink says of itself.
 *
 * @param state of the connector: RUNNING, FAILED, UNASSIGNED ...
 * @param reason the first line of what went wrong, empty when nothing did
 */
public record SinkHealth(String state, String reason, List<TaskHealth> tasks) {

    /** One task's state; the reason is empty while it runs. */
    public record TaskHealth(int id, String state, String reason) {
        boolean failed() {
            return state.equals("FAILED");
        }
    }

    public SinkHealth {
        tasks = List.copyOf(tasks);
    }

    /** What does not run and why, in words; empty when all of it runs. */
    public Optional<String> trouble() {
        if (healthy()) {
            return Optional.empty();
        }
        String reasons = Stream.concat(Stream.of(reason), tasks.stream().map(TaskHealth::reason))
                .filter(it -> !it.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return Optional.of("writes no rows now" + (reasons.isEmpty() ? "" : ": " + reasons));
    }

    public boolean healthy() {
        return state.equals("RUNNING")
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }
}
