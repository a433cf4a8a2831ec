package io.ringlog.wire.story;

import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.CallBackEvent;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.RungLeg;
import io.ringlog.domain.journal.ChannelEvent;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.LampEvent;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.SecurityEvent;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.VoicemailEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One plain English sentence for each kind of event. */
public final class Sentences {
    private Sentences() {}

    public static String of(Event event) {
        return switch (event) {
            case CallEvent call -> ofCall(call);
            case FlowEvent flow -> FlowSentences.of(flow);
            case QueueEvent queue -> QueueSentences.of(queue);
            case PlaceEvent place -> PlaceSentences.of(place);
            case ConferenceEvent conference -> ofConference(conference);
            case AgentEvent agent -> ofAgent(agent);
            case TrunkEvent trunk -> ofTrunk(trunk);
            case VoicemailEvent voicemail -> SoundSentences.of(voicemail);
            case RecordingEvent recording -> SoundSentences.of(recording);
            case SupervisionEvent supervision -> SoundSentences.of(supervision);
            case RegistrationEvent registration -> ofRegistration(registration);
            case LampEvent lamp -> ofLamp(lamp);
            case CallBackEvent back -> ofCallBack(back);
            case SecurityEvent security -> GuardSentences.of(security);
            case FraudEvent fraud -> GuardSentences.of(fraud);
            case ChannelEvent channels -> GuardSentences.of(channels);
            case Event.ConfigApplied it ->
                it.kind() + " " + it.rowId() + (it.removed() ? " was removed" : " was saved") + " (version "
                        + it.version() + ").";
            case Event.WindowsReset it -> GuardSentences.of(it);
            case Event.FactsMissing it ->
                "Facts " + it.expectedSeq() + " to " + (it.seenSeq() - 1) + " of edge " + it.edge() + " are missing.";
        };
    }

    private static String tries(CallEvent.LegSent it) {
        String why = it.passedOver() == null ? "" : " because of \"" + it.passedOver() + "\" before";
        return "Leg " + it.legId() + " is tried at " + it.at() + " by " + it.transport() + " for " + it.host() + why
                + ".";
    }

    private static String holds(CallEvent.LegHoldChanged it) {
        return "Leg " + it.legId() + (it.held() ? " put the other on hold." : " took the other back.");
    }

    private static String ofCall(CallEvent event) {
        return switch (event) {
            case CallEvent.CallStarted it -> started(it);
            case CallEvent.CallAdmitted it -> "It was admitted and holds " + String.join(", ", it.scopes()) + ".";
            case CallEvent.CallStayed _ -> "It stays in the account and counts among those that leave no more.";
            case CallEvent.LimitExceeded it -> "It passed the soft limit " + it.limitId() + " on " + it.scope() + ".";
            case CallEvent.CallRouted it -> "It goes to " + target(it.target()) + ".";
            case CallEvent.NumberDialled it -> leaves(it);
            case CallEvent.EmergencyDialled it -> "It is a call for help to " + it.number() + shown(it.shown()) + ".";
            case CallEvent.LegAuthorized it -> authorized(it);
            case CallEvent.RingGroupEntered it -> comesTo(it);
            case CallEvent.LegsRung it -> rings(it);
            case CallEvent.LegSent it -> tries(it);
            case CallEvent.LegRang it -> "Leg " + it.legId() + " rings (" + it.status() + ").";
            case CallEvent.LegAsked it -> "Leg " + it.legId() + " answered and is asked whether it takes the call.";
            case CallEvent.CallerAnswered _ -> "The platform answered the caller.";
            case CallEvent.LegConnected it -> party(it.party()) + " answered.";
            case CallEvent.LegLost it -> lost(it);
            case CallEvent.RingFailed it -> failed(it);
            case CallEvent.TalkJoined it -> talk(it);
            case CallEvent.JoinRefused it ->
                "Legs " + legs(it.callId(), it.legs()) + " cannot hear each other: " + it.text() + ".";
            case CallEvent.TalkSplit it -> "Talk " + it.talkId() + " was split; its legs are with the media engine.";
            case CallEvent.CallTakenOver it -> takenOver(it);
            case CallEvent.LegsMeasured it -> MediaSentences.of(it.media());
            case CallEvent.LegLeft it -> "Leg " + it.legId() + " left: " + it.cause() + "; the others go on.";
            case CallEvent.HoldAsked it ->
                "Leg " + it.legId() + (it.held() ? " is to put the others on hold." : " is to take the others back.");
            case CallEvent.FromOverwritten it -> overwritten(it);
            case CallEvent.HoldRefused it -> refused(it);
            case CallEvent.LegHoldChanged it -> holds(it);
            case CallEvent.Handover it -> ofHandover(it);
            case CallEvent.Widening it -> ofWidening(it);
            case CallEvent.MediaMissing it -> missing(it);
            case CallEvent.LegRecorded it -> recorded(it);
            case CallEvent.CommandRefused it -> "The edge could not do " + it.commandId() + ": " + it.reason() + ".";
            case CallEvent.CallRefused it -> "It was refused with " + it.status() + ": " + it.text() + ".";
            case CallEvent.CallEnded it -> ended(it);
        };
    }

    private static String overwritten(CallEvent.FromOverwritten it) {
        return "The caller called itself " + it.said() + "; who is called is shown " + it.shown() + " instead.";
    }

    private static String started(CallEvent.CallStarted it) {
        return "A call from " + it.from() + " to " + it.to() + " came in at " + it.edge() + " (" + word(it.direction())
                + ").";
    }

    private static String leaves(CallEvent.NumberDialled it) {
        if (Boolean.TRUE.equals(it.onNet())) {
            return "It stays on the platform: " + it.number() + ", dialled as " + it.dialled()
                    + ", is a number of another account, which has it as a call of its own.";
        }
        return "It leaves the account to " + it.number() + " (" + word(it.numberClass()) + "), dialled as "
                + it.dialled() + ".";
    }

    private static String talk(CallEvent.TalkJoined it) {
        return "Legs " + legs(it.callId(), it.legs()) + " talk through the relay; the media engine left.";
    }

    private static String authorized(CallEvent.LegAuthorized it) {
        return "Trunk " + it.trunkId() + " asked who we are, for " + it.realm() + ", and was told.";
    }

    private static String comesTo(CallEvent.RingGroupEntered it) {
        return "It came to ring group " + it.groupId() + ", which "
                + (it.members().isEmpty() ? "can ring nobody." : "rings " + String.join(", ", it.members()) + ".");
    }

    private static String rings(CallEvent.LegsRung it) {
        return "It rings " + rung(it.legs()) + " for up to " + it.ringTimeoutSec() + " s"
                + (it.proxied() ? "" : " while the caller listens") + ".";
    }

    private static String failed(CallEvent.RingFailed it) {
        return "Nobody answered" + (it.userId() == null ? "" : " for " + it.userId()) + ": " + word(it.outcome()) + ".";
    }

    private static String refused(CallEvent.HoldRefused it) {
        return (it.held() ? "Hold" : "Resume") + " for leg " + it.legId() + " was refused: " + it.text() + ".";
    }

    private static String recorded(CallEvent.LegRecorded it) {
        return "Leg " + it.legId() + " was recorded for " + seconds(it.durationMs()) + " (" + word(it.end()) + ")"
                + (it.objectKey() == null ? "; nothing is kept" : "") + ".";
    }

    private static String ended(CallEvent.CallEnded it) {
        return "It ended " + word(it.disposition()) + " (" + it.cause() + ") after "
                + it.cdr().durationSec() + " s, " + it.cdr().billsec() + " s of them answered.";
    }

    private static String ofHandover(CallEvent.Handover event) {
        return switch (event) {
            case CallEvent.ParkLotDialled it ->
                "The caller dialled " + (it.slot() == null ? "park lot " + it.lotId() : "slot " + it.slot()) + ".";
            case CallEvent.FeatureDialled it ->
                "The caller dialled the code for " + word(it.feature())
                        + (it.argument().isEmpty() ? "." : ", and " + it.argument() + ".");
            case CallEvent.FeatureCarriedOut it -> "It is so for user " + it.userId() + " from now on.";
            case CallEvent.CallParked it -> "Leg " + it.legId() + " waits in slot " + it.slot() + ".";
            case CallEvent.ParkTimedOut it ->
                "Nobody came to slot " + it.slot() + "; "
                        + (it.recalled() == null ? "nobody is called back." : it.recalled() + " is called back.");
            case CallEvent.CallPickedUp it -> it.byUserId() + " takes it with call " + it.byCallId() + ".";
            case CallEvent.CallRetrieved it ->
                "Leg " + it.legId() + " talks with who came for it in call " + it.byCallId() + ".";
            case CallEvent.TransferAsked it
            when it.legId().equals(it.byLegId()) && it.byCallId() == null ->
                "Leg " + it.legId() + " passes its seat on to " + it.to() + ".";
            case CallEvent.CallTransferred it
            when it.legId().equals(it.byLegId()) && it.byCallId() == null ->
                "Leg " + it.legId() + " has passed its seat on to " + it.to() + " and leaves.";
            case CallEvent.TransferAsked it ->
                "Leg " + by(it.byLegId(), it.byCallId()) + " passes leg " + it.legId() + " on to " + it.to() + ".";
            case CallEvent.TransferRefused it ->
                "Leg " + it.byLegId() + " was not allowed to pass anybody on: " + it.text() + ".";
            case CallEvent.TransferFailed it ->
                "Leg " + it.legId() + " could not be passed on: " + it.text() + "; " + then(it) + ".";
            case CallEvent.CallTransferred it ->
                "Leg " + it.legId() + " was passed on to " + it.to() + "; leg " + by(it.byLegId(), it.byCallId())
                        + " leaves.";
        };
    }

    private static String missing(CallEvent.MediaMissing it) {
        return "Leg " + it.legId() + " heard a built-in sound in place of " + it.mediaId() + ": " + it.why() + ".";
    }

    private static String ofWidening(CallEvent.Widening event) {
        String talk = "the talk of leg " + event.byLegId();
        return switch (event) {
            case CallEvent.AddAsked it -> either(it.userId(), it.number()) + " is asked into " + talk + ".";
            case CallEvent.AddRefused it -> "Nobody can be asked into " + talk + ": " + it.text() + ".";
            case CallEvent.AddFailed it ->
                either(it.userId(), it.number()) + " did not come into " + talk + ": " + it.code() + ".";
            case CallEvent.PartyAdded it -> "Leg " + it.legId() + " comes into " + talk + ".";
        };
    }

    private static String either(@Nullable String user, @Nullable String number) {
        return String.valueOf(user == null ? number : user);
    }

    /** Who passes on may be of another call. */
    private static String by(String legId, @Nullable String callId) {
        return callId == null ? legId : legId + " of call " + callId;
    }

    private static String then(CallEvent.TransferFailed it) {
        return switch (it.then()) {
            case TALKS -> "it talks with leg " + by(it.byLegId(), it.byCallId()) + " again";
            case RECALLS -> "leg " + by(it.byLegId(), it.byCallId()) + " has left and is called back";
            case ENDS -> "nobody is there to go back to";
        };
    }

    private static String takenOver(CallEvent.CallTakenOver it) {
        return "The platform took over legs " + String.join(" and ", it.legs()) + " of a call it had passed on.";
    }

    private static String shown(@Nullable String number) {
        return number == null ? ", with no number to call back" : ", to be called back at " + number;
    }

    private static String lost(CallEvent.LegLost it) {
        return Boolean.TRUE.equals(it.answeredElsewhere())
                ? "Leg " + it.legId() + " rings no more: another leg answered."
                : "Leg " + it.legId() + " came to nothing" + (it.why().isEmpty() ? "" : ": " + it.why()) + " ("
                        + it.status() + ").";
    }

    private static String ofConference(ConferenceEvent event) {
        String room = "conference " + event.conferenceId();
        return switch (event) {
            case ConferenceEvent.ConferencePinAsked it ->
                "Leg " + it.legId() + " is asked for the PIN of " + room + ".";
            case ConferenceEvent.ConferencePinWrong it ->
                "Leg " + it.legId() + " typed no PIN of " + room + ", try " + it.tries() + ".";
            case ConferenceEvent.ConferenceJoined it -> joined(it, room);
            case ConferenceEvent.ConferenceMuted it ->
                "Leg " + it.legId() + (it.muted() ? " is muted in " : " is heard again in ") + room + ".";
            case ConferenceEvent.ConferenceLeft it ->
                "Leg " + it.legId() + " is no longer in " + room + ": " + it.why() + ".";
            case ConferenceEvent.ConferenceLocked it ->
                "The " + room + (it.locked() ? " was locked." : " was unlocked.");
            case ConferenceEvent.ConferenceSpeakerChanged it ->
                it.callId() == null
                        ? "Nobody speaks in " + room + " any more."
                        : "Leg " + it.legId() + " of call " + it.callId() + " speaks in " + room + ".";
            case ConferenceEvent.ConferenceActRefused it ->
                "To " + word(it.act()) + " in " + room + " was refused: " + it.text() + ".";
            case ConferenceEvent.ConferenceEnded _ -> "The " + room + " is over.";
        };
    }

    private static String joined(ConferenceEvent.ConferenceJoined it, String room) {
        return "Leg " + it.legId() + " is in " + room + (it.moderator() ? " as its moderator" : "")
                + (it.muted() ? ", muted" : "") + (it.waits() ? ", and waits for a moderator." : ".");
    }

    private static String ofAgent(AgentEvent event) {
        return switch (event) {
            case AgentEvent.AgentStateChanged it ->
                "Agent " + it.userId() + " is " + word(it.status()) + " and " + word(it.state()) + " ("
                        + word(it.bucket()) + ").";
            case AgentEvent.AgentActionRefused it -> "Agent " + it.userId() + " was refused: " + it.text() + ".";
        };
    }

    private static String ofRegistration(RegistrationEvent event) {
        return switch (event) {
            case RegistrationEvent.ContactsBound it ->
                it.aor() + " is reachable at " + it.contacts().size() + " contact(s).";
            case RegistrationEvent.RegistrationRefused it ->
                "A registration of " + it.aor() + " from " + it.sourceIp() + " was refused: " + it.code() + ".";
            case RegistrationEvent.AuthenticationFailed it ->
                it.method() + " as " + it.aor() + " from " + it.sourceIp() + " was challenged again: " + it.code()
                        + ".";
            case RegistrationEvent.TrunkBound it ->
                it.aor() + " of trunk " + it.trunkId() + " is reachable at "
                        + it.contacts().size() + " contact(s).";
            case RegistrationEvent.TrunkContactExpired it ->
                it.aor() + " of trunk " + it.trunkId() + " lost " + it.uri() + ": " + it.why() + ".";
            case RegistrationEvent.ContactExpired it -> it.aor() + " lost " + it.uri() + ": " + it.why() + ".";
        };
    }

    private static String ofCallBack(CallBackEvent event) {
        return switch (event) {
            case CallBackEvent.CallBackAsked it ->
                it.userId() + " waits until " + it.calleeId() + " (" + it.dialled() + ") is free.";
            case CallBackEvent.CallBackOver it ->
                it.userId() + " waits for " + it.calleeId() + " no more: " + word(it.why()) + ".";
        };
    }

    private static String ofLamp(LampEvent event) {
        return switch (event) {
            case LampEvent.WatchGranted it ->
                it.deviceId() + " watches " + word(it.lamp().kind()) + " "
                        + it.lamp().id() + " for " + it.expiresSec() + " s.";
            case LampEvent.WatchRefused it ->
                it.aor() + " from " + it.sourceIp() + " may not watch " + it.target() + ": " + it.code() + ".";
        };
    }

    private static String ofTrunk(TrunkEvent event) {
        return switch (event) {
            case TrunkEvent.TrunkUp it -> "Trunk " + it.trunkId() + " answers (" + it.status() + ").";
            case TrunkEvent.TrunkDown it ->
                "Trunk " + it.trunkId() + " is down: " + it.failures() + " questions in a row came to nothing ("
                        + it.status() + ").";
            case TrunkEvent.TrunkUnwatched it -> "What was known of trunk " + it.trunkId() + " is forgotten.";
            case TrunkEvent.TrunkRegistered it ->
                "We are registered at trunk " + it.trunkId() + " as " + it.aor() + " by edge " + it.edge() + " until "
                        + it.expiresAt()
                        + (it.code() == null ? "." : "; its Service-Route is not followed: " + it.code() + ".");
            case TrunkEvent.TrunkRegistrationFailed it ->
                "We could not register at trunk " + it.trunkId() + ": " + it.code() + " (" + it.status() + ").";
            case TrunkEvent.TrunkUnregistered it -> "We are registered at trunk " + it.trunkId() + " no more.";
        };
    }

    private static String target(RouteTarget target) {
        return word(target.kind()) + (target.id() == null ? "" : " " + target.id());
    }

    private static String rung(List<RungLeg> legs) {
        return legs.stream().map(leg -> party(leg.party())).collect(Collectors.joining(" and "));
    }

    static String seconds(long millis) {
        return Duration.ofMillis(millis).toSeconds() + " s";
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String party(Party party) {
        return switch (party) {
            case Party.Device it -> it.userId() + " on " + it.deviceId();
            case Party.Trunk it -> it.number() + " by " + it.trunkId();
            case Party.Number it -> it.number();
            case Party.Anonymous _ -> "somebody unnamed";
        };
    }

    /** A leg of another call is told with its call. */
    private static String legs(String callId, List<LegRef> legs) {
        return legs.stream()
                .map(leg -> leg.callId().equals(callId) ? leg.legId() : leg.legId() + " of " + leg.callId())
                .collect(Collectors.joining(" and "));
    }
}
