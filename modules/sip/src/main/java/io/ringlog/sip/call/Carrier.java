package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Destination;
import io.ringlog.sip.SipFact.CarriedForAnother;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Responses;
import java.util.List;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/** Passes requests inside proxied dialogs on (RFC 3261 section 16): ours, and those another edge let in. */
public final class Carrier {
    private final NodeParts node;

    public Carrier(NodeParts node) {
        this.node = node;
    }

    /** {@code callId} is what the verified token says; our own Route entries are gone from the request. */
    public void carry(SIPRequest request, @Nullable ServerTransaction tx, String callId) {
        Optional<Call> known = node.calls().find(callId).or(() -> node.calls().of(request));
        Call call = known.orElseGet(() -> new Call(callId, node));
        if (known.isEmpty() && tx != null) {
            call.tell(new CarriedForAnother(callId, request.getMethod()));
        }
        call.locked(() -> pass(call, request, tx));
    }

    private void pass(Call call, SIPRequest request, @Nullable ServerTransaction tx) {
        Optional<Hop> hop = nextHop(call, request);
        if (hop.isEmpty()) {
            if (tx != null) {
                node.egress().respond(tx, Responses.of(request, 480, null));
            }
            return;
        }
        SIPRequest onward = (SIPRequest) request.clone();
        Responses.countHop(onward);
        if (!rewriteBody(call, request, onward)) {
            if (tx != null) {
                node.egress().respond(tx, Responses.of(request, 488, null));
            }
            return;
        }
        String branch = node.egress().branches().forwarding(request);
        node.egress().stamp(onward, hop.get(), branch);
        if (tx == null) {
            node.egress().sendAck(onward, hop.get());
            return;
        }
        call.talk().ifPresent(talk -> talk.passing(request));
        Carriage carriage = new Carriage(node, call, request, tx);
        if (request.getMethod().equals("INVITE")) {
            call.remember(branch, carriage);
        }
        if (node.egress().send(onward, hop.get(), carriage).isEmpty()) {
            carriage.timedOut();
        }
    }

    /** False when there is an offer that cannot be led through the relay. */
    private static boolean rewriteBody(Call call, SIPRequest request, SIPRequest onward) {
        String sdp = Bodies.sdp(request);
        Optional<ProxyTalk> talk = call.talk();
        if (sdp == null || talk.isEmpty()) {
            return true;
        }
        // SDP in an ACK answers the offer that came in the 2xx; SDP in anything else proposes.
        SdpRole role = request.getMethod().equals("ACK") ? SdpRole.ANSWER : SdpRole.OFFER;
        Optional<String> rewritten = talk.get().rewrite(talk.get().fromCaller(request), role, sdp);
        rewritten.ifPresent(text -> Bodies.setSdp(onward, text));
        return rewritten.isPresent() || role == SdpRole.ANSWER;
    }

    private Optional<Hop> nextHop(Call call, SIPRequest request) {
        List<String> routes = Headers.texts(request, "Route");
        if (!routes.isEmpty()) {
            return Requests.uriIn(routes.getFirst())
                    .flatMap(uri -> node.egress().route(Destination.of(uri.toString())));
        }
        return call.talk()
                .flatMap(talk -> talk.hopFor(request))
                .or(() -> earlyHop(call, request))
                .or(() -> node.egress()
                        .route(Destination.of(request.getRequestURI().toString())));
    }

    /** PRACK and UPDATE before the answer: to the target that made the early dialog. */
    private static Optional<Hop> earlyHop(Call call, SIPRequest request) {
        List<ForkLeg> pending = call.forks().stream().filter(ForkLeg::pending).toList();
        boolean fromCaller = call.caller()
                .map(c -> String.valueOf(c.invite().getFromTag()).equals(request.getFromTag()))
                .orElse(false);
        return fromCaller && pending.size() == 1
                ? Optional.of(pending.getFirst().sentTo())
                : Optional.empty();
    }

    /** A 2xx whose transaction is over: a repeat, or an answer of a fork we had given up. */
    public void stray(SIPResponse response) {
        String branch = response.getTopmostVia().getBranch();
        if (!response.getCSeq().getMethod().equals("INVITE") || !Responses.isSuccess(response.getStatusCode())) {
            return;
        }
        Optional<ClientSink> sender = node.calls().of(response).flatMap(call -> senderOf(call, branch));
        if (sender.isPresent()) {
            sender.get().response(response);
        } else if (response.getViaHeaders().size() > 1) {
            node.egress().respondStateless(Responses.upstream(response));
        }
    }

    private static Optional<ClientSink> senderOf(Call call, String branch) {
        for (Leg leg : call.legs()) {
            if (leg instanceof InviteLeg invited && invited.sentBranch(branch)) {
                return Optional.of(invited);
            }
        }
        return call.recent(branch);
    }
}
