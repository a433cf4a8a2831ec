package io.ringlog.domain.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a place in a queue that is kept for whoever is called back. */
public sealed interface PlaceEvent extends Event {

    String placeId();

    String queueId();

    /** The call that the place comes from, that rings for it, or that has taken it; null for none. */
    @Nullable
    String callId();

    /** How a place came to its end. */
    enum Outcome {
        /** Customer and agent talk. */
        ANSWERED,
        /** The customer was there and hung up before an agent was. */
        ABANDONED,
        /** The customer was there and left the queue another way. */
        LEFT,
        /** Every call for it was in vain. */
        NOT_REACHED,
        EXPIRED,
        /** The queue has closed, or is gone. */
        CLOSED,
        CANCELLED
    }

    /**
     * A place is kept.
     *
     * @param number whom the account dials
     * @param since when whoever is called back joined the queue
     * @param due when it is to be called; null for as soon as it is its turn
     * @param until when it is given up
     * @param callId of the caller who is called back; null for a place that was asked for otherwise
     */
    record PlaceKept(
            String placeId,
            String queueId,
            String number,
            int priority,
            Instant since,
            @Nullable Instant due,
            Instant until,
            @Nullable String callId)
            implements PlaceEvent {}

    /** Its time has come: it stands in line, at this position. */
    record PlaceDue(String placeId, String queueId, int position) implements PlaceEvent {
        @Override
        public @Nullable String callId() {
            return null;
        }
    }

    /**
     * An agent is held and the customer rings.
     *
     * @param attempt 1 for the first
     */
    record PlaceCalled(String placeId, String queueId, String callId, String userId, int attempt)
            implements PlaceEvent {}

    /** The customer has answered: their call stands where the place stood. */
    record PlaceJoined(String placeId, String queueId, String callId) implements PlaceEvent {}

    /** The edge is gone that its call was at: it stands where it stood, and that call does not count. */
    record PlaceCallLost(String placeId, String queueId, String callId) implements PlaceEvent {}

    /**
     * The customer was not reached.
     *
     * @param cause why the call ended
     * @param next when it is called again; null where it is not
     */
    record PlaceNotReached(
            String placeId,
            String queueId,
            String callId,
            int attempt,
            String cause,
            @Nullable Instant next) implements PlaceEvent {}

    /** The place is kept no more. */
    record PlaceOver(
            String placeId,
            String queueId,
            Outcome outcome,
            int attempts,
            @Nullable String callId) implements PlaceEvent {}
}
