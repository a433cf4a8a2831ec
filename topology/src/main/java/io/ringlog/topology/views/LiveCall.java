package io.ringlog.topology.views;

import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.SupervisionMode;
import io.ringlog.domain.state.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call in progress.
 *
 * @param answeredAt when the caller first heard somebody or something; null while it rings
 * @param scopes the leases it holds: {@code account.in}, {@code user:us_…}
 * @param seat the conference it is in, or null
 * @param supervises what a supervisor hears in it, or null
 * @param seq the newest event of the call in this row
 */
public record LiveCall(
        String callId,
        String accountId,
        Start start,
        Phase phase,
        @Nullable Instant answeredAt,
        @Nullable RouteTarget target,
        Place place,
        List<LiveLeg> legs,
        SortedSet<String> scopes,
        @Nullable Seat seat,
        @Nullable Heard supervises,
        int seq,
        Instant changedAt) {

    /** How the call came in. */
    public record Start(
            Direction direction,
            String from,
            String to,
            @Nullable String userId,
            String edge,
            String correlationId,
            Instant at) {}

    /** What the caller does now. */
    public enum Phase {
        STARTED,
        RINGING,
        IN_FLOW,
        QUEUED,
        TALKING,
        /** Waits in a slot until somebody comes. */
        PARKED,
        /** Sits in a conference, and hears the others or music. */
        IN_CONFERENCE,
        /** A supervisor's own call, which hears another. */
        SUPERVISING,
        /** Its talk was split: nobody of the call hears another. */
        ON_HOLD
    }

    /** Where the call stands; null where it does not apply. */
    public record Place(
            @Nullable String flowId,
            @Nullable Integer flowVersion,
            @Nullable String nodeId,
            @Nullable String queueId,
            @Nullable String agentId,
            @Nullable String parkSlot) {

        static final Place NOWHERE = new Place(null, null, null, null, null, null);

        Place inFlow(String flow, int version) {
            return new Place(flow, version, null, queueId, agentId, parkSlot);
        }

        Place atNode(String node) {
            return new Place(flowId, flowVersion, node, queueId, agentId, parkSlot);
        }

        Place inQueue(@Nullable String queue, @Nullable String agent) {
            return new Place(flowId, flowVersion, nodeId, queue, agent, parkSlot);
        }

        Place parked(@Nullable String slot) {
            return new Place(flowId, flowVersion, nodeId, queueId, agentId, slot);
        }
    }

    /**
     * A leg, whoever invited whom.
     *
     * @param held whether it has put the others on hold
     * @param talkId the talk it is in, or null
     * @param media how well its media has got through so far; null before that was measured
     */
    public record LiveLeg(
            String legId,
            Party party,
            LegState state,
            boolean held,
            @Nullable String talkId,
            @Nullable MediaFigures media) {
        public LiveLeg(String legId, Party party, LegState state, boolean held, @Nullable String talkId) {
            this(legId, party, state, held, talkId, null);
        }

        LiveLeg now(LegState next) {
            return new LiveLeg(legId, party, next, held, null, media);
        }

        LiveLeg talking(String talk) {
            return new LiveLeg(legId, party, LegState.TALKING, held, talk, media);
        }

        LiveLeg held(boolean now) {
            return new LiveLeg(legId, party, state, now, talkId, media);
        }

        LiveLeg measured(MediaFigures now) {
            return new LiveLeg(legId, party, state, held, talkId, now);
        }

        /** Rung and not answered. */
        boolean isRung() {
            return state == LegState.INVITED || state == LegState.RINGING;
        }
    }

    /** A leg's place in a conference; {@code speaks} for the one who is heard there. */
    public record Seat(
            String conferenceId, String legId, boolean moderator, boolean muted, boolean speaks, Instant since) {
        Seat muted(boolean now) {
            return new Seat(conferenceId, legId, moderator, now, speaks, since);
        }

        Seat speaks(boolean now) {
            return new Seat(conferenceId, legId, moderator, muted, now, since);
        }
    }

    /** A call that a supervisor hears, the leg there whom they supervise, and who hears them. */
    public record Heard(String callId, String legId, SupervisionMode mode) {}

    /** How far a leg is. */
    public enum LegState {
        /** Called in and waits. */
        INVITING,
        /** Is rung and has not said anything yet. */
        INVITED,
        RINGING,
        /** Is answered and hears the platform. */
        HOSTED,
        TALKING
    }

    public LiveCall {
        legs = List.copyOf(legs);
        scopes = new TreeSet<>(scopes);
    }

    /**
     * Every scope it holds: those it was admitted with, a place of each user who is rung or in it, and a channel for
     * each leg to a trunk, each its own.
     */
    public List<String> holds() {
        var places = new TreeSet<>(scopes);
        var channels = new ArrayList<String>();
        for (LiveLeg leg : legs) {
            switch (leg.party()) {
                case Party.Device it -> places.add(Scopes.user(it.userId()));
                case Party.Trunk it
                when !leg.legId().equals(CallFact.CALLER) -> channels.add(Scopes.trunk(it.trunkId()));
                case Party.Trunk _, Party.Number _, Party.Anonymous _ -> {}
            }
        }
        return Stream.concat(places.stream(), channels.stream()).toList();
    }

    LiveCall phase(Phase next) {
        return new LiveCall(
                callId,
                accountId,
                start,
                next,
                answeredAt,
                target,
                place,
                legs,
                scopes,
                seat,
                supervises,
                seq,
                changedAt);
    }

    LiveCall answered(Instant at) {
        Instant first = answeredAt == null ? at : answeredAt;
        return new LiveCall(
                callId, accountId, start, phase, first, target, place, legs, scopes, seat, supervises, seq, changedAt);
    }

    LiveCall routed(RouteTarget next) {
        return new LiveCall(
                callId,
                accountId,
                start,
                phase,
                answeredAt,
                next,
                place,
                legs,
                scopes,
                seat,
                supervises,
                seq,
                changedAt);
    }

    LiveCall at(Place next) {
        return new LiveCall(
                callId,
                accountId,
                start,
                phase,
                answeredAt,
                target,
                next,
                legs,
                scopes,
                seat,
                supervises,
                seq,
                changedAt);
    }

    LiveCall with(List<LiveLeg> next) {
        return new LiveCall(
                callId,
                accountId,
                start,
                phase,
                answeredAt,
                target,
                place,
                next,
                scopes,
                seat,
                supervises,
                seq,
                changedAt);
    }

    LiveCall holding(List<String> more) {
        var all = new TreeSet<>(scopes);
        all.addAll(more);
        return holds(all);
    }

    LiveCall holdingNoMore(List<String> released) {
        var left = new TreeSet<>(scopes);
        released.forEach(left::remove);
        return holds(left);
    }

    /** Nobody of a ring group took it. */
    LiveCall inNoGroup() {
        var left = new TreeSet<>(scopes);
        left.removeIf(Scopes::isRingGroup);
        return holds(left);
    }

    private LiveCall holds(SortedSet<String> all) {
        return new LiveCall(
                callId,
                accountId,
                start,
                phase,
                answeredAt,
                target,
                place,
                legs,
                all,
                seat,
                supervises,
                seq,
                changedAt);
    }

    LiveCall seated(@Nullable Seat next) {
        return new LiveCall(
                callId,
                accountId,
                start,
                phase,
                answeredAt,
                target,
                place,
                legs,
                scopes,
                next,
                supervises,
                seq,
                changedAt);
    }

    LiveCall hearing(@Nullable Heard next) {
        return new LiveCall(
                callId, accountId, start, phase, answeredAt, target, place, legs, scopes, seat, next, seq, changedAt);
    }

    LiveCall upTo(int newest, Instant at) {
        return new LiveCall(
                callId, accountId, start, phase, answeredAt, target, place, legs, scopes, seat, supervises, newest, at);
    }
}
