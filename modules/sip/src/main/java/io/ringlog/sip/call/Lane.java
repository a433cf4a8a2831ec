package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.SipPolicy.SdpRole;
import java.util.Optional;
import javax.sip.address.Hop;

/** Two parties whose requests we pass on, before an answer and after it: where each goes, and as what. */
interface Lane {
    /** True when the request comes from the caller's side. */
    boolean fromCaller(SIPRequest request);

    /** Where a request that needs no further proxy goes: the flow we know beats the contact we were told. */
    Optional<Hop> hopFor(SIPRequest request);

    /** Takes note of a request that is about to be passed on. */
    void passing(SIPRequest request);

    /** Has a message on its way name the caller as whoever gets it knows it. */
    void dress(SIPMessage message, boolean callersRequest, boolean towardsCallee);

    /** The SDP for the other side; empty when it is too broken for that. */
    Optional<String> rewrite(boolean fromCaller, SdpRole role, String sdp, SIPMessage carrier);

    /** What SDP in this request is. */
    SdpRole roleOf(SIPRequest request);

    /** A reliable 1xx has made the offer that its INVITE did not, and the PRACK answers it (RFC 3262 section 5). */
    void offeredEarly();
}
