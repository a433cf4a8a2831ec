package io.ringlog.domain.journal;

import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.number.NumberClass;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The life of a call and its legs. */
public sealed interface CallEvent extends Event {

    String callId();

    /**
     * A call began.
     *
     * @param caller who called in, on leg {@link CallFact#CALLER}; null when the platform invites all parties
     */
    record CallStarted(
            String callId,
            Direction direction,
            String from,
            String to,
            @Nullable String userId,
            String edge,
            String correlationId,
            @Nullable Party caller)
            implements CallEvent {}

    /** Which way a call goes, seen from the account. */
    enum Direction {
        INBOUND,
        OUTBOUND,
        INTERNAL,
        DIALER
    }

    /**
     * Admission let the call in; it holds these leases until it ends.
     *
     * @param windows sliding windows that it counts in, with their seconds; null for none. A window is named by the id
     *     of its limit, and by the far number where each is counted apart: {@code lim_…/4420…}
     */
    record CallAdmitted(
            String callId, List<String> scopes, @Nullable SortedMap<String, Integer> windows) implements CallEvent {
        public CallAdmitted {
            scopes = List.copyOf(scopes);
            windows = windows == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(windows));
        }

        /** One that counts in no window. */
        public CallAdmitted(String callId, List<String> scopes) {
            this(callId, scopes, null);
        }
    }

    /** A call that was to leave the account stays: it holds these scopes no more. */
    record CallStayed(String callId, List<String> scopes) implements CallEvent {
        public CallStayed {
            scopes = List.copyOf(scopes);
        }
    }

    /** A soft limit was passed; the call goes on. */
    record LimitExceeded(String callId, String limitId, String scope) implements CallEvent {}

    /** The call goes to a target. */
    record CallRouted(String callId, RouteTarget target, int hop) implements CallEvent {}

    /**
     * The call leaves the account to a number outside.
     *
     * @param onNet whether it is a number of another account, and the call stays on the platform; null for no
     */
    record NumberDialled(
            String callId,
            String dialled,
            String number,
            NumberClass numberClass,
            @Nullable Boolean onNet) implements CallEvent {

        /** By a trunk. */
        public NumberDialled(String callId, String dialled, String number, NumberClass numberClass) {
            this(callId, dialled, number, numberClass, null);
        }
    }

    /**
     * Somebody calls an emergency number.
     *
     * @param shown the number that the emergency desk can call back; null when there is none
     */
    record EmergencyDialled(
            String callId,
            String number,
            @Nullable String userId,
            @Nullable String shown) implements CallEvent {}

    /**
     * The call came to a ring group.
     *
     * @param members the users it rings, and forwards to numbers outside, the first first; empty when nobody of it can
     *     take a call
     */
    record RingGroupEntered(String callId, String groupId, List<String> members) implements CallEvent {
        public RingGroupEntered {
            members = List.copyOf(members);
        }
    }

    /** Legs were rung. */
    record LegsRung(String callId, List<RungLeg> legs, int ringTimeoutSec, boolean proxied) implements CallEvent {
        public LegsRung {
            legs = List.copyOf(legs);
        }
    }

    /** A leg and whom it rings. */
    record RungLeg(String legId, Party party) {}

    /** A trunk asked who we are, and is told. */
    record LegAuthorized(String callId, String legId, String trunkId, String realm) implements CallEvent {}

    /**
     * A leg is tried at a server that the name of its target leads to (RFC 3263).
     *
     * @param host the name that was looked up
     * @param at address and port of the server
     * @param transport in lower case
     * @param passedOver why the server before it did not do; null for the first
     */
    record LegSent(
            String callId,
            String legId,
            String host,
            String at,
            String transport,
            @Nullable String passedOver) implements CallEvent {}

    /** A leg reports ringing. */
    record LegRang(String callId, String legId, int status) implements CallEvent {}

    /** A rung leg has answered, and whoever did is asked whether they take the call; it is not connected yet. */
    record LegAsked(String callId, String legId) implements CallEvent {}

    /** The platform's media engine answered a leg that came in. */
    record CallerAnswered(String callId, String legId) implements CallEvent {}

    /**
     * A rung leg answered and is connected.
     *
     * @param talkId the talk it is in with the caller, whom its answer was passed on to; null when the edge has yet to
     *     join it with anybody
     */
    record LegConnected(
            String callId,
            String legId,
            Party party,
            @Nullable String talkId) implements CallEvent {}

    /**
     * A rung leg came to nothing.
     *
     * @param answeredElsewhere whether another leg of its attempt answered instead; null where that was not noted
     */
    record LegLost(
            String callId,
            String legId,
            Party party,
            int status,
            String why,
            @Nullable Boolean answeredElsewhere) implements CallEvent {}

    /**
     * Nobody of those rung answered.
     *
     * @param userId the one user whom the call was for; null when it was for no one user
     */
    record RingFailed(String callId, int attempt, @Nullable String userId, RingOutcome outcome) implements CallEvent {}

    /** These legs, of this call and perhaps of others, hear each other from now on. */
    record TalkJoined(String callId, String talkId, List<LegRef> legs) implements CallEvent {
        public TalkJoined {
            legs = List.copyOf(legs);
        }
    }

    /** Legs of several calls were to hear each other and cannot. */
    record JoinRefused(String callId, List<LegRef> legs, String code, String text) implements CallEvent {
        public JoinRefused {
            legs = List.copyOf(legs);
        }
    }

    /** A talk is no more; its legs are up and hear the platform. */
    record TalkSplit(String callId, String talkId) implements CallEvent {}

    /** The platform takes part in a call that was only passed on. */
    record CallTakenOver(String callId, List<String> legs) implements CallEvent {
        public CallTakenOver {
            legs = List.copyOf(legs);
        }
    }

    /** The caller's From named somebody else; who is called is shown the caller instead. */
    record FromOverwritten(String callId, String said, String shown) implements CallEvent {}

    /**
     * A leg went and the call goes on without it.
     *
     * @param media how well its media got through; null where that was not measured
     */
    record LegLeft(
            String callId,
            String legId,
            Party party,
            String cause,
            @Nullable MediaFigures media) implements CallEvent {

        /** One whose media was not measured. */
        public LegLeft(String callId, String legId, Party party, String cause) {
            this(callId, legId, party, cause, null);
        }
    }

    /**
     * How the media of legs has got through so far; for legs that the platform hung up, what was told when their call
     * was over already, and then no part of its story.
     */
    record LegsMeasured(String callId, List<MediaFigures> media) implements CallEvent {
        public LegsMeasured {
            media = List.copyOf(media);
        }
    }

    /** Somebody asked that a leg puts the others of its talk on hold, or takes them back; it is being done. */
    record HoldAsked(String callId, String legId, boolean held) implements CallEvent {}

    /** Somebody asked for a hold ({@code held}) or a resume that cannot be. */
    record HoldRefused(String callId, String legId, boolean held, String code, String text) implements CallEvent {}

    /** A leg put the others on hold or took them back, by its party or on somebody's behalf. */
    record LegHoldChanged(String callId, String legId, boolean held) implements CallEvent {}

    /** Somebody of the call is handed to somebody else. */
    sealed interface Handover extends CallEvent {}

    /**
     * A leg is to pass on whom it talks to; it is being done.
     *
     * @param byCallId the call of who passes on, where it is another one; null for this one
     */
    record TransferAsked(
            String callId,
            String byLegId,
            String legId,
            String to,
            @Nullable String byCallId) implements Handover {}

    /** A leg was to pass on whom it talks to, and cannot. */
    record TransferRefused(String callId, String byLegId, String code, String text) implements Handover {}

    /**
     * Whom a leg has passed on came nowhere.
     *
     * @param byCallId the call of who passed on, where it is another one; null for this one
     */
    record TransferFailed(
            String callId,
            String byLegId,
            String legId,
            String code,
            String text,
            Then then,
            @Nullable String byCallId) implements Handover {

        /** What becomes of who was passed on. */
        public enum Then {
            /** Talks again with who passed them on. */
            TALKS,
            /** Waits while who passed them on, and has left, is rung. */
            RECALLS,
            /** Nobody is there to go back to. */
            ENDS
        }
    }

    /**
     * A leg has passed on whom it talked to and leaves.
     *
     * @param byCallId the call of who passed on, where it is another one; null for this one
     */
    record CallTransferred(
            String callId,
            String byLegId,
            String legId,
            String to,
            @Nullable String byCallId) implements Handover {}

    /** A caller dialled a park lot; {@code slot} is the one whose caller they come for, null for the lot itself. */
    record ParkLotDialled(
            String callId, String lotId, @Nullable String slot) implements Handover {}

    /** A caller dialled the code of a feature, and {@code argument} after it. */
    record FeatureDialled(String callId, Feature feature, String argument) implements Handover {}

    /** What a user dialled for themselves is so from now on. */
    record FeatureCarriedOut(String callId, String userId) implements Handover {}

    /** The call waits in a slot until somebody dials it. */
    record CallParked(
            String callId,
            String legId,
            String lotId,
            String slot,
            @Nullable String byUserId) implements Handover {}

    /** Nobody came for a parked call; {@code recalled} is rung for it, nobody when null. */
    record ParkTimedOut(
            String callId,
            String lotId,
            String slot,
            @Nullable String recalled) implements Handover {}

    /** Somebody takes a call that rings at others, with a call of their own. */
    record CallPickedUp(String callId, String byCallId, String byUserId) implements Handover {}

    /** Whoever came for a call that waited talks with it; {@code slot} is null for one that was picked up. */
    record CallRetrieved(
            String callId,
            String legId,
            @Nullable String lotId,
            @Nullable String slot,
            String byCallId) implements Handover {}

    /** Somebody is asked into a talk that goes on. */
    sealed interface Widening extends CallEvent {
        String byLegId();
    }

    /**
     * Somebody is to come into the talk of a leg; it is being done.
     *
     * @param userId null for somebody outside
     * @param number what was dialled, for somebody outside; null for a user
     */
    record AddAsked(
            String callId,
            String byLegId,
            @Nullable String userId,
            @Nullable String number) implements Widening {}

    /** Nobody can be asked into the talk of a leg. */
    record AddRefused(String callId, String byLegId, String code, String text) implements Widening {}

    /**
     * Who was asked into the talk did not come; it goes on.
     *
     * @param userId as in {@link AddAsked}
     * @param number as in {@link AddAsked}
     */
    record AddFailed(
            String callId,
            String byLegId,
            @Nullable String userId,
            @Nullable String number,
            String code) implements Widening {}

    /** Who was asked into the talk is in it, on this leg. */
    record PartyAdded(String callId, String byLegId, String legId) implements Widening {}

    /** A leg heard a built-in sound in place of the one it should. */
    record MediaMissing(String callId, String legId, String mediaId, String why) implements CallEvent {}

    /** What a leg said was recorded; the sound lies under its key, never in the log. */
    record LegRecorded(
            String callId,
            String legId,
            String recordingId,
            long durationMs,
            long sizeBytes,
            RecordingEnd end,
            @Nullable String objectKey,
            long lostMs)
            implements CallEvent {}

    /** The edge could not do what it was told. */
    record CommandRefused(String callId, String commandId, String reason) implements CallEvent {}

    /** The call was refused before anybody answered it. */
    record CallRefused(String callId, int status, String code, String text) implements CallEvent {}

    /** The call is over and holds nothing any more; written once for every call that started. */
    record CallEnded(String callId, Disposition disposition, String cause, Cdr cdr) implements CallEvent {}
}
