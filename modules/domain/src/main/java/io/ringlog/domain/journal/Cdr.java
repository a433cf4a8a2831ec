package io.ringlog.domain.journal;

import io.ringlog.domain.number.NumberClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one summary row of a call, written for refused, cancelled and lost calls too.
 *
 * @param durationSec start to end, whole seconds
 * @param answerTs when the caller first heard somebody or the platform; null for one who only waited in a queue
 * @param billsec answer to end, whole seconds; 0 when not answered
 * @param hangupCause {@code noun.reason} of what ended it
 * @param parentCallId the call on whose behalf this one was started, or null
 * @param childCallIds the calls started on behalf of this one, in the order they started
 * @param transfers how often somebody of it passed another on; null in records from before it was counted
 * @param trunkId the trunk by which the call left the account, or came into it
 * @param routeId the outbound route that it left by, the last one tried
 * @param numberClass what the number outside is for who pays
 * @param dialled the number outside as it was dialled
 * @param dialledNumber the same as E.164 digits
 * @param ringGroupId the ring group it came to last, or null
 * @param answeredBy the user who answered last, or null
 * @param voicemailId the mailbox it came to, whether a message was left or not
 * @param conferenceId the conference it was in last, or null
 * @param recordings how many recordings were made of its talks; null for none
 * @param outsideLegs the legs to numbers outside that were answered, the first rung first; null for none
 * @param timeZone the time zone of the account, an IANA name; null for one in UTC
 * @param numberZone the time zone of the number outside, an IANA name; null where it lies in several, or is not known
 * @param legMedia how well the media of its legs got through, the first measured first; null for none
 * @param agentDispositions what agents said came of it before it was over, one for each agent and queue, the last said
 *     at the end; null for none
 */
public record Cdr(
        String callId,
        String accountId,
        CallEvent.Direction direction,
        String fromNum,
        String toNum,
        Instant startTs,
        @Nullable Instant answerTs,
        Instant endTs,
        long durationSec,
        long billsec,
        boolean answered,
        Disposition disposition,
        String hangupCause,
        @Nullable String refusalCode,
        @Nullable String queueId,
        @Nullable String agentId,
        String correlationId,
        String edgeId,
        @Nullable String flowId,
        @Nullable Integer flowVersion,
        long costMicros,
        @Nullable String parentCallId,
        List<String> childCallIds,
        @Nullable Integer transfers,
        @Nullable String trunkId,
        @Nullable String routeId,
        @Nullable NumberClass numberClass,
        @Nullable String dialled,
        @Nullable String dialledNumber,
        @Nullable String ringGroupId,
        @Nullable String answeredBy,
        @Nullable String voicemailId,
        @Nullable String conferenceId,
        @Nullable Integer recordings,
        @Nullable List<OutsideLeg> outsideLegs,
        @Nullable String timeZone,
        @Nullable String numberZone,
        @Nullable List<MediaFigures> legMedia,
        @Nullable List<AgentDisposition> agentDispositions) {

    /**
     * What a carrier will charge for: from its answer to the end of the leg, whether the call ended with it or not.
     *
     * @param trunkId null for a number of another account of the platform
     * @param routeId null likewise
     * @param number E.164 digits; an emergency number as it was dialled
     * @param billsec whole seconds
     */
    public record OutsideLeg(
            String legId,
            @Nullable String trunkId,
            @Nullable String routeId,
            NumberClass numberClass,
            String number,
            Instant answerTs,
            Instant endTs,
            long billsec) {}

    /**
     * What an agent said came of the call.
     *
     * @param disposition one of those of the queue; null for none
     * @param note null for none
     */
    public record AgentDisposition(
            String userId,
            String queueId,
            @Nullable String disposition,
            @Nullable String note) {}

    public Cdr {
        childCallIds = List.copyOf(childCallIds);
        outsideLegs = outsideLegs == null ? null : List.copyOf(outsideLegs);
        legMedia = legMedia == null ? null : List.copyOf(legMedia);
        agentDispositions = agentDispositions == null ? null : List.copyOf(agentDispositions);
    }
}
