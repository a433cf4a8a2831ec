package io.ringlog.domain.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the CDR of a call will say.
 *
 * @param childCallIds calls started on behalf of this one, in the order they started
 * @param way how it left the account last; null for a call that has not
 * @param ringGroupId the ring group it came to last
 * @param answeredBy the user who answered last
 * @param mailboxId the mailbox it came to last
 * @param conferenceId the conference it was in last
 * @param recordings how many recordings of its talks were begun; null for none
 * @param outside legs to numbers outside that ring or were answered; null for none
 */
public record Outline(
        @Nullable Instant answeredAt,
        @Nullable String queueId,
        @Nullable String agentId,
        @Nullable String flowId,
        @Nullable Integer flowVersion,
        List<String> childCallIds,
        @Nullable Way way,
        @Nullable String ringGroupId,
        @Nullable String answeredBy,
        @Nullable String mailboxId,
        @Nullable String conferenceId,
        @Nullable Integer recordings,
        @Nullable List<OutsideLeg> outside) {

    static final Outline EMPTY =
            new Outline(null, null, null, null, null, List.of(), null, null, null, null, null, null, null);

    public Outline {
        childCallIds = List.copyOf(childCallIds);
        outside = outside == null ? null : List.copyOf(outside);
    }

    Outline answered(@Nullable Instant at) {
        return led(at, flowId, flowVersion, childCallIds, way);
    }

    Outline walking(String flow, int version) {
        return led(answeredAt, flow, version, childCallIds, way);
    }

    Outline leaving(@Nullable Way by) {
        return led(answeredAt, flowId, flowVersion, childCallIds, by);
    }

    Outline parentOf(String child) {
        List<String> more = new ArrayList<>(childCallIds);
        more.add(child);
        return led(answeredAt, flowId, flowVersion, more, way);
    }

    Outline queued(@Nullable String queue, @Nullable String agent) {
        return came(queue, agent, ringGroupId, answeredBy, mailboxId, conferenceId);
    }

    Outline rung(String group) {
        return came(queueId, agentId, group, answeredBy, mailboxId, conferenceId);
    }

    Outline taken(@Nullable String userId) {
        return came(queueId, agentId, ringGroupId, userId, mailboxId, conferenceId);
    }

    Outline recorded(String mailbox) {
        return came(queueId, agentId, ringGroupId, answeredBy, mailbox, conferenceId);
    }

    Outline confers(String conference) {
        return came(queueId, agentId, ringGroupId, answeredBy, mailboxId, conference);
    }

    Outline taped() {
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flowId,
                flowVersion,
                childCallIds,
                way,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId,
                recordings == null ? 1 : recordings + 1,
                outside);
    }

    List<OutsideLeg> legsOutside() {
        return outside == null ? List.of() : outside;
    }

    Outline outside(List<OutsideLeg> legs) {
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flowId,
                flowVersion,
                childCallIds,
                way,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId,
                recordings,
                legs.isEmpty() ? null : legs);
    }

    private Outline led(
            @Nullable Instant at,
            @Nullable String flow,
            @Nullable Integer version,
            List<String> children,
            @Nullable Way by) {
        return new Outline(
                at,
                queueId,
                agentId,
                flow,
                version,
                children,
                by,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId,
                recordings,
                outside);
    }

    private Outline came(
            @Nullable String queue,
            @Nullable String agent,
            @Nullable String group,
            @Nullable String user,
            @Nullable String mailbox,
            @Nullable String conference) {
        return new Outline(
                answeredAt,
                queue,
                agent,
                flowId,
                flowVersion,
                childCallIds,
                way,
                group,
                user,
                mailbox,
                conference,
                recordings,
                outside);
    }
}
