package io.ringlog.topology.views;

import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.CallBackEvent;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.ChannelEvent;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.LampEvent;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.SecurityEvent;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.state.Scopes;
import io.ringlog.topology.views.LiveCall.LegState;
import io.ringlog.topology.views.LiveCall.LiveLeg;
import io.ringlog.topology.views.LiveCall.Phase;
import io.ringlog.topology.views.LiveCall.Place;
import io.ringlog.topology.views.LiveCall.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Folds the events of a call into what it looks like now; a call that ended is gone. */
public final class LiveCallFold {

    private LiveCallFold() {}

    /** The call after the event; empty when it is over or never began here. */
    public static Optional<LiveCall> after(Optional<LiveCall> before, EventRecord record) {
        if (before.isPresent() && record.seq() <= before.get().seq()) {
            return before;
        }
        if (record.event() instanceof CallEvent.CallStarted started) {
            return Optional.of(started(record, started));
        }
        if (record.event() instanceof CallEvent.CallEnded) {
            return Optional.empty();
        }
        return before.map(call -> after(call, record.event(), record.at()).upTo(record.seq(), record.at()));
    }

    private static LiveCall started(EventRecord record, CallEvent.CallStarted it) {
        var start = new LiveCall.Start(
                it.direction(), it.from(), it.to(), it.userId(), it.edge(), it.correlationId(), record.at());
        return new LiveCall(
                it.callId(),
                record.accountId(),
                start,
                Phase.STARTED,
                null,
                null,
                Place.NOWHERE,
                it.caller() == null
                        ? List.of()
                        : List.of(new LiveLeg(CallFact.CALLER, it.caller(), LegState.INVITING, false, null)),
                new TreeSet<>(),
                null,
                null,
                record.seq(),
                record.at());
    }

    private static LiveCall after(LiveCall call, Event event, Instant at) {
        return switch (event) {
            case CallEvent it -> afterCall(call, it, at);
            case FlowEvent it -> afterFlow(call, it);
            case QueueEvent it -> afterQueue(call, it);
            case ConferenceEvent it -> afterConference(call, it, at);
            case AgentEvent _ -> call;
            case TrunkEvent _ -> call;
            case SecurityEvent _ -> call;
            case FraudEvent _ -> call;
            case ChannelEvent _ -> call;
            case VoicemailEvent _ -> call;
            case RecordingEvent _ -> call;
            case SupervisionEvent it -> afterSupervision(call, it);
            case RegistrationEvent _ -> call;
            case LampEvent _ -> call;
            case CallBackEvent _ -> call;
            case PlaceEvent _ -> call;
            case Event.ConfigApplied _ -> call;
            case Event.WindowsReset _ -> call;
            case Event.FactsMissing _ -> call;
        };
    }

    private static LiveCall afterCall(LiveCall call, CallEvent event, Instant at) {
        return switch (event) {
            case CallEvent.CallStarted _ -> call;
            case CallEvent.CallAdmitted it -> call.holding(it.scopes());
            case CallEvent.CallStayed it -> call.holdingNoMore(it.scopes());
            case CallEvent.LimitExceeded _ -> call;
            case CallEvent.CallRouted it -> call.routed(it.target());
            case CallEvent.RingGroupEntered it -> call.holding(List.of(Scopes.ringGroup(it.groupId())));
            case CallEvent.LegsRung it -> call.with(rung(call, it)).phase(ringing(call));
            case CallEvent.LegRang it -> leg(call, it.legId(), leg -> leg.now(LegState.RINGING));
            case CallEvent.CallerAnswered it ->
                leg(call, it.legId(), leg -> leg.now(LegState.HOSTED)).answered(at);
            case CallEvent.LegConnected it -> connected(call, it).answered(at);
            case CallEvent.LegLost it -> call.with(without(call, it.legId()));
            case CallEvent.RingFailed _ -> call.with(notRung(call)).inNoGroup().phase(idle(call));
            case CallEvent.TalkJoined it -> joined(call, it);
            case CallEvent.JoinRefused _ -> call;
            case CallEvent.TalkSplit it -> split(call, it.talkId());
            case CallEvent.CallTakenOver _ -> call;
            case CallEvent.LegLeft it -> call.with(without(call, it.legId()));
            case CallEvent.LegsMeasured it -> measured(call, it);
            case CallEvent.HoldAsked _ -> call;
            case CallEvent.HoldRefused _ -> call;
            case CallEvent.FromOverwritten _ -> call;
            case CallEvent.NumberDialled _, CallEvent.EmergencyDialled _, CallEvent.LegAuthorized _ -> call;
            case CallEvent.LegAsked _ -> call;
            case CallEvent.LegSent _ -> call;
            case CallEvent.LegHoldChanged it -> leg(call, it.legId(), leg -> leg.held(it.held()));
            case CallEvent.Handover it -> afterHandover(call, it);
            case CallEvent.Widening _ -> call;
            case CallEvent.CommandRefused _, CallEvent.MediaMissing _, CallEvent.LegRecorded _ -> call;
            case CallEvent.CallRefused _ -> call;
            case CallEvent.CallEnded _ -> call;
        };
    }

    private static LiveCall afterHandover(LiveCall call, CallEvent.Handover event) {
        return switch (event) {
            case CallEvent.CallParked it ->
                call.at(call.place().parked(it.slot())).phase(Phase.PARKED);
            case CallEvent.ParkTimedOut _ -> call.at(call.place().parked(null)).phase(Phase.RINGING);
            case CallEvent.CallRetrieved _ -> call.at(call.place().parked(null)).phase(Phase.TALKING);
            case CallEvent.ParkLotDialled _, CallEvent.FeatureDialled _, CallEvent.FeatureCarriedOut _ -> call;
            case CallEvent.CallPickedUp _ -> call;
            case CallEvent.TransferAsked _, CallEvent.TransferRefused _ -> call;
            case CallEvent.TransferFailed _, CallEvent.CallTransferred _ -> call;
        };
    }

    private static LiveCall measured(LiveCall call, CallEvent.LegsMeasured it) {
        LiveCall now = call;
        for (MediaFigures figures : it.media()) {
            now = leg(now, figures.legId(), leg -> leg.measured(figures));
        }
        return now;
    }

    private static LiveCall afterFlow(LiveCall call, FlowEvent event) {
        return switch (event) {
            case FlowEvent.FlowEntered it ->
                call.at(call.place().inFlow(it.flowId(), it.version())).phase(Phase.IN_FLOW);
            case FlowEvent.NodeEntered it -> call.at(call.place().atNode(it.nodeId()));
            case FlowEvent.NodeLeft _ -> call;
            case FlowEvent.VariableSet _, FlowEvent.VariableRefused _ -> call;
            case FlowEvent.HttpAsked _, FlowEvent.HttpTold _ -> call;
            case FlowEvent.FlowLeft _ -> call;
            case FlowEvent.ScheduleFailedOpen _ -> call;
        };
    }

    private static LiveCall afterQueue(LiveCall call, QueueEvent event) {
        Place place = call.place();
        return switch (event) {
            case QueueEvent.CallerQueued it ->
                call.at(place.inQueue(it.queueId(), null)).phase(Phase.QUEUED);
            case QueueEvent.CallerDeflected _,
                    QueueEvent.CallerPrioritised _,
                    QueueEvent.CallerMoved _,
                    QueueEvent.CallerActRefused _,
                    QueueEvent.PositionAnnounced _,
                    QueueEvent.MessageAnnounced _,
                    QueueEvent.OptionChosen _,
                    QueueEvent.OptionRefused _,
                    QueueEvent.OptionHookAsked _,
                    QueueEvent.OptionHookTold _,
                    QueueEvent.CallDispositioned _ -> call;
            case QueueEvent.AgentReserved it -> call.at(place.inQueue(it.queueId(), it.userId()));
            case QueueEvent.OfferMissed it ->
                call.at(place.inQueue(it.queueId(), null)).phase(Phase.QUEUED);
            case QueueEvent.AgentConfirmed it -> call.at(place.inQueue(it.queueId(), it.userId()));
            case QueueEvent.AgentClaimed it -> call.at(place.inQueue(it.queueId(), it.userId()));
            case QueueEvent.CallerLeftQueue it ->
                it.userId() == null ? call.at(place.inQueue(null, null)).phase(idle(call)) : call;
        };
    }

    private static LiveCall afterConference(LiveCall call, ConferenceEvent event, Instant at) {
        Seat seat = call.seat();
        return switch (event) {
            case ConferenceEvent.ConferencePinAsked _, ConferenceEvent.ConferencePinWrong _ -> call;
            case ConferenceEvent.ConferenceJoined it ->
                call.seated(new Seat(it.conferenceId(), it.legId(), it.moderator(), it.muted(), false, at))
                        .phase(Phase.IN_CONFERENCE);
            case ConferenceEvent.ConferenceMuted it -> call.seated(seat == null ? null : seat.muted(it.muted()));
            case ConferenceEvent.ConferenceLeft _ -> call.seated(null);
            case ConferenceEvent.ConferenceLocked _,
                    ConferenceEvent.ConferenceSpeakerChanged _,
                    ConferenceEvent.ConferenceActRefused _,
                    ConferenceEvent.ConferenceEnded _ -> call;
        };
    }

    /** The call of a member who speaks in a conference, or no more. */
    public static LiveCall speaks(LiveCall call, boolean speaks) {
        Seat seat = call.seat();
        return seat == null ? call : call.seated(seat.speaks(speaks));
    }

    /** Told in both calls: the supervisor's own shows what it hears. */
    private static LiveCall afterSupervision(LiveCall call, SupervisionEvent event) {
        return switch (event) {
            case SupervisionEvent.Supervised it ->
                it.byCallId().equals(call.callId())
                        ? call.hearing(new LiveCall.Heard(it.ofCallId(), it.ofLegId(), it.mode()))
                                .phase(Phase.SUPERVISING)
                        : call;
            case SupervisionEvent.SupervisionEnded it ->
                it.byCallId().equals(call.callId()) ? call.hearing(null) : call;
            case SupervisionEvent.SupervisionRefused _ -> call;
        };
    }

    /** Who talks goes on while somebody is asked into the talk. A caller in a queue stays one while agents are rung. */
    private static Phase ringing(LiveCall call) {
        if (anybodyTalks(call)) {
            return call.phase();
        }
        return call.place().queueId() == null ? Phase.RINGING : Phase.QUEUED;
    }

    private static Phase idle(LiveCall call) {
        if (anybodyTalks(call) || (call.place().queueId() != null && call.phase() == Phase.QUEUED)) {
            return call.phase();
        }
        return call.place().flowId() == null ? Phase.STARTED : Phase.IN_FLOW;
    }

    private static List<LiveLeg> rung(LiveCall call, CallEvent.LegsRung it) {
        var more = it.legs().stream().map(leg -> new LiveLeg(leg.legId(), leg.party(), LegState.INVITED, false, null));
        return Stream.concat(call.legs().stream(), more).toList();
    }

    private static List<LiveLeg> without(LiveCall call, String legId) {
        return call.legs().stream().filter(leg -> !leg.legId().equals(legId)).toList();
    }

    private static List<LiveLeg> notRung(LiveCall call) {
        return call.legs().stream().filter(leg -> !leg.isRung()).toList();
    }

    /** Its answer was passed on to the caller, who talks with it at once; or it waits for the edge to join it. */
    private static LiveCall connected(LiveCall call, CallEvent.LegConnected it) {
        String talk = it.talkId();
        return talk == null
                ? leg(call, it.legId(), leg -> leg.now(LegState.HOSTED))
                : talking(call, List.of(CallFact.CALLER, it.legId()), talk);
    }

    private static LiveCall joined(LiveCall call, CallEvent.TalkJoined it) {
        List<String> own = it.legs().stream()
                .filter(leg -> leg.callId().equals(call.callId()))
                .map(LegRef::legId)
                .toList();
        return talking(call, own, it.talkId());
    }

    private static LiveCall talking(LiveCall call, List<String> legIds, String talkId) {
        return legs(call, leg -> legIds.contains(leg.legId()) ? leg.talking(talkId) : leg)
                .phase(call.seat() == null ? Phase.TALKING : Phase.IN_CONFERENCE);
    }

    private static LiveCall split(LiveCall call, String talkId) {
        LiveCall after = legs(call, leg -> talkId.equals(leg.talkId()) ? leg.now(LegState.HOSTED) : leg);
        return anybodyTalks(after) || call.phase() != Phase.TALKING ? after : after.phase(Phase.ON_HOLD);
    }

    private static boolean anybodyTalks(LiveCall call) {
        return call.legs().stream().anyMatch(leg -> leg.talkId() != null);
    }

    private static LiveCall leg(LiveCall call, String legId, UnaryOperator<LiveLeg> change) {
        return legs(call, leg -> leg.legId().equals(legId) ? change.apply(leg) : leg);
    }

    private static LiveCall legs(LiveCall call, UnaryOperator<LiveLeg> change) {
        return call.with(call.legs().stream().map(change).toList());
    }
}
