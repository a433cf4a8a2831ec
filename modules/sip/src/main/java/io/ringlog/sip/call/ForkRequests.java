package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.ForkTarget;
import io.ringlog.sip.ProxyOptions;
import io.ringlog.sip.SipPolicy.SdpPassage;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Breadth;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.Hops;
import java.util.Optional;
import javax.sip.address.Hop;

/** The INVITE as it goes on to a target (RFC 3261 section 16.6). */
final class ForkRequests {
    private ForkRequests() {}

    /** How it differs from what was received. */
    record Wanted(ProxyOptions options, CallerMask mask, int breadth) {}

    /** Empty when the caller's session description cannot be led through the relay. */
    static Optional<SIPRequest> build(Call call, CallerLeg caller, ForkTarget target, Wanted wanted, Hop hop) {
        SIPRequest received = caller.invite();
        ProxyOptions options = wanted.options();
        SIPRequest request = (SIPRequest) received.clone();
        request.setRequestURI(Uris.parse(target.to().uri())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no SIP URI: " + target.to().uri())));
        Responses.countHop(request);
        Breadth.set(request, wanted.breadth());
        // Whatever way the caller had in mind, the decision says where this goes; and credentials were meant for us.
        request.removeHeader("Route");
        request.removeHeader("Proxy-Authorization");
        request.removeHeader("Authorization");
        options.removeHeaders().forEach(name -> Headers.remove(request, name));
        Headers.setAll(request, options.setHeaders());
        wanted.mask().dress(request, true, true);
        String sdp = Bodies.sdp(received);
        if (sdp != null && options.rewriteSdp()) {
            SdpPassage passage = new SdpPassage(
                    call.id(),
                    Call.CALLER,
                    target.legId(),
                    SdpRole.OFFER,
                    sdp,
                    Passages.source(received),
                    target.to().isThroughAnother() ? null : Hops.bareAddressOf(hop));
            Optional<String> rewritten = Passages.rewrite(call.node().policy(), passage);
            if (rewritten.isEmpty()) {
                return Optional.empty();
            }
            Bodies.setSdp(request, rewritten.get());
        }
        boolean among = target.to().isThroughAnother();
        NodeParts node = call.node();
        RecordRoutes.write(call, request, RecordRoutes.Sides.of(node, received, hop, among));
        HandedOn.route(node, request, target.to());
        Egress egress = node.egress();
        egress.stamp(request, hop, egress.branches().forwarding(received));
        return Optional.of(request);
    }
}
