package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Destination;
import io.ringlog.sip.SipFact.CarriedForAnother;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.util.List;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Passes requests inside proxied dialogs on (RFC 3261 section 16): ours, and those another edge let in. */
public final class Carrier {
    private final NodeParts node;

    /** The call that a verified token names, and the entry of ours that carried it. */
    public record Passage(String callId, SipURI entry) {}

    public Carrier(NodeParts node) {
        this.node = node;
    }

    /** Our own Route entries are gone from the request. */
    public void carry(SIPRequest request, @Nullable ServerTransaction tx, Passage passage) {
        String callId = passage.callId();
        boolean noCall = HandedOn.isNoCall(callId);
        Optional<Call> known = noCall
                ? Optional.empty()
                : node.calls().find(callId).or(() -> node.calls().of(request));
        Call call = known.orElseGet(() -> new Call(callId, node));
        if (known.isEmpty() && tx != null && !noCall) {
            call.tell(new CarriedForAnother(callId, request.getMethod()));
        }
        call.locked(() -> pass(call, request, tx, passage.entry()));
    }

    private void pass(Call call, SIPRequest request, @Nullable ServerTransaction tx, SipURI entry) {
        String flow = isBehind(call, request, entry) ? entry.getParameter(FlowToken.PARAMETER) : null;
        if (flow != null) {
            overFlow(call, request, tx, flow);
            return;
        }
        if (!mayGoOn(call, request, entry)) {
            node.counters().add(Counter.FOREIGN_ROUTE);
            if (tx != null) {
                node.egress().respond(tx, Responses.of(request, 403, "Foreign Route", null));
            }
            return;
        }
        if (tx != null && request.getMethod().equals("REFER") && !HandedOn.isNoCall(call.id())) {
            call.talk()
                    .filter(talk -> !talk.isOver())
                    .ifPresentOrElse(talk -> talk.referred(request, tx), () -> refuse(request, tx, 480));
            return;
        }
        if (tx != null && call.talk().filter(talk -> talk.mustWait(request)).isPresent()) {
            // Who offers now would offer to the other party, and be answered by us: it may try again in a moment.
            SIPResponse later = Responses.of(request, 491, null);
            Headers.set(later, "Retry-After", UaDialog.SOON);
            node.egress().respond(tx, later);
            return;
        }
        Optional<Hop> hop = nextHop(call, request);
        if (hop.isEmpty()) {
            refuse(request, tx, 480);
            return;
        }
        SIPRequest onward = (SIPRequest) request.clone();
        Responses.countHop(onward);
        call.lane(request).ifPresent(lane -> lane.dress(onward, lane.fromCaller(request), lane.fromCaller(request)));
        if (rewriteBody(call, request, onward)) {
            send(call, request, tx, onward, hop.get());
        } else {
            refuse(request, tx, 488);
        }
    }

    /**
     * Whether what comes next is on the connection that our entry names: the party, or of a call that is only handed on
     * the proxy before it that has recorded itself there.
     */
    private boolean isBehind(Call call, SIPRequest request, SipURI entry) {
        List<String> routes = Headers.texts(request, "Route");
        return routes.isEmpty()
                || (HandedOn.isNoCall(call.id())
                        && Requests.uriIn(routes.getFirst())
                                .filter(next -> RecordRoutes.leadsTo(node, entry, next))
                                .isPresent());
    }

    /** Our entry names the connection of the party; with that gone nobody else has a way to it. */
    private void overFlow(Call call, SIPRequest request, @Nullable ServerTransaction tx, String token) {
        Optional<String> flow =
                node.flows().verify(token, request.getCallId().getCallId()).map(FlowToken.Named::flowId);
        if (flow.isEmpty()) {
            node.counters().add(Counter.BAD_TOKEN);
            refuse(request, tx, 403);
            return;
        }
        Optional<Hop> hop =
                node.egress().route(Destination.over(request.getRequestURI().toString(), flow.get()));
        if (hop.isEmpty()) {
            node.counters().add(Counter.FLOW_FAILED);
            refuse(request, tx, 430);
            return;
        }
        node.counters().add(Counter.HANDED_ON);
        SIPRequest onward = (SIPRequest) request.clone();
        Responses.countHop(onward);
        send(call, request, tx, onward, hop.get());
    }

    private void refuse(SIPRequest request, @Nullable ServerTransaction tx, int status) {
        if (tx != null) {
            node.egress().respond(tx, Responses.of(request, status, null));
        }
    }

    private void send(Call call, SIPRequest request, @Nullable ServerTransaction tx, SIPRequest onward, Hop hop) {
        String branch = node.egress().branches().forwarding(request);
        node.egress().stamp(onward, hop, branch);
        if (tx == null) {
            node.egress().sendAck(onward, hop);
            call.talk().ifPresent(talk -> talk.acknowledged(onward));
            return;
        }
        call.lane(request).ifPresent(lane -> lane.passing(request));
        Carriage carriage = carriage(call, request, tx, hop);
        if (carriage instanceof CarriedInvite) {
            call.remember(branch, carriage);
            tx.setApplicationData(carriage);
        }
        node.egress().send(onward, hop, carriage).ifPresentOrElse(carriage::sent, carriage::timedOut);
    }

    private Carriage carriage(Call call, SIPRequest request, ServerTransaction tx, Hop hop) {
        return request.getMethod().equals("INVITE")
                ? new CarriedInvite(node, call, request, tx, hop)
                : new Carriage(node, call, request, tx);
    }

    /** False when there is an offer that cannot be led through the relay. */
    private static boolean rewriteBody(Call call, SIPRequest request, SIPRequest onward) {
        String sdp = Bodies.sdp(request);
        Lane lane = call.lane(request).orElse(null);
        if (sdp == null || lane == null) {
            return true;
        }
        SdpRole role = lane.roleOf(request);
        Optional<String> rewritten = lane.rewrite(lane.fromCaller(request), role, sdp, request);
        rewritten.ifPresent(text -> Bodies.setSdp(onward, text));
        return rewritten.isPresent() || role == SdpRole.ANSWER;
    }

    /**
     * A token lets a request through to the other party and nowhere else. Where this node knows that party it goes
     * there whatever the Request-URI says, and a Route must be the recorded one; else our own entry says the place,
     * signed. A further entry of ours is a call that comes by twice.
     */
    private boolean mayGoOn(Call call, SIPRequest request, SipURI entry) {
        List<String> routes = Headers.texts(request, "Route");
        if (routes.isEmpty()) {
            return call.talk().isPresent() || RecordRoutes.leadsTo(node, entry, request.getRequestURI());
        }
        Optional<URI> next = Requests.uriIn(routes.getFirst());
        return next.filter(uri -> node.egress().isUs(uri)
                        || RecordRoutes.leadsTo(node, entry, uri)
                        || call.talk()
                                .filter(talk -> talk.recorded(request, uri))
                                .isPresent())
                .isPresent();
    }

    private Optional<Hop> nextHop(Call call, SIPRequest request) {
        List<String> routes = Headers.texts(request, "Route");
        if (!routes.isEmpty()) {
            return Requests.uriIn(routes.getFirst())
                    .flatMap(uri -> node.egress().route(Destination.of(uri.toString())));
        }
        return call.lane(request)
                .flatMap(lane -> lane.hopFor(request))
                .or(() -> node.egress()
                        .route(Destination.of(request.getRequestURI().toString())));
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
