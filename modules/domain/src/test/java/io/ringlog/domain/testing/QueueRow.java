package io.ringlog.domain.testing;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.QueueExit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a queue with the reference's sample values and no exits. */
public final class QueueRow {

    private final Draft<Queue> draft;

    private QueueRow(String id) {
        draft = Draft.of(Queue.class)
                .with("id", id)
                .with("accountId", Rows.ACCOUNT)
                .with("name", id)
                .with("agentRingTimeoutSec", 20)
                .with("maxWaitSec", 600)
                .with("wrapUpSec", 10)
                .with("maxNoAnswer", 3)
                .with("announceFirstSec", 15)
                .with("announceIntervalSec", 30);
    }

    public static QueueRow queue(String id) {
        return new QueueRow(id);
    }

    public QueueRow strategy(Queue.Strategy strategy) {
        return with("strategy", strategy);
    }

    public QueueRow tierWaitSec(@Nullable Integer seconds) {
        return with("tierWaitSec", seconds);
    }

    public QueueRow announces(boolean position, boolean wait) {
        return with("announcePosition", position).with("announceWait", wait);
    }

    public QueueRow announceFirstSec(int seconds) {
        return with("announceFirstSec", seconds);
    }

    public QueueRow announceIntervalSec(int seconds) {
        return with("announceIntervalSec", seconds);
    }

    public QueueRow language(String tag) {
        return with("language", tag);
    }

    public QueueRow message(String mediaId, @Nullable Integer everySec) {
        return with("messageMediaId", mediaId).with("messageIntervalSec", everySec);
    }

    public QueueRow mohFile(String mediaId) {
        return with("mohMediaId", mediaId).with("mohMode", Queue.MohMode.FILE);
    }

    public QueueRow agentRingTimeoutSec(int seconds) {
        return with("agentRingTimeoutSec", seconds);
    }

    public QueueRow maxWaitSec(@Nullable Integer seconds) {
        return with("maxWaitSec", seconds);
    }

    public QueueRow wrapUpSec(int seconds) {
        return with("wrapUpSec", seconds);
    }

    public QueueRow maxNoAnswer(int misses) {
        return with("maxNoAnswer", misses);
    }

    public QueueRow playlist(String id) {
        return with("mohPlaylistId", id);
    }

    public QueueRow moh(String mediaId) {
        return with("mohMediaId", mediaId);
    }

    public QueueRow maxQueued(int callers) {
        return with("maxQueued", callers);
    }

    public QueueRow ewt(int thresholdSec, @Nullable Integer ahtSec) {
        return with("ewtThresholdSec", thresholdSec).with("ewtAhtSec", ahtSec);
    }

    public QueueRow schedule(String schedule) {
        return with("scheduleId", schedule);
    }

    /** Names where callers go who leave by this exit. */
    public QueueRow exit(QueueExit exit, DestKind kind, @Nullable String destId) {
        String component = switch (exit) {
            case TIMEOUT -> "timeoutDest";
            case NO_AGENTS -> "noAgentsDest";
            case QUEUE_FULL -> "queueFullDest";
            case EWT -> "ewtDest";
            case CLOSED -> "closedDest";
            case HOLIDAY -> "holidayDest";
        };
        return with(component, new Dest(kind, destId));
    }

    public QueueRow dispositions(String... words) {
        return with("dispositions", List.of(words));
    }

    public Queue row() {
        return draft.row();
    }

    private QueueRow with(String component, @Nullable Object value) {
        draft.with(component, value);
        return this;
    }
}
