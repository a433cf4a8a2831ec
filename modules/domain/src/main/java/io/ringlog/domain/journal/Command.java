package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edge is told to do. The edge executes, it never decides; a repeat of a command's id changes nothing. */
public sealed interface Command {

    /**
     * Answers a waiting REGISTER.
     *
     * @param minExpiresSec with 423: the shortest life a contact may ask for
     */
    record AnswerRegister(
            String requestId,
            int status,
            String phrase,
            List<BoundContact> contacts,
            @Nullable Integer retryAfterSec,
            @Nullable Integer minExpiresSec)
            implements Command {
        public AnswerRegister {
            contacts = List.copyOf(contacts);
        }

        /** An answer that asks for nothing in return. */
        public AnswerRegister(String requestId, int status, String phrase, List<BoundContact> contacts) {
            this(requestId, status, phrase, contacts, null, null);
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

    /** Proxies the unanswered INVITE to these targets at once; the first 2xx wins and the edge cancels the rest. */
    record ForkCall(String callId, List<Target> targets, CallerId callerId) implements CallCommand {
        public ForkCall {
            targets = List.copyOf(targets);
        }
    }

    /** Rings these targets from the platform itself, for a caller the media engine has answered. */
    record DialTargets(String callId, List<Target> targets, CallerId callerId) implements CallCommand {
        public DialTargets {
            targets = List.copyOf(targets);
        }
    }

    /**
     * One contact to ring.
     *
     * @param edge the edge the contact registered at
     * @param flowId the connection to reach it by, for TCP and WebSocket
     * @param receivedIp where its REGISTER came from, used when {@code natted}
     */
    record Target(
            String legId,
            String deviceId,
            String contactUri,
            String edge,
            String transport,
            @Nullable String flowId,
            String receivedIp,
            int receivedPort,
            boolean natted) {}

    /** What the called party is shown. */
    record CallerId(String number, @Nullable String name) {}

    /** Stops ringing legs. */
    record CancelLegs(String callId, List<String> legIds, String reason) implements CallCommand {
        public CancelLegs {
            legIds = List.copyOf(legIds);
        }
    }

    /** The media engine answers the caller. */
    record AnswerCall(String callId) implements CallCommand {}

    /** Tells the caller that it rings (180) while the platform looks for somebody. */
    record RingCaller(String callId) implements CallCommand {}

    /** Plays a prompt, or music without end when {@code loop}. */
    record Play(String callId, String legId, String playbackId, String mediaId, boolean loop) implements CallCommand {}

    /** Plays an optional prompt and gathers keys. */
    record Gather(
            String callId,
            String legId,
            String gatherId,
            @Nullable String mediaId,
            int minDigits,
            int maxDigits,
            String terminators,
            int firstTimeoutMs,
            int interDigitTimeoutMs,
            boolean bargeIn)
            implements CallCommand {}

    /** Ends whatever is played to a leg. */
    record StopMedia(String callId, String legId) implements CallCommand {}

    /** Joins two answered legs through the relay; the engine leaves both. */
    record BridgeLegs(String callId, String legA, String legB) implements CallCommand {}

    /** Ends answered legs with BYE and ringing ones with CANCEL. */
    record HangUpLegs(String callId, List<String> legIds, String cause) implements CallCommand {
        public HangUpLegs {
            legIds = List.copyOf(legIds);
        }
    }
}
