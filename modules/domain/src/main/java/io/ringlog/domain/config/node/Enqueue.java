package io.ringlog.domain.config.node;

import io.ringlog.domain.config.QueueExit;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the caller in a queue; every exit of the queue that has no destination of its own is an outcome. */
public record Enqueue(
        @Refers(to = "queue") String queueId, @Nullable Integer priority) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("queueId", queueId).all();
    }

    @Override
    public List<String> outcomes() {
        return QueueExit.words();
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        at.enqueue(queueId, priority);
        return Optional.empty();
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        return heard instanceof Heard.LeftQueue(String queue, String exit)
                ? Optional.of(new Outcome(exit, Because.of("flow.left-queue").with("queue", queue)))
                : Optional.empty();
    }
}
