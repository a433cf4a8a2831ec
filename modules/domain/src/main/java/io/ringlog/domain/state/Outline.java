package io.ringlog.domain.state;

import io.ringlog.domain.journal.Cdr.AgentDisposition;
import io.ringlog.domain.journal.MediaFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
 * @param media what was last measured of each leg, the first measured first; null for none
 * @param dispositions what agents said came of it, the last said at the end; null for none
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
        @Nullable List<OutsideLeg> outside,
        @Nullable List<MediaFigures> media,
        @Nullable List<AgentDisposition> dispositions) {

    /** Whoever said something first is forgotten for whoever says more. */
    private static final int MOST_DISPOSITIONS = 20;

    static final Outline EMPTY =
            new Outline(null, null, null, null, null, List.of(), null, null, null, null, null, null, null, null, null);

    public Outline {
        childCallIds = List.copyOf(childCallIds);
        outside = outside == null ? null : List.copyOf(outside);
        media = media == null ? null : List.copyOf(media);
        dispositions = dispositions == null ? null : List.copyOf(dispositions);
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
                outside,
                media,
                dispositions);
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
                legs.isEmpty() ? null : legs,
                media,
                dispositions);
    }

    /** What was last measured of a leg; null for nothing. */
    public @Nullable MediaFigures media(String legId) {
        return Stream.ofNullable(media)
                .flatMap(List::stream)
                .filter(it -> it.legId().equals(legId))
                .findFirst()
                .orElse(null);
    }

    /** Later figures of a leg take the place of earlier ones. */
    Outline measured(List<MediaFigures> now) {
        Map<String, MediaFigures> byLeg = new LinkedHashMap<>();
        Stream.concat(media == null ? Stream.of() : media.stream(), now.stream())
                .forEach(it -> byLeg.put(it.legId(), it));
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
                outside,
                List.copyOf(byLeg.values()),
                dispositions);
    }

    /** What an agent says of a queue takes the place of what they said of it before. */
    public Outline disposed(AgentDisposition said) {
        List<AgentDisposition> all = Stream.concat(
                        Stream.ofNullable(dispositions)
                                .flatMap(List::stream)
                                .filter(it -> !it.userId().equals(said.userId())
                                        || !it.queueId().equals(said.queueId())),
                        Stream.of(said))
                .toList();
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
                outside,
                media,
                all.subList(Math.max(0, all.size() - MOST_DISPOSITIONS), all.size()));
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
                outside,
                media,
                dispositions);
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
                outside,
                media,
                dispositions);
    }
}
