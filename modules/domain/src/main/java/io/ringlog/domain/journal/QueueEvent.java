package io.ringlog.domain.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A caller's time in a queue. */
public sealed interface QueueEvent extends Event {

    String callId();

    String queueId();

    /**
     * The caller waits.
     *
     * @param since when the caller joined the queue that they were moved from; null for now
     */
    record CallerQueued(
            String callId,
            String queueId,
            int priority,
            int position,
            @Nullable Instant since) implements QueueEvent {}

    /**
     * A supervisor made the caller more or less urgent.
     *
     * @param before the priority until now
     */
    record CallerPrioritised(String callId, String queueId, int before, int priority, int position)
            implements QueueEvent {}

    /** A supervisor sends the caller to another queue. */
    record CallerMoved(String callId, String queueId, String toQueueId) implements QueueEvent {}

    /** What a supervisor wanted with the caller is refused: {@code prioritise}, {@code move} or {@code pull}. */
    record CallerActRefused(String callId, String queueId, String act, String code, String text)
            implements QueueEvent {}

    /** The caller was turned away at the door and never waited. */
    record CallerDeflected(String callId, String queueId, String exit) implements QueueEvent {}

    /**
     * The caller was told how it stands.
     *
     * @param position as it was told, 1 for the first; null where the queue does not tell it
     * @param waitMin the estimated wait in minutes, as it was told; null where the queue does not tell it
     */
    record PositionAnnounced(
            String callId,
            String queueId,
            @Nullable Integer position,
            @Nullable Integer waitMin) implements QueueEvent {}

    /** The caller heard the queue's message. */
    record MessageAnnounced(String callId, String queueId, String mediaId) implements QueueEvent {}

    /**
     * The caller pressed a key that does something.
     *
     * @param action {@code route}, {@code webhook}, {@code deflect}, {@code callback} or {@code hangup}
     */
    record OptionChosen(String callId, String queueId, String digit, String action) implements QueueEvent {}

    /** A key that would do something does nothing, nor do those that the caller presses after it in this queue. */
    record OptionRefused(String callId, String queueId, String digit, String code, String text) implements QueueEvent {}

    /** A web service is to be told of a key; the caller does not wait for it. */
    record OptionHookAsked(String callId, String queueId, String digit, String requestId, String url)
            implements QueueEvent {}

    /**
     * A web service was told of a key, or was not; the call may be over.
     *
     * @param status of the last answer; null when there was none
     * @param tookMs from the first attempt to the end of the last
     * @param text why there was no answer; empty when there was one
     */
    record OptionHookTold(
            String callId,
            String queueId,
            String digit,
            String requestId,
            @Nullable Integer status,
            int attempts,
            long tookMs,
            String text)
            implements QueueEvent {}

    /** An agent is held for this caller and rung, perhaps beside others; {@code fence} only grows. */
    record AgentReserved(String callId, String queueId, String userId, long fence) implements QueueEvent {}

    /** Why an offer came to nothing that another agent of several took; no miss is counted. */
    String ANSWERED_ELSEWHERE = "answered_elsewhere";

    /** Why an offer came to nothing whose phones the edge could not ring; no miss is counted. */
    String NOT_RUNG = "not_rung";

    /** Why an offer came to nothing whose caller chose to go elsewhere; no miss is counted. */
    String CALLER_CHOSE = "caller_chose";

    /** Why an offer came to nothing whose customer could not be called back; no miss is counted. */
    String NOT_REACHED = "not_reached";

    /** Why an offer came to nothing whose caller a supervisor sent elsewhere; no miss is counted. */
    String CALLER_TAKEN = "caller_taken";

    /** Why an offer came to nothing whose agent wanted no more while it rang; no miss is counted. */
    String WITHDRAWN = "withdrawn";

    /** The offer came to nothing and the caller keeps its place. */
    record OfferMissed(String callId, String queueId, String userId, long fence, String why) implements QueueEvent {}

    /** The agent answered. */
    record AgentConfirmed(String callId, String queueId, String userId, long fence, long waitedMs)
            implements QueueEvent {}

    /** Caller and agent talk. */
    record AgentClaimed(String callId, String queueId, String userId, long fence) implements QueueEvent {}

    /**
     * The agent said what came of the call, in the talk or while they wrap it up; it may be over then, and its story
     * goes on. What an agent says of a queue takes the place of what they said of it before.
     *
     * @param disposition one of those of the queue; null for none
     * @param note null for none
     */
    record CallDispositioned(
            String callId,
            String queueId,
            String userId,
            @Nullable String disposition,
            @Nullable String note) implements QueueEvent {}

    /** The caller left the queue: answered, abandoned, timeout, no_agents, routed, callback, closed. */
    record CallerLeftQueue(
            String callId,
            String queueId,
            String disposition,
            @Nullable String userId,
            long waitedMs) implements QueueEvent {}
}
