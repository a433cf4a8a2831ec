package io.ringlog.domain.journal;

import io.ringlog.domain.config.MediaEncryption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edge is told to do. The edge executes, it never decides; a repeat of a command's id changes nothing. */
public sealed interface Command
        permits Command.AnswerRegister, Command.EraseRecording, Command.CallCommand, TrunkCommand, WatchCommand {

    /**
     * Answers a waiting REGISTER.
     *
     * @param minExpiresSec with 423: the shortest life a contact may ask for
     * @param warning text of a Warning 399 header, the code of the rule; null when nothing was refused
     */
    record AnswerRegister(
            String requestId,
            int status,
            String phrase,
            List<BoundContact> contacts,
            @Nullable Integer retryAfterSec,
            @Nullable Integer minExpiresSec,
            @Nullable String warning)
            implements Command {
        public AnswerRegister {
            contacts = List.copyOf(contacts);
        }

        /** An answer that asks for nothing in return. */
        public AnswerRegister(String requestId, int status, String phrase, List<BoundContact> contacts) {
            this(requestId, status, phrase, contacts, null, null, null);
        }
    }

    /** A contact with what is left of its life. */
    record BoundContact(String uri, int expiresSec) {}

    /** Commands of one call. */
    sealed interface CallCommand extends Command {
        String callId();
    }

    /**
     * Gives the caller's unanswered INVITE its final refusal.
     *
     * @param reason value of a Reason header (RFC 3326), for example {@code Q.850;cause=34}
     * @param warning text of a Warning 399 header, the code of the rule
     */
    record RefuseCall(
            String callId,
            int status,
            String phrase,
            @Nullable String reason,
            @Nullable String warning,
            @Nullable Integer retryAfterSec)
            implements CallCommand {}

    /**
     * Rings these targets at once, each for a new leg; the first that answers wins.
     *
     * @param onBehalfOf the leg they are rung for; null when the platform rings by itself
     * @param proxied true to pass that leg's unanswered INVITE on: the edge then cancels the others by itself when one
     *     answers. False to ring from the platform, for a leg that the media engine has answered
     * @param domain by which the account goes in a call that nobody called in on; null where somebody did
     * @param divertedBy the user who has the call sent on; null when nobody has
     * @param divertedBefore users who had it sent on before that one, the first first; null for nobody
     */
    record InviteParty(
            String callId,
            @Nullable String onBehalfOf,
            boolean proxied,
            List<Target> targets,
            CallerId callerId,
            @Nullable String domain,
            @Nullable String divertedBy,
            @Nullable List<String> divertedBefore)
            implements CallCommand {
        public InviteParty {
            targets = List.copyOf(targets);
            divertedBefore = divertedBefore == null ? null : List.copyOf(divertedBefore);
        }

        /** Rings for somebody who called in. */
        public InviteParty(
                String callId, @Nullable String onBehalfOf, boolean proxied, List<Target> targets, CallerId callerId) {
            this(callId, onBehalfOf, proxied, targets, callerId, null, null, null);
        }
    }

    /**
     * Says which of these are numbers of other accounts of the platform; answered by {@code NumbersLookedUp}.
     *
     * @param numbers E.164 digits
     * @param rings how many attempts have rung in the call: an answer that comes when more have is nobody's
     */
    record LookUpNumbers(String callId, List<String> numbers, int rings, NumberUse use) implements CallCommand {
        public LookUpNumbers {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Whatever is passed on of the caller's INVITE lacks these headers, and parties inside are sent others beside it.
     *
     * @param removed names of headers
     * @param added headers as {@code Name: value}
     */
    record ChangeHeaders(String callId, List<String> removed, List<String> added) implements CallCommand {
        public ChangeHeaders {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }
    }

    /** Nothing is taken of what the caller's offers say of encryption. */
    record KeepMediaClear(String callId) implements CallCommand {}

    /** Nothing is taken of what the caller offers in the clear. */
    record KeepMediaEncrypted(String callId) implements CallCommand {}

    /** Whatever is passed on of the caller's INVITE says in From who is shown here, and not what the caller wrote. */
    record OverwriteFrom(String callId, CallerId shown) implements CallCommand {}

    /**
     * What a leg speaks from now on, whatever it offers or could be offered; sent before anything is passed on of it.
     *
     * @param codecs the preferred first, by the names of SDP in lower case; not empty
     */
    record KeepCodecs(String callId, String legId, List<String> codecs) implements CallCommand {
        public KeepCodecs {
            codecs = List.copyOf(codecs);
        }
    }

    /**
     * A contact to ring, and the leg that begins with it.
     *
     * @param shown who calls, where somebody outside is to be told; null shows what all targets are shown
     * @param loop the contact is a number of another account, and the edge itself takes the call in; null elsewhere
     * @param encryption how its media is offered to be encrypted; null for not at all
     * @param webRtc true to offer it the way of browsers and no other (RFC 8829); null for plain RTP
     */
    record Target(
            String legId,
            Contact contact,
            @Nullable Shown shown,
            @Nullable Loop loop,
            @Nullable MediaEncryption encryption,
            @Nullable Boolean webRtc) {

        /** By plain RTP. */
        public Target(
                String legId,
                Contact contact,
                @Nullable Shown shown,
                @Nullable Loop loop,
                @Nullable MediaEncryption encryption) {
            this(legId, contact, shown, loop, encryption, null);
        }

        /** In the clear. */
        public Target(String legId, Contact contact, @Nullable Shown shown, @Nullable Loop loop) {
            this(legId, contact, shown, loop, null);
        }

        /** Somebody of the account. */
        public Target(String legId, Contact contact) {
            this(legId, contact, null, null);
        }
    }

    /** What the called party is shown. */
    record CallerId(String number, @Nullable String name) {}

    /**
     * Rings a leg again that was asked for credentials, with these.
     *
     * @param header {@code Authorization} or {@code Proxy-Authorization}
     * @param value the digest response to the challenge; no secret is in it
     */
    record AuthorizeLeg(String callId, String legId, String header, String value) implements CallCommand {}

    /** Stops ringing legs. */
    record CancelLegs(String callId, List<String> legIds, String reason) implements CallCommand {
        public CancelLegs {
            legIds = List.copyOf(legIds);
        }
    }

    /** The media engine answers a leg that came in. */
    record AnswerLeg(String callId, String legId) implements CallCommand {}

    /** Tells a leg that came in that it rings (180) while the platform looks for somebody. */
    record RingLeg(String callId, String legId) implements CallCommand {}

    /**
     * Plays sounds one after the other without a gap; when {@code loop} the last one without end.
     *
     * @param mediaIds sounds of the account, prompts by their names, and after {@code text:} what a voice is to speak
     * @param voice language and narrator of prompts, {@code de-DE/male}; null where there are none
     * @param stream what is heard after them without end; null for nothing
     */
    record Play(
            String callId,
            String legId,
            String playbackId,
            List<String> mediaIds,
            boolean loop,
            @Nullable String voice,
            @Nullable SoundStream stream)
            implements CallCommand {
        public Play {
            mediaIds = List.copyOf(mediaIds);
        }

        public Play(
                String callId,
                String legId,
                String playbackId,
                List<String> mediaIds,
                boolean loop,
                @Nullable String voice) {
            this(callId, legId, playbackId, mediaIds, loop, voice, null);
        }
    }

    /**
     * Plays sounds as {@link Play} does, or none, and gathers keys.
     *
     * @param salt when it is there, the keys are a PIN, and no more than its hash with this salt is told of them
     */
    record Gather(
            String callId,
            String legId,
            String gatherId,
            List<String> mediaIds,
            int minDigits,
            int maxDigits,
            String terminators,
            int firstTimeoutMs,
            int interDigitTimeoutMs,
            boolean bargeIn,
            @Nullable String salt,
            @Nullable String voice)
            implements CallCommand {
        public Gather {
            mediaIds = List.copyOf(mediaIds);
        }
    }

    /**
     * Records what a leg says, and nothing of what it hears.
     *
     * @param maxSec the longest it may take
     * @param silenceSec ends after so much silence, also when nobody speaks at all; 0 for never
     * @param terminators keys that end it
     * @param beep tells the party when it begins
     */
    record RecordLeg(
            String callId,
            String legId,
            String recordingId,
            int maxSec,
            int silenceSec,
            String terminators,
            boolean beep)
            implements CallCommand {}

    /**
     * Records a talk of a leg while it goes through the relay: what the leg says on the left, what it hears of those it
     * talks to on the right, and nothing of what is played to it.
     *
     * @param maxSec the longest it may take
     * @param noticeMediaId a sound by which all of the talk are told; null for none
     * @param noticeEverySec how often; 0 for once
     */
    record RecordTalk(
            String callId,
            String legId,
            String recordingId,
            int maxSec,
            @Nullable String noticeMediaId,
            int noticeEverySec)
            implements CallCommand {}

    /** Pauses a recording of a talk, goes on with it, or ends it; of no effect on one that is over. */
    record TurnRecording(String callId, String legId, String recordingId, To to) implements CallCommand {

        /** What a recording is to do. */
        public enum To {
            PAUSE,
            RESUME,
            END
        }
    }

    /** Tells of these codes from now on, whenever a leg presses one; those that it talks to hear the keys too. */
    record ListenForCodes(String callId, String legId, List<String> codes) implements CallCommand {
        public ListenForCodes {
            codes = List.copyOf(codes);
        }
    }

    /** Takes a finished recording away for good. */
    record EraseRecording(String objectKey) implements Command {}

    /** Ends whatever is played to a leg and what is recorded of it. */
    record StopMedia(String callId, String legId) implements CallCommand {}

    /**
     * A call that the edge only passed on becomes its own: it is the user agent of both dialogs it has been watching
     * (RFC 3261 section 12), and its legs are hosted from then on.
     */
    record TakeOver(String callId, String talkId) implements CallCommand {}

    /** Answered legs hear each other through the relay; the engine leaves them. */
    record JoinLegs(String callId, String talkId, List<LegRef> legs) implements CallCommand {
        public JoinLegs {
            legs = List.copyOf(legs);
        }
    }

    /**
     * A leg enters a talk in which the engine mixes all, however few they are; {@code LegsJoined} names it alone.
     *
     * @param muted whether the others do not hear it
     */
    record MixLeg(String callId, String talkId, String legId, boolean muted) implements CallCommand {}

    /**
     * A leg hears a talk of other calls from now on, in place of one it heard before; the log counts it as none of it.
     *
     * @param heardBy who of the talk hears it; null for all of them
     */
    record OverhearTalk(
            String callId,
            String legId,
            String talkId,
            @Nullable List<LegRef> heardBy) implements CallCommand {
        public OverhearTalk {
            heardBy = heardBy == null ? null : List.copyOf(heardBy);
        }
    }

    /** Keeps what a leg says from the others of its talk, or no more; of no effect for a leg that is in none. */
    record MuteLeg(String callId, String legId, boolean muted) implements CallCommand {}

    /**
     * All of a mixed talk hear a sound beside each other; nobody is told its end.
     *
     * @param then what is heard after it; null for nothing
     * @param voice language and narrator of prompts; null where there are none
     */
    record PlayToTalk(
            String callId,
            String talkId,
            String mediaId,
            @Nullable List<String> then,
            @Nullable String voice) implements CallCommand {
        public PlayToTalk {
            then = then == null ? null : List.copyOf(then);
        }

        /** One sound. */
        public PlayToTalk(String callId, String talkId, String mediaId) {
            this(callId, talkId, mediaId, null, null);
        }
    }

    /** The legs of a talk go back to the engine and stay up. */
    record SplitTalk(String callId, String talkId) implements CallCommand {}

    /**
     * Answers a waiting REFER (RFC 3515 section 2.4.2).
     *
     * @param warning text of a Warning 399 header, the code of the rule; null when nothing was refused
     */
    record AnswerRefer(
            String callId,
            String legId,
            String referId,
            int status,
            @Nullable String warning) implements CallCommand {}

    /**
     * Tells whoever sent an accepted REFER how far it is, by NOTIFY (RFC 3515 section 2.4.5).
     *
     * @param status the SIP status of the call that was asked for, as far as it is
     * @param last whether nothing will be told after this
     */
    record NotifyRefer(String callId, String legId, String referId, int status, boolean last) implements CallCommand {}

    /** Ends answered legs with BYE and ringing ones with CANCEL. */
    record HangUpLegs(String callId, List<String> legIds, String cause) implements CallCommand {
        public HangUpLegs {
            legIds = List.copyOf(legIds);
        }
    }
}
