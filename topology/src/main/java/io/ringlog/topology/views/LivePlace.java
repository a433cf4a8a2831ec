package io.ringlog.topology.views;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in a queue that is kept for whoever is called back.
 *
 * @param since when whoever is called back joined the queue
 * @param due when they are called next; null while the place stands in line
 * @param until when it is given up
 * @param attempts calls begun for it
 * @param callId the call that rings for it or has taken it; null for none
 * @param fromCallId the call it comes from; null for none
 */
public record LivePlace(
        String placeId,
        String queueId,
        String number,
        int priority,
        State state,
        Instant since,
        @Nullable Instant due,
        Instant until,
        int attempts,
        @Nullable String callId,
        @Nullable String fromCallId) {

    /** What is done with it. */
    public enum State {
        SCHEDULED,
        WAITING,
        RINGING,
        JOINED
    }

    public LivePlace waits() {
        return with(State.WAITING, null, attempts, null);
    }

    public LivePlace rings(String call, int attempt) {
        return with(State.RINGING, null, attempt, call);
    }

    public LivePlace joined() {
        return with(State.JOINED, null, attempts, callId);
    }

    public LivePlace lost() {
        return with(State.WAITING, null, attempts - 1, null);
    }

    public LivePlace later(@Nullable Instant next) {
        return with(State.SCHEDULED, next, attempts, null);
    }

    private LivePlace with(State next, @Nullable Instant nextDue, int begun, @Nullable String call) {
        return new LivePlace(placeId, queueId, number, priority, next, since, nextDue, until, begun, call, fromCallId);
    }
}
