package io.ringlog.domain.queue;

import io.ringlog.domain.config.Queue;
import io.ringlog.domain.state.AccountState;
import io.ringlog.kernel.Because;
import java.time.Instant;

/** How long a caller at a position waits, and from what that follows (REFERENCE section 11.6). Pure. */
record Estimate(long waitSec, long handlingSec, long staffed) {

    /** What a call takes before a queue has handled one. */
    private static final long USUAL_HANDLING_SEC = 180;

    private static final long MINUTE = 60;

    /** @param position 1 for whoever is served first */
    static Estimate of(AccountState state, Queue queue, int position, Instant now) {
        Integer set = queue.ewtAhtSec();
        long handling = set != null
                ? set
                : state.queue(queue.id()).flatMap(it -> it.meanHandlingSec(now)).orElse(USUAL_HANDLING_SEC);
        long staffed = Math.max(1, state.lines().bench(queue.id()).viable());
        return new Estimate(Math.ceilDiv(position * handling, staffed), handling, staffed);
    }

    /** In whole minutes, the begun one counted; 0 for none. */
    int waitMin() {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(waitSec, MINUTE));
    }

    Because noted(Because because) {
        return because.with("aht_sec", handlingSec).with("staffed", staffed).with("ewt_sec", waitSec);
    }

    Because noted(Because because, int thresholdSec) {
        return noted(because).with("ewt_threshold_sec", thresholdSec);
    }
}
