package io.ringlog.domain.testing;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a queue with the reference's sample values and no exits. */
public final class QueueRow {

    /** The exits a queue can name a target for. */
    public enum Exit {
        TIMEOUT,
        NO_AGENTS,
        QUEUE_FULL,
        EWT,
        CLOSED,
        HOLIDAY
    }

    private final String id;
    private final Map<Exit, DestKind> kinds = new EnumMap<>(Exit.class);
    private final Map<Exit, @Nullable String> ids = new EnumMap<>(Exit.class);
    private int agentRingTimeoutSec = 20;
    private @Nullable Integer maxWaitSec = 600;
    private int wrapUpSec = 10;
    private int maxNoAnswer = 3;
    private @Nullable String mohMediaId;
    private @Nullable Integer maxQueued;
    private @Nullable Integer ewtThresholdSec;
    private @Nullable Integer ewtAhtSec;
    private @Nullable String scheduleId;

    private QueueRow(String id) {
        this.id = id;
    }

    public static QueueRow queue(String id) {
        return new QueueRow(id);
    }

    public QueueRow agentRingTimeoutSec(int seconds) {
        agentRingTimeoutSec = seconds;
        return this;
    }

    public QueueRow maxWaitSec(@Nullable Integer seconds) {
        maxWaitSec = seconds;
        return this;
    }

    public QueueRow wrapUpSec(int seconds) {
        wrapUpSec = seconds;
        return this;
    }

    public QueueRow maxNoAnswer(int misses) {
        maxNoAnswer = misses;
        return this;
    }

    public QueueRow moh(String mediaId) {
        mohMediaId = mediaId;
        return this;
    }

    public QueueRow maxQueued(int callers) {
        maxQueued = callers;
        return this;
    }

    public QueueRow ewt(int thresholdSec, @Nullable Integer ahtSec) {
        ewtThresholdSec = thresholdSec;
        ewtAhtSec = ahtSec;
        return this;
    }

    public QueueRow schedule(String schedule) {
        scheduleId = schedule;
        return this;
    }

    public QueueRow exit(Exit exit, DestKind kind, @Nullable String destId) {
        kinds.put(exit, kind);
        ids.put(exit, destId);
        return this;
    }

    public Queue row() {
        return new Queue(
                id,
                Rows.ACCOUNT,
                id,
                Queue.Strategy.LONGEST_IDLE,
                agentRingTimeoutSec,
                maxWaitSec,
                wrapUpSec,
                maxNoAnswer,
                false,
                15,
                30,
                Queue.MohMode.STREAM,
                mohMediaId,
                null,
                maxQueued,
                ewtThresholdSec,
                ewtAhtSec,
                kinds.get(Exit.TIMEOUT),
                ids.get(Exit.TIMEOUT),
                kinds.get(Exit.NO_AGENTS),
                ids.get(Exit.NO_AGENTS),
                kinds.get(Exit.QUEUE_FULL),
                ids.get(Exit.QUEUE_FULL),
                kinds.get(Exit.EWT),
                ids.get(Exit.EWT),
                scheduleId,
                kinds.get(Exit.CLOSED),
                ids.get(Exit.CLOSED),
                kinds.get(Exit.HOLIDAY),
                ids.get(Exit.HOLIDAY));
    }
}
