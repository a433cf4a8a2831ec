package io.ringlog.domain.state;

import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import org.jspecify.annotations.Nullable;

/**
 * A leg that passes on whom it talks to, from the moment somebody asked until that one is somewhere else or back.
 *
 * @param byLegId who passes on
 * @param byCallId the call of that leg; null for the same as that of who is passed on
 * @param byUserId the user it is, who is rung when it comes to nothing and they are gone; null for nobody's
 * @param legId who is passed on
 * @param talkId the talk of both, or that which joins who is passed on with whom the other was consulted
 * @param commandId the command whose end is waited for, or the call of who is rung for a seat; empty when none is
 */
public record Transfer(
        String byLegId,
        @Nullable String byCallId,
        @Nullable String byUserId,
        String legId,
        TransferTo to,
        Step step,
        String talkId,
        String commandId,
        Asked asked) {

    /** How far it is. */
    public enum Step {
        /** The edge is to become a party of the call. */
        TAKING_OVER,
        /** The talk is to end. */
        SPLITTING,
        /** Who is passed on hears music while the target is rung. */
        LEADING,
        /** Both far ends are to hear each other. */
        JOINING,
        /** Who passes on sits in a conference, and somebody is rung for the seat. */
        SEATING
    }

    /** Who asked, and how they hear of it. */
    public sealed interface Asked {

        /** A phone, by REFER (RFC 3515): it is answered, then told by NOTIFY. */
        record ByPhone(String referId) implements Asked {}

        /** Somebody at the API. */
        record ByApi(String requestId, String replyTo) implements Asked {}

        /** The other one of two calls whose far ends are to be joined: it is told, and tells. */
        record ByOtherCall(String callId) implements Asked {}

        /** A call that is to take the place of who passes on (RFC 3891): it waits to be answered. */
        record ByReplacer(String callId) implements Asked {}
    }

    public Transfer waits(Step next, String forCommand) {
        return new Transfer(byLegId, byCallId, byUserId, legId, to, next, talkId, forCommand, asked);
    }

    /** The talk it is about is another one from now on. */
    public Transfer in(String nextTalkId) {
        return new Transfer(byLegId, byCallId, byUserId, legId, to, step, nextTalkId, commandId, asked);
    }

    /** It goes somewhere else from now on. */
    public Transfer to(TransferTo next) {
        return new Transfer(byLegId, byCallId, byUserId, legId, next, step, talkId, commandId, asked);
    }

    public Transfer leads() {
        return waits(Step.LEADING, "");
    }

    public boolean isLeading() {
        return step == Step.LEADING;
    }

    /** Whether a leg may go without the call: who passes on has done their part once the talk is to end. */
    public boolean goesOnWithout(String gone) {
        return isBy(gone) && step != Step.TAKING_OVER;
    }

    /** Whether it is a leg of this call that passes on, and this one. */
    public boolean isBy(String ofThisCall) {
        return byCallId == null && byLegId.equals(ofThisCall);
    }

    /** Who passes on somebody of the call with this id. */
    public LegRef by(String callId) {
        return new LegRef(byCallId == null ? callId : byCallId, byLegId);
    }
}
