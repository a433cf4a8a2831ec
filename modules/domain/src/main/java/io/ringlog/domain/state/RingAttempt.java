package io.ringlog.domain.state;

import java.util.List;
import java.util.stream.Stream;

/**
 * A user being rung, and for whom.
 *
 * @param number 1, 2, 3 … within the call; its timer carries it, so that a late one changes nothing
 * @param legIds the legs of this attempt
 * @param waiting contacts still to be tried, for a sequential ring strategy
 */
public record RingAttempt(
        int number, Purpose purpose, String userId, int timeoutSec, List<String> legIds, List<Candidate> waiting) {

    /** Who asked for the ring and hears how it came out. */
    public sealed interface Purpose {

        /** The call was routed to the user. */
        record Direct() implements Purpose {}

        /** A dial node of the flow. */
        record FromFlow(String nodeId) implements Purpose {}

        /** An offer of a queued caller to an agent. */
        record Offer(String queueId, long fence) implements Purpose {}
    }

    public RingAttempt {
        legIds = List.copyOf(legIds);
        waiting = List.copyOf(waiting);
    }

    /** More legs of it ring, fewer contacts wait. */
    public RingAttempt ringing(List<String> more, List<Candidate> later) {
        List<String> all = Stream.concat(legIds.stream(), more.stream()).toList();
        return new RingAttempt(number, purpose, userId, timeoutSec, all, later);
    }
}
