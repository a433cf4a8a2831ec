package io.ringlog.domain.state;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Status;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One agent: what they wish, what they do, and since when they are ready.
 *
 * @param callId the queue's call the agent is offered or talks on
 * @param queueId the queue of that call, kept through wrap-up
 * @param fence grows with each reservation; an answer with an older one is nobody's
 * @param activitySince when the present activity began
 * @param readySince when the agent last became ready; a missed offer does not reset it
 * @param reachable as last told: a device that offers ring is registered
 * @param externalCall as last told: on a call that is not the queue's
 * @param activeQueues queue id to tier level of the memberships switched on
 * @param wrapUpCallId the call the agent wraps up; null while they do not
 * @param tallies queue id to what the agent did there on the last day they did anything; null for nothing yet
 */
public record AgentState(
        String account,
        String userId,
        Status status,
        Activity activity,
        @Nullable String reason,
        @Nullable String callId,
        @Nullable String queueId,
        long fence,
        Instant activitySince,
        Instant readySince,
        int missesInARow,
        boolean reachable,
        boolean externalCall,
        SortedMap<String, Integer> activeQueues,
        @Nullable SortedMap<String, Tally> tallies,
        @Nullable String wrapUpCallId)
        implements Granule {

    /**
     * What an agent did in a queue on one day of the account.
     *
     * @param day epoch day
     * @param calls taken
     * @param talkMs of calls that ended that day
     */
    public record Tally(long day, int calls, long talkMs) {
        Tally plus(int moreCalls, long moreTalkMs) {
            return new Tally(day, calls + moreCalls, talkMs + moreTalkMs);
        }
    }

    public AgentState {
        activeQueues = new TreeMap<>(activeQueues);
        tallies = tallies == null ? null : new TreeMap<>(tallies);
    }

    /** An agent who has never logged in. */
    public static AgentState unknown(String account, String userId, Instant at) {
        return new AgentState(
                account,
                userId,
                Status.OFFLINE,
                Activity.WAITING,
                null,
                null,
                null,
                0,
                at,
                at,
                0,
                false,
                false,
                new TreeMap<>(),
                null,
                null);
    }

    /** Available, waiting, reachable and on no other call: what an offer needs. */
    public boolean ready() {
        return status == Status.AVAILABLE && activity == Activity.WAITING && reachable && !externalCall;
    }

    /** Logged in and reachable, whatever they do now. */
    public boolean viable() {
        return status != Status.OFFLINE && reachable;
    }

    /** The tier the agent has in a queue they are active in. */
    public int tier(String queue) {
        return activeQueues.getOrDefault(queue, Integer.MAX_VALUE);
    }

    /** What the agent did in a queue that day. */
    public Tally tally(String queue, long day) {
        Tally kept = tallies == null ? null : tallies.get(queue);
        return kept == null || kept.day() != day ? new Tally(day, 0, 0) : kept;
    }

    /** The agent took calls of a queue or talked on them; what was done on another day is forgotten. */
    public AgentState did(String queue, long day, int calls, long talkMs) {
        SortedMap<String, Tally> next = tallies == null ? new TreeMap<>() : new TreeMap<>(tallies);
        next.values().removeIf(it -> it.day() != day);
        next.put(queue, tally(queue, day).plus(calls, talkMs));
        return new AgentState(
                account,
                userId,
                status,
                activity,
                reason,
                callId,
                queueId,
                fence,
                activitySince,
                readySince,
                missesInARow,
                reachable,
                externalCall,
                activeQueues,
                next,
                wrapUpCallId);
    }

    public boolean active(String queue) {
        return activeQueues.containsKey(queue);
    }

    public AgentState wishes(Status next, @Nullable String why) {
        return new AgentState(
                account,
                userId,
                next,
                activity,
                why,
                callId,
                queueId,
                fence,
                activitySince,
                readySince,
                missesInARow,
                reachable,
                externalCall,
                activeQueues,
                tallies,
                wrapUpCallId);
    }

    /** Held for a caller, with the next fence. */
    public AgentState reserved(String call, String queue, Instant at) {
        return does(Activity.OFFERING, call, queue, at, fence + 1);
    }

    public AgentState talks(Instant at) {
        return does(Activity.IN_CALL, callId, queueId, at, fence);
    }

    public AgentState wrapsUp(Instant at) {
        return new AgentState(
                account,
                userId,
                status,
                Activity.WRAP_UP,
                reason,
                null,
                queueId,
                fence,
                at,
                readySince,
                missesInARow,
                reachable,
                externalCall,
                activeQueues,
                tallies,
                callId);
    }

    public AgentState waits(Instant at) {
        return does(Activity.WAITING, null, null, at, fence);
    }

    public AgentState misses(int inARow) {
        return new AgentState(
                account,
                userId,
                status,
                activity,
                reason,
                callId,
                queueId,
                fence,
                activitySince,
                readySince,
                inARow,
                reachable,
                externalCall,
                activeQueues,
                tallies,
                wrapUpCallId);
    }

    public AgentState in(SortedMap<String, Integer> queues) {
        return new AgentState(
                account,
                userId,
                status,
                activity,
                reason,
                callId,
                queueId,
                fence,
                activitySince,
                readySince,
                missesInARow,
                reachable,
                externalCall,
                queues,
                tallies,
                wrapUpCallId);
    }

    public AgentState seen(boolean reachableNow, boolean externalNow) {
        return new AgentState(
                account,
                userId,
                status,
                activity,
                reason,
                callId,
                queueId,
                fence,
                activitySince,
                readySince,
                missesInARow,
                reachableNow,
                externalNow,
                activeQueues,
                tallies,
                wrapUpCallId);
    }

    public AgentState readyFrom(Instant at) {
        return new AgentState(
                account,
                userId,
                status,
                activity,
                reason,
                callId,
                queueId,
                fence,
                activitySince,
                at,
                missesInARow,
                reachable,
                externalCall,
                activeQueues,
                tallies,
                wrapUpCallId);
    }

    private AgentState does(Activity next, @Nullable String call, @Nullable String queue, Instant at, long nextFence) {
        return new AgentState(
                account,
                userId,
                status,
                next,
                reason,
                call,
                queue,
                nextFence,
                at,
                readySince,
                missesInARow,
                reachable,
                externalCall,
                activeQueues,
                tallies,
                null);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "agent", userId);
    }
}
