package io.ringlog.connectors;

import java.util.List;

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

    public boolean healthy() {
        return state.equals("RUNNING")
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }
}
