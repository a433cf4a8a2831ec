package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Queue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How callers wait; who waits is the brain's. */
final class Queues extends Resource<Queue> {

    private static final int HOUR = 3600;

    Queues() {
        super("queue", "queue", "q", Queue.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.to("scheduleId", "schedule"));
    }

    @Override
    public Map<String, String> sounds(Queue row) {
        return row.mohMediaId() == null ? Map.of() : Map.of("moh_media_id", row.mohMediaId());
    }

    @Override
    public List<String> inert(Queue row) {
        return row.announcePosition() ? List.of("announce_position") : List.of();
    }

    @Override
    public void check(Queue row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.agentRingTimeoutSec(), 1, 600, "agent_ring_timeout_sec", p);
        Shapes.range(row.maxWaitSec(), 0, 24 * HOUR, "max_wait_sec", p);
        Shapes.range(row.wrapUpSec(), 0, HOUR, "wrap_up_sec", p);
        Shapes.notNegative(row.maxNoAnswer(), "max_no_answer", p);
        Shapes.range(row.announceFirstSec(), 0, HOUR, "announce_first_sec", p);
        Shapes.range(row.announceIntervalSec(), 0, HOUR, "announce_interval_sec", p);
        Shapes.notNegative(row.maxQueued(), "max_queued", p);
        Shapes.notNegative(row.ewtThresholdSec(), "ewt_threshold_sec", p);
        Shapes.notNegative(row.ewtAhtSec(), "ewt_aht_sec", p);
        p.require(
                row.mohMode() != Queue.MohMode.FILE || row.mohMediaId() != null,
                "moh_media_id",
                "config.required",
                "is required when moh_mode is file");
    }
}
