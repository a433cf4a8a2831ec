package io.ringlog.sip;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Questions that must be answered on the spot, from local copies only; called on SIP threads, must not block. */
public interface SipPolicy {

    /** The platform's id for a new call; it becomes part of the signed Record-Route: letters, digits, {@code _ -}. */
    String mintCallId();

    /** Whether nothing that comes from this address is read; asked of each datagram, connection and message. */
    boolean isBanned(InetAddress source);

    /** Somebody sent what cannot be read over a connection, so that it is certain who it was. */
    void garbled(InetAddress source);

    /**
     * Whether a request that begins something gets no answer because of what sends it.
     *
     * @param userAgent as it calls itself
     */
    boolean ignores(Source source, String userAgent);

    /** What to do with an INVITE before anything is known about its sender. */
    Verdict screenInvite(RequestHead invite);

    /** What to do with a REGISTER before anything is known about its sender. */
    Verdict screenRegister(RequestHead register);

    /** What to do with a SUBSCRIBE before anything is known about its sender; nobody is let in without credentials. */
    Verdict screenSubscribe(RequestHead subscribe);

    /** The SDP that continues on the other side of a proxied call (media relay ports go in here). */
    String rewriteSdp(SdpPassage passage);

    /**
     * Our offer to a leg that we dial, as somebody at this address is to see it: the leg may be tried at servers of
     * IPv4 and of IPv6.
     *
     * @param sdp as it was ordered
     * @param address in letters, without brackets
     */
    String offerAt(String callId, String legId, String sdp, String address);

    /** The answer to an offer made inside a leg that the platform answered or dialled; null means 488. */
    @Nullable
    String answerReoffer(String callId, String legId, String sdp);

    /** An offer for a re-INVITE of ours, or for one that came without; null means that there is none to make (488). */
    @Nullable
    String makeOffer(String callId, String legId);

    /**
     * SDP on its way through a proxied call.
     *
     * @param source the address that the message with it came from
     * @param target the address that it goes to; null for a party that another edge passes it on to, or that has been
     *     shown a description before
     */
    record SdpPassage(
            String callId,
            String fromLeg,
            String toLeg,
            SdpRole role,
            String sdp,
            String source,
            @Nullable String target) {}

    /** Whether a session description proposes or accepts (RFC 3264). */
    enum SdpRole {
        OFFER,
        ANSWER
    }

    /** The answer to a screening question. */
    sealed interface Verdict {
        /** Let it in without credentials: a trusted trunk. */
        record Accept() implements Verdict {}

        /** Ask for credentials of this realm; requests that carry them become facts. */
        record Challenge(String realm) implements Verdict {}

        /** Answer with this final status. */
        record Refuse(int status, String reason) implements Verdict {}

        /** Say nothing at all. */
        record Ignore() implements Verdict {}
    }
}
