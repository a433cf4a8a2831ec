package io.ringlog.domain.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a queue remembers: how long its last calls took, and whom it offered last. Who waits there the calls say.
 *
 * @param handled the calls of the last half hour, oldest first
 * @param last whom {@code round_robin} goes on after; null before anybody
 */
public record QueueState(
        String account,
        String queueId,
        List<Handled> handled,
        @Nullable Turned last) implements Granule {

    /** The mean is asked over this time. */
    private static final Duration MEMORY = Duration.ofMinutes(30);

    /** A busy queue's mean is as good from its last hundred calls. */
    private static final int MOST = 100;

    /** A call that an agent took: talk, hold and the wrap-up that follows. */
    public record Handled(Instant at, long seconds) {}

    /** An agent and their position when a caller was offered to them. */
    public record Turned(int position, String userId) {}

    public QueueState {
        handled = List.copyOf(handled);
    }

    public static QueueState empty(String account, String queueId) {
        return new QueueState(account, queueId, List.of(), null);
    }

    public QueueState turned(Turned agent) {
        return new QueueState(account, queueId, handled, agent);
    }

    public QueueState plus(Handled call) {
        List<Handled> kept = new ArrayList<>(recent(call.at()));
        kept.add(call);
        return new QueueState(account, queueId, kept.subList(Math.max(0, kept.size() - MOST), kept.size()), last);
    }

    /** Mean handling time of the last half hour in seconds, rounded up; empty when there was no call. */
    public Optional<Long> meanHandlingSec(Instant now) {
        List<Handled> recent = recent(now);
        long total = recent.stream().mapToLong(Handled::seconds).sum();
        return recent.isEmpty() ? Optional.empty() : Optional.of(Math.ceilDiv(total, recent.size()));
    }

    private List<Handled> recent(Instant now) {
        return handled.stream()
                .filter(one -> one.at().isAfter(now.minus(MEMORY)))
                .toList();
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "queue", queueId);
    }
}
