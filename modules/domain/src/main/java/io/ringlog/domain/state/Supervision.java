package io.ringlog.domain.state;

import io.ringlog.domain.journal.SupervisionMode;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor's call that hears another, from the moment that was wanted until one of the two ends. Its leg is in no
 * talk of the log: those it hears come and go as if it were not there.
 *
 * @param callId the supervisor's own call
 * @param legId the supervisor's leg; null while their phones ring
 * @param ofCallId the call that is supervised
 * @param ofLegId the leg there of the user who is supervised
 * @param talkId the talk that it hears; null while there is none
 * @param commandId the newest command for it; empty before the first
 * @param begun whether it has heard anything yet
 */
public record Supervision(
        String account,
        String callId,
        @Nullable String legId,
        String userId,
        String ofCallId,
        String ofLegId,
        SupervisionMode mode,
        @Nullable String talkId,
        String commandId,
        boolean begun)
        implements Granule {

    /** @param own of the supervisor's own call */
    public static Supervision wanted(
            CallHead own, String supervisorId, String ofCallId, String ofLegId, SupervisionMode mode) {
        return new Supervision(
                own.account(), own.callId(), null, supervisorId, ofCallId, ofLegId, mode, null, "", false);
    }

    /** The supervisor has answered, or called in. */
    public Supervision on(String leg) {
        return new Supervision(account, callId, leg, userId, ofCallId, ofLegId, mode, talkId, commandId, begun);
    }

    public Supervision in(SupervisionMode next) {
        return new Supervision(account, callId, legId, userId, ofCallId, ofLegId, next, talkId, commandId, begun);
    }

    /** The edge is told to take the call over. */
    public Supervision waits(String command) {
        return new Supervision(account, callId, legId, userId, ofCallId, ofLegId, mode, null, command, begun);
    }

    /** Whether the call is being taken over for it. */
    public boolean isTakingOver() {
        return !begun && !commandId.isEmpty();
    }

    /** The edge is told to let it hear a talk. */
    public Supervision hears(String talk, String command) {
        return new Supervision(account, callId, legId, userId, ofCallId, ofLegId, mode, talk, command, true);
    }

    /** Nobody talks. */
    public Supervision hearsNobody() {
        return new Supervision(account, callId, legId, userId, ofCallId, ofLegId, mode, null, commandId, begun);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "supervision", callId);
    }
}
