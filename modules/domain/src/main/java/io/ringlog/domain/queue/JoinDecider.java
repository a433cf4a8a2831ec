package io.ringlog.domain.queue;

import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.state.AccountState;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a caller may join a queue: its hours, then its length, then whether anybody could ever answer, then how long
 * it would take (REFERENCE section 11.6). Pure.
 */
final class JoinDecider {

    private JoinDecider() {}

    /** Turned away at the door. */
    record Deflection(QueueExit exit, Because because) {}

    /** The queue's own hours; empty when it has none. */
    static Optional<Hours> hours(AccountState state, Queue queue, Instant now) {
        return Optional.ofNullable(queue.scheduleId())
                .map(schedule -> ScheduleEvaluator.of(state.config(), queue.accountId(), schedule, now));
    }

    /** Why the caller is turned away; empty when they may wait. */
    static Optional<Deflection> deflection(AccountState state, Queue queue, Optional<Hours> hours, Instant now) {
        return hours.flatMap(it -> closed(it, queue))
                .or(() -> full(state, queue))
                .or(() -> nobody(state, queue))
                .or(() -> tooLong(state, queue, now));
    }

    /** What let the caller in: the answer to everything that was asked at the door. */
    static Because joined(AccountState state, Queue queue, Optional<Hours> hours, Instant now) {
        Integer most = queue.maxQueued();
        Because read = QueueReason.JOINED
                .because()
                .with("waiting", waiting(state, queue))
                .with("max_queued", most == null ? "unlimited" : most)
                .with("staffed", state.lines().bench(queue.id()).viable());
        if (hours.isPresent()) {
            read = hours.get().noted(read, String.valueOf(queue.scheduleId()));
        }
        Integer threshold = queue.ewtThresholdSec();
        return threshold == null
                ? read
                : Estimate.of(state, queue, waiting(state, queue) + 1, now).noted(read, threshold);
    }

    private static int waiting(AccountState state, Queue queue) {
        return state.lines().line(queue.id()).size();
    }

    private static Optional<Deflection> closed(Hours hours, Queue queue) {
        Because because = switch (hours) {
            case Hours.Evaluation it -> it.because();
            case Hours.Broken it -> it.because(queue.id());
        };
        return switch (hours.state()) {
            case IN_HOURS -> Optional.empty();
            case OUT_OF_HOURS -> Optional.of(new Deflection(QueueExit.CLOSED, because));
            case HOLIDAY -> Optional.of(new Deflection(QueueExit.HOLIDAY, because));
        };
    }

    private static Optional<Deflection> full(AccountState state, Queue queue) {
        Integer most = queue.maxQueued();
        return most == null || waiting(state, queue) < most
                ? Optional.empty()
                : Optional.of(new Deflection(
                        QueueExit.QUEUE_FULL,
                        QueueReason.FULL
                                .because()
                                .with("waiting", waiting(state, queue))
                                .with("max_queued", most)));
    }

    private static Optional<Deflection> nobody(AccountState state, Queue queue) {
        return state.lines().bench(queue.id()).viable() > 0
                ? Optional.empty()
                : Optional.of(new Deflection(QueueExit.NO_AGENTS, QueueReason.NO_AGENTS.because()));
    }

    private static Optional<Deflection> tooLong(AccountState state, Queue queue, Instant now) {
        Integer threshold = queue.ewtThresholdSec();
        if (threshold == null) {
            return Optional.empty();
        }
        Estimate estimate = Estimate.of(state, queue, waiting(state, queue) + 1, now);
        Because read = QueueReason.LONG_WAIT.because().with("waiting", waiting(state, queue));
        return estimate.waitSec() <= threshold
                ? Optional.empty()
                : Optional.of(new Deflection(QueueExit.EWT, estimate.noted(read, threshold)));
    }
}
