package io.ringlog.sip;

import io.ringlog.sip.sdp.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened on the wire, in the past tense. Every leg that was started ends in exactly one {@link LegFailed}
 * (never answered) or {@link LegEnded} (was answered); the caller's own leg may end in {@link CallerCancelled}.
 */
public sealed interface SipFact {

    /** A REGISTER carrying an answer to a valid nonce; answer it with {@link SipNode#answerRegister}. */
    record RegisterReceived(String requestId, RegisterRequest request) implements SipFact {}

    /** Nobody answered a REGISTER in time; the phone got 503. */
    record RegisterExpired(String requestId) implements SipFact {}

    /** A SUBSCRIBE carrying an answer to a valid nonce; answer it with {@link SipNode#answerWatch}. */
    record WatchReceived(String requestId, WatchRequest request) implements SipFact {}

    /** Nobody answered a SUBSCRIBE in time; the phone got 503. */
    record WatchMissed(String requestId) implements SipFact {}

    /** A subscription has ended: its time was over, or whoever watched answers no more. */
    record WatchOver(String watchId) implements SipFact {}

    /** A new call, already accepted by {@link SipPolicy}; 100 Trying has been sent. */
    record InviteReceived(String callId, InviteRequest request) implements SipFact {}

    /** Nobody decided about the call in time; the caller got 503 with Retry-After. */
    record DecisionMissed(String callId) implements SipFact {}

    /** A 1xx other than 100 came from a target. */
    record LegRinging(
            String callId,
            String legId,
            int status,
            @Nullable String sdp) implements SipFact {}

    /** A 2xx came from a target; for proxied calls it has been passed to the caller already. */
    record LegAnswered(
            String callId,
            String legId,
            @Nullable String sdp,
            String remoteContact,
            @Nullable String userAgent) implements SipFact {}

    /**
     * The INVITE of a leg goes to a server that its target's name leads to.
     *
     * @param host the name that was looked up
     * @param at address and port
     * @param passedOver why the place before this one did not do; null for the first
     */
    record LegSent(
            String callId,
            String legId,
            String host,
            String at,
            String transport,
            @Nullable String passedOver) implements SipFact {}

    /** The leg was never answered. {@code contacts} are those of a 3xx. */
    record LegFailed(
            String callId,
            String legId,
            int status,
            String reason,
            FailCause cause,
            @Nullable Integer retryAfterSec,
            List<String> contacts)
            implements SipFact {}

    /**
     * A target asks for credentials (401, 407). Its leg waits for {@link SipNode#authorize} or its cancelling.
     *
     * @param requestUri what the answer is for
     */
    record LegChallenged(String callId, String legId, int status, String requestUri, List<DigestChallenge> challenges)
            implements SipFact {}

    /** Why a leg was never answered. */
    enum FailCause {
        REFUSED,
        NO_ANSWER,
        CANCELLED,
        TIMED_OUT,
        UNREACHABLE
    }

    /** The caller gave up before an answer; all targets are being cancelled. */
    record CallerCancelled(String callId, @Nullable String reason) implements SipFact {}

    /** The ACK for our own 200 arrived: the answered caller leg is confirmed. */
    record LegConfirmed(String callId, String legId) implements SipFact {}

    /** An answered leg is over. For proxied calls the leg names the side that ended it. */
    record LegEnded(
            String callId,
            String legId,
            EndedBy by,
            @Nullable String reason) implements SipFact {}

    /** Who ended an answered leg. */
    enum EndedBy {
        PEER,
        PLATFORM,
        LOST,
        /** Nobody refreshed the session in time (RFC 4028 section 10). */
        EXPIRED,
        /** It answers that it knows of no dialog, or it does not answer at all (RFC 3261 section 12.2.1.2). */
        GONE
    }

    /** A re-INVITE or UPDATE changed the session; {@code direction} is what the named leg said. */
    record SessionChanged(String callId, String legId, Direction direction, String sdp) implements SipFact {}

    /** Our own re-INVITE was refused; the session is as it was. */
    record SessionRefused(String callId, String legId, int status) implements SipFact {}

    /** A proxied call is ours now: each of its legs has a dialog with us and ends by itself. */
    record CallTakenOver(String callId, List<String> legs) implements SipFact {}

    /** A take-over did not come about, and the parties go on as before; {@code reason} is a word for machines. */
    record TakeOverRefused(String callId, String reason) implements SipFact {}

    /**
     * A party of an answered call wants it to go elsewhere (RFC 3515); answer it with {@link SipNode#answerRefer}.
     *
     * @param to whom Refer-To means; {@code replaced} is null unless it names a dialog of this node
     */
    record ReferReceived(
            String callId,
            String legId,
            String referId,
            ReferTarget to,
            @Nullable Replaced replaced,
            @Nullable String referredBy)
            implements SipFact {}

    /**
     * What Refer-To says.
     *
     * @param user null when it names a place alone
     * @param isUs whether the host is one of this node's addresses
     * @param replaces the Replaces in it (RFC 3891) without escapes, null for none
     */
    record ReferTarget(
            @Nullable String user,
            String host,
            boolean isUs,
            @Nullable String replaces) {}

    /** A dialog that somebody names by Call-ID and tags: the leg whose party that is. */
    record Replaced(String callId, String legId) {}

    /** A digit sent by INFO (application/dtmf-relay or application/dtmf). */
    record DigitReceived(String callId, String legId, char digit, int durationMs) implements SipFact {}

    /** A request of a call that this node never saw start was carried on the strength of its token. */
    record CarriedForAnother(String callId, String method) implements SipFact {}

    /** How a question by OPTIONS ended: 408 when nothing came in time, 503 when it could not, 0 if it was not sent. */
    record OptionsAnswered(String askId, int status) implements SipFact {}

    /**
     * How a {@link RegisterOrder} ended: 408 when nothing came in time, 503 when it could not, 0 when it was not sent.
     *
     * @param expiresSec how long our contact is bound; null when the answer does not say, 0 when it is not
     * @param contact place of ours; empty when there was no way to the registrar
     * @param others places of contacts with our user that are bound beside it
     * @param requestUri what an answer to the challenges is for
     * @param serviceRoute proxies that calls are to pass (RFC 3608), the first one first; none where one of them
     *     cannot be passed
     * @param routeFault why they cannot be passed; null where they can, or there are none
     */
    record RegistrarAnswered(
            String askId,
            int status,
            @Nullable Integer expiresSec,
            @Nullable Integer minExpiresSec,
            @Nullable Integer retryAfterSec,
            String contact,
            List<String> others,
            String requestUri,
            List<DigestChallenge> challenges,
            List<String> serviceRoute,
            @Nullable String routeFault)
            implements SipFact {}

    /** A stream connection that contacts may be registered over is gone. */
    record FlowLost(String flowId) implements SipFact {}
}
