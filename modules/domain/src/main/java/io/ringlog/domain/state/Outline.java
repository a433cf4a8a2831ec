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
        @Nullable String conferenceId) {

    static final Outline EMPTY = new Outline(null, null, null, null, null, List.of(), null, null, null, null, null);

    public Outline {
        childCallIds = List.copyOf(childCallIds);
    }

    Outline answered(@Nullable Instant at) {
        return new Outline(
                at,
                queueId,
                agentId,
                flowId,
                flowVersion,
                childCallIds,
                way,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId);
    }

    Outline queued(@Nullable String queue, @Nullable String agent) {
        return new Outline(
                answeredAt,
                queue,
                agent,
                flowId,
                flowVersion,
                childCallIds,
                way,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId);
    }

    Outline rung(String group) {
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flowId,
                flowVersion,
                childCallIds,
                way,
                group,
                answeredBy,
                mailboxId,
                conferenceId);
    }

    Outline taken(@Nullable String userId) {
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flowId,
                flowVersion,
                childCallIds,
                way,
                ringGroupId,
                userId,
                mailboxId,
                conferenceId);
    }

    Outline recorded(String mailbox) {
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
                mailbox,
                conferenceId);
    }

    Outline confers(String conference) {
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
                conference);
    }

    Outline walking(String flow, int version) {
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flow,
                version,
                childCallIds,
                way,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId);
    }

    Outline leaving(Way by) {
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flowId,
                flowVersion,
                childCallIds,
                by,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId);
    }

    Outline parentOf(String child) {
        List<String> more = new ArrayList<>(childCallIds);
        more.add(child);
        return new Outline(
                answeredAt,
                queueId,
                agentId,
                flowId,
                flowVersion,
                more,
                way,
                ringGroupId,
                answeredBy,
                mailboxId,
                conferenceId);
    }
}
