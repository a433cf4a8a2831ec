package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ring group: several who can take a call.
 *
 * @param ringTimeoutSec how long all ring together, or each in its turn
 * @param skipBusy whether members who talk are left alone
 * @param cidPrefix stands, a space between, before the caller's name on the phones that ring
 * @param recording whether talks of its callers are recorded; null says nothing
 * @param members at most {@link #MOST_MEMBERS}
 * @param maxCalls calls at once that ring in the group or were taken there; null for any number, 0 for none
 */
public record CallGroup(
        String id,
        String accountId,
        String name,
        @Unsaid("simultaneous") Strategy strategy,
        @Unsaid("25") int ringTimeoutSec,
        @Unsaid("true") boolean skipBusy,
        @Nullable String cidPrefix,
        List<Member> members,
        @Nullable Dest noAnswerDest,
        @Nullable String scheduleId,
        @Nullable Dest closedDest,
        @Nullable Dest holidayDest,
        @Nullable RecordingRule recording,
        @Nullable Integer maxCalls)
        implements ConfigRow, Scheduled {

    /** One phone of each fits into a call of an edge, beside its caller. */
    public static final int MOST_MEMBERS = 30;

    /** Who rings when. */
    public enum Strategy {
        /** All, each after its delay. */
        SIMULTANEOUS,
        /** By order; those of one order together. */
        SEQUENTIAL,
        /** One after the other, each call beginning with another. */
        ROUND_ROBIN,
        /** One after the other, drawn anew for each call. */
        RANDOM
    }

    /**
     * Somebody of the group: a user, or a number outside.
     *
     * @param userId null for a number outside
     * @param order a lower one rings first
     * @param delaySec how long after its order began it rings
     * @param timeoutSec how long it rings at most; null as long as the group says
     * @param forwardId the forward that says the number; null for a user
     */
    public record Member(
            @Nullable String userId,
            @Unsaid("0") int order,
            @Unsaid("0") int delaySec,
            @Nullable Integer timeoutSec,
            @Nullable String forwardId) {

        /** A user. */
        public Member(String userId, int order, int delaySec, @Nullable Integer timeoutSec) {
            this(userId, order, delaySec, timeoutSec, null);
        }

        /** The id of whichever it is. */
        public String id() {
            return userId != null ? userId : String.valueOf(forwardId);
        }
    }

    public CallGroup {
        members = List.copyOf(members);
    }
}
