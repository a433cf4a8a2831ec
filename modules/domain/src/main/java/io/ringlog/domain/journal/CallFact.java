package io.ringlog.domain.journal;

import io.ringlog.domain.number.Numbering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact of one call. Leg {@link #CALLER} is the leg that came in; the brain names the others. */
public sealed interface CallFact extends EdgeFact {

    /** The id of every call's first leg. */
    String CALLER = "a";

    String callId();

    /**
     * An INVITE outside a dialog arrived and waits for a decision.
     *
     * @param requestUser user part of the request URI: what was dialled
     * @param requestDomain the domain dialled in; the caller's own when the request URI names the edge by its address
     * @param auth the answer to the edge's challenge; null when the edge did not challenge (trusted trunk)
     * @param trunkId the trunk whose address this is, with the account that owns it
     * @param codecs audio codecs of the offer, in its order, lower case; empty when there is no offer
     * @param replacing whose place in another call a phone wants to take (RFC 3891); null for nobody's
     * @param numbersHere numbers of other accounts of the platform that end as what a device dialled; null for none
     * @param loop the call that came here from another account; null for one that did not
     * @param asserted who it says calls beside From; null when it says nothing
     * @param encryption what its offer says of encryption; null for one in the clear
     * @param numbering how its trunk writes numbers; null where they are E.164
     */
    record InviteReceived(
            EdgeStamp stamp,
            String callId,
            String requestUser,
            String requestDomain,
            String fromUser,
            String fromDomain,
            @Nullable String fromName,
            @Nullable DigestAnswer auth,
            @Nullable String trunkId,
            @Nullable String trunkAccountId,
            Source source,
            String sipCallId,
            @Nullable String correlationId,
            List<String> codecs,
            @Nullable Replacing replacing,
            @Nullable List<String> numbersHere,
            @Nullable Loop loop,
            @Nullable Asserted asserted,
            @Nullable OfferedEncryption encryption,
            @Nullable Numbering numbering)
            implements CallFact {

        public InviteReceived {
            codecs = List.copyOf(codecs);
            numbersHere = numbersHere == null ? null : List.copyOf(numbersHere);
        }

        /** Whether a number may be one of another account of the platform. */
        public boolean mayMean(String e164) {
            return numbersHere != null && numbersHere.contains(e164);
        }

        /** The same INVITE of a trunk that has proved to be one. */
        public InviteReceived by(String trunk, String account, @Nullable Numbering how) {
            return new InviteReceived(
                    stamp,
                    callId,
                    requestUser,
                    requestDomain,
                    fromUser,
                    fromDomain,
                    fromName,
                    null,
                    trunk,
                    account,
                    source,
                    sipCallId,
                    correlationId,
                    codecs,
                    null,
                    null,
                    null,
                    asserted,
                    encryption,
                    how);
        }

        /** The same INVITE to somebody else. */
        public InviteReceived to(String user) {
            return changed(user, fromUser, replacing);
        }

        /** The same INVITE with its numbers in another form. */
        public InviteReceived numbers(String called, String caller) {
            return changed(called, caller, replacing);
        }

        /** The same INVITE in the place of somebody. */
        public InviteReceived inPlaceOf(@Nullable Replacing party) {
            return changed(requestUser, fromUser, party);
        }

        private InviteReceived changed(String user, String from, @Nullable Replacing party) {
            return new InviteReceived(
                    stamp,
                    callId,
                    user,
                    requestDomain,
                    from,
                    fromDomain,
                    fromName,
                    auth,
                    trunkId,
                    trunkAccountId,
                    source,
                    sipCallId,
                    correlationId,
                    codecs,
                    party,
                    numbersHere,
                    loop,
                    asserted,
                    encryption,
                    numbering);
        }
    }

    /**
     * Who calls, as a PBX or carrier says it beside From (RFC 3323, RFC 3325).
     *
     * @param user user part of P-Asserted-Identity; null without one
     * @param isPrivate whether Privacy asks that nobody is told
     */
    record Asserted(@Nullable String user, boolean isPrivate) {}

    /**
     * Whose place in another call is to be taken.
     *
     * @param party their leg; null when no dialog of the account here is meant
     * @param earlyOnly only while they have not answered
     */
    record Replacing(@Nullable LegRef party, boolean earlyOnly) {}

    /** A provisional response (180, 183) came from the far end of a leg. */
    record LegProgressed(EdgeStamp stamp, String callId, String legId, int status, boolean earlyMedia)
            implements CallFact {}

    /**
     * The INVITE of a leg went to a server that the name of its target leads to.
     *
     * @param host the name that was looked up
     * @param at address and port of the server
     * @param transport in lower case
     * @param passedOver why the server before it did not do, now or when it was tried last; null for the first
     */
    record LegSent(
            EdgeStamp stamp,
            String callId,
            String legId,
            String host,
            String at,
            String transport,
            @Nullable String passedOver)
            implements CallFact {}

    /**
     * A leg that we rang answered (2xx), or the caller's leg was answered by the media engine.
     *
     * @param passedOn whether the answer has gone through to the caller, who talks to the leg from then on; null for no
     */
    record LegAnswered(
            EdgeStamp stamp,
            String callId,
            String legId,
            @Nullable Boolean passedOn) implements CallFact {

        /** An answer to the platform itself. */
        public LegAnswered(EdgeStamp stamp, String callId, String legId) {
            this(stamp, callId, legId, null);
        }

        public boolean wasPassedOn() {
            return Boolean.TRUE.equals(passedOn);
        }
    }

    /** A leg that we rang failed for good; 408 is no answer, 487 is a leg we cancelled. */
    record LegFailed(
            EdgeStamp stamp,
            String callId,
            String legId,
            int status,
            @Nullable String reason) implements CallFact {}

    /**
     * Whom a leg rings asks for credentials (401, 407); nothing is on the wire until they are brought or the leg is
     * cancelled.
     *
     * @param requestUri the Request-URI that the answer is for
     * @param challenges in the order in which they were made
     */
    record LegChallenged(
            EdgeStamp stamp,
            String callId,
            String legId,
            int status,
            String requestUri,
            List<DigestChallenge> challenges)
            implements CallFact {
        public LegChallenged {
            challenges = List.copyOf(challenges);
        }
    }

    /** The caller gave up before an answer (CANCEL). */
    record CallerCancelled(EdgeStamp stamp, String callId) implements CallFact {}

    /**
     * A talking leg ended: its party sent BYE, or the dialog or its media failed.
     *
     * @param media of each leg of the call that talked until then; null where none was measured
     */
    record LegEnded(
            EdgeStamp stamp,
            String callId,
            String legId,
            EndedBy by,
            @Nullable String reason,
            @Nullable List<MediaFigures> media)
            implements CallFact {
        public LegEnded {
            media = media == null ? null : List.copyOf(media);
        }

        /** One whose media was not measured. */
        public LegEnded(EdgeStamp stamp, String callId, String legId, EndedBy by, @Nullable String reason) {
            this(stamp, callId, legId, by, reason, null);
        }
    }

    /** How the media of the legs that talk has got through so far; told again and again while a call lasts. */
    record LegsMeasured(EdgeStamp stamp, String callId, List<MediaFigures> media) implements CallFact {
        public LegsMeasured {
            media = List.copyOf(media);
        }
    }

    /** Who ended a leg. */
    enum EndedBy {
        PARTY,
        MEDIA_SILENCE,
        /** Nobody refreshed its session in time (RFC 4028). */
        SESSION_EXPIRED,
        /** Asked, its party knows of no call any more, or says nothing at all. */
        PARTY_GONE,
        SIGNALLING_FAILURE,
        /** The node that carried it was stopped by its operator. */
        NODE_STOPPED,
        COMMAND
    }

    /** A re-INVITE put the far end on hold or took it back. */
    record LegHeld(EdgeStamp stamp, String callId, String legId, boolean held) implements CallFact {}

    /**
     * A party asks by REFER (RFC 3515) that whom it talks to goes elsewhere; it waits for {@code AnswerRefer}.
     *
     * @param referId names the REFER towards the edge
     * @param toUser whom its Refer-To means, without escapes; empty when that names a place alone
     * @param toDomain the domain of it; the party's own when it names the edge by its address
     * @param replaces the value of the Replaces that Refer-To carries (RFC 3891); null for none
     * @param replaced the party's own leg in the dialog which that names; null when no dialog here is it
     * @param numbersHere numbers of other accounts of the platform that end as what Refer-To means; null for none
     */
    record ReferReceived(
            EdgeStamp stamp,
            String callId,
            String legId,
            String referId,
            String toUser,
            String toDomain,
            @Nullable String replaces,
            @Nullable LegRef replaced,
            @Nullable String referredBy,
            @Nullable List<String> numbersHere)
            implements CallFact {
        public ReferReceived {
            numbersHere = numbersHere == null ? null : List.copyOf(numbersHere);
        }
    }

    /** A prompt came to its end or was cut short. */
    record PlaybackFinished(EdgeStamp stamp, String callId, String legId, String playbackId, PlaybackEnd end)
            implements CallFact {}

    /** How a playback ended. */
    enum PlaybackEnd {
        FINISHED,
        STOPPED,
        FAILED
    }

    /** Another sound is heard than was asked for; {@code why} is a sentence. */
    record MediaMissing(EdgeStamp stamp, String callId, String legId, String mediaId, String why) implements CallFact {}

    /** A gather came to its end. */
    record DigitsGathered(EdgeStamp stamp, String callId, String legId, String gatherId, String digits, GatherEnd end)
            implements CallFact {}

    /** How a gather ended. */
    enum GatherEnd {
        COMPLETE,
        TERMINATOR,
        TIMEOUT,
        FAILED
    }

    /** A leg that talks has pressed a code that was listened for. */
    record CodePressed(EdgeStamp stamp, String callId, String legId, String code) implements CallFact {}

    /**
     * A recording is over and whole where it is kept; it may be told after its call has ended, and again by an edge
     * that was killed meanwhile.
     *
     * @param durationMs without the silence at its end
     * @param objectKey where the sound lies; null when nobody spoke or nothing could be written
     * @param lostMs what was said and the disk did not take in time
     */
    record RecordingFinished(
            EdgeStamp stamp,
            String callId,
            String legId,
            String recordingId,
            long durationMs,
            long sizeBytes,
            RecordingEnd end,
            @Nullable String objectKey,
            long lostMs)
            implements CallFact {}

    /** How a recording ended. */
    enum RecordingEnd {
        KEY,
        SILENCE,
        LIMIT,
        HANGUP,
        /** Something else was to happen with the leg. */
        STOPPED,
        /** It could not be written, or its edge was killed; what there was of it is kept. */
        FAILED
    }

    /**
     * Of a talk that is mixed another leg speaks now than before; told at most once a second for each talk.
     *
     * @param speaks false when the leg was the last to speak and nobody does any more
     */
    record SpeakerHeard(EdgeStamp stamp, String callId, String legId, String talkId, boolean speaks)
            implements CallFact {}

    /** These legs now hear each other through the relay; the engine has left them. */
    record LegsJoined(EdgeStamp stamp, String callId, String talkId, List<LegRef> legs) implements CallFact {
        public LegsJoined {
            legs = List.copyOf(legs);
        }
    }

    /** The edge is now the user agent of both dialogs of a call it passed on; these legs are hosted. */
    record CallTakenOver(EdgeStamp stamp, String callId, List<String> legs) implements CallFact {
        public CallTakenOver {
            legs = List.copyOf(legs);
        }
    }

    /** Which of the numbers that were asked for are of other accounts of the platform; the rest as it was asked. */
    record NumbersLookedUp(EdgeStamp stamp, String callId, List<String> here, int rings, NumberUse use)
            implements CallFact {
        public NumbersLookedUp {
            here = List.copyOf(here);
        }
    }

    /** The legs of a talk are with the engine again. */
    record TalkSplit(EdgeStamp stamp, String callId, String talkId) implements CallFact {}

    /** A command could not be carried out. */
    record CommandFailed(
            EdgeStamp stamp,
            String callId,
            String commandId,
            @Nullable String legId,
            String reason) implements CallFact {}
}
