package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.auth.RouteToken;
import io.ringlog.sip.call.Call;
import io.ringlog.sip.call.Carrier;
import io.ringlog.sip.call.Leg;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** Finds out whose a request inside a dialog is: passed on by token, handled by tags, or nobody's (481). */
final class DialogRouter {
    private final NodeParts node;
    private final Carrier carrier;

    DialogRouter(NodeParts node, Carrier carrier) {
        this.node = node;
        this.carrier = carrier;
    }

    void route(SIPRequest request) {
        undoStrictRouting(request);
        Optional<SipURI> ours = popOurs(request);
        // Without a token it is what a phone puts before each of its requests: an outbound proxy, which has been
        // reached.
        if (ours.isPresent() && ours.get().getParameter(RouteToken.PARAMETER) != null) {
            carry(request, ours.get());
        } else {
            handle(request);
        }
    }

    private void carry(SIPRequest request, SipURI route) {
        String token = route.getParameter(RouteToken.PARAMETER);
        Optional<String> callId = Optional.ofNullable(token)
                .flatMap(t -> node.tokens()
                        .verify(
                                t,
                                request.getCallId().getCallId(),
                                String.valueOf(request.getFromTag()),
                                String.valueOf(request.getToTag())));
        if (callId.isEmpty()) {
            node.counters().add(Counter.BAD_TOKEN);
            refuse(request, 403);
        } else if (request.getMaxForwards() != null && request.getMaxForwards().getMaxForwards() == 0) {
            refuse(request, 483);
        } else {
            begin(request, tx -> within(request, tx, new Carrier.Passage(callId.get(), route)));
        }
    }

    /** A call that was passed on may be ours by now, and may become so at any moment: hence under its lock. */
    private void within(SIPRequest request, @Nullable ServerTransaction tx, Carrier.Passage passage) {
        Optional<Call> call = node.calls().find(passage.callId());
        if (call.isEmpty()) {
            carrier.carry(request, tx, passage);
            return;
        }
        call.get()
                .locked(() -> call.get()
                        .legFor(request)
                        .ifPresentOrElse(
                                owner -> party(owner, request, tx), () -> carrier.carry(request, tx, passage)));
    }

    private void handle(SIPRequest request) {
        Optional<Call> call = node.calls().of(request);
        Optional<Leg> owner = call.flatMap(c -> c.legFor(request));
        if (owner.isEmpty()) {
            refuse(request, 481);
            return;
        }
        begin(request, tx -> call.get().locked(() -> party(owner.get(), request, tx)));
    }

    /** In a dialog of ours nothing may be required that we do not know. */
    private void party(Leg owner, SIPRequest request, @Nullable ServerTransaction tx) {
        List<String> required = Extensions.ofParty(request);
        if (tx == null || required.isEmpty()) {
            owner.inDialog(request, tx);
            return;
        }
        SIPResponse refusal = Responses.of(request, 420, null);
        Headers.set(refusal, "Unsupported", String.join(", ", required));
        node.egress().respond(tx, refusal);
    }

    private interface Continuation {
        void with(@Nullable ServerTransaction tx);
    }

    /** Opens the transaction (an ACK has none), says 100 to an INVITE, and goes on. */
    private void begin(SIPRequest request, Continuation next) {
        if (request.getMethod().equals(Request.ACK)) {
            next.with(null);
            return;
        }
        node.egress().accept(request).ifPresent(tx -> {
            if (request.getMethod().equals(Request.INVITE)) {
                node.egress().respond(tx, Responses.of(request, 100, null));
            }
            next.with(tx);
        });
    }

    private void refuse(SIPRequest request, int status) {
        if (!request.getMethod().equals(Request.ACK)) {
            node.egress().refuse(request, status, null);
        }
    }

    /**
     * Takes our entry off the Route, and the second one of a double Record-Route; a call that went through us twice
     * has entries of two calls, and the other one gets its turn when the request comes by again.
     */
    private Optional<SipURI> popOurs(SIPRequest request) {
        Optional<SipURI> first = topIfOurs(request);
        Optional<SipURI> top = first;
        while (top.isPresent() && sameToken(first.get(), top.get())) {
            request.removeFirst("Route");
            top = topIfOurs(request);
        }
        return first;
    }

    private static boolean sameToken(SipURI a, SipURI b) {
        return Objects.equals(a.getParameter(RouteToken.PARAMETER), b.getParameter(RouteToken.PARAMETER));
    }

    /** Any edge behind the cluster's address may hold the call, so a token is enough to be one of ours. */
    private Optional<SipURI> topIfOurs(SIPRequest request) {
        RouteList routes = request.getRouteHeaders();
        if (routes == null || routes.isEmpty()) {
            return Optional.empty();
        }
        return ((Route) routes.getFirst()).getAddress().getURI() instanceof SipURI uri
                        && (node.egress().isUs(uri) || tokened(request, uri))
                ? Optional.of(uri)
                : Optional.empty();
    }

    private boolean tokened(SIPRequest request, SipURI sip) {
        if (sip.getParameter(RouteToken.PARAMETER) == null) {
            return false;
        }
        return node.tokens()
                .verify(
                        sip.getParameter(RouteToken.PARAMETER),
                        request.getCallId().getCallId(),
                        String.valueOf(request.getFromTag()),
                        String.valueOf(request.getToTag()))
                .isPresent();
    }

    /** A strict router before us put our entry into the request URI (RFC 3261 section 16.4). */
    private void undoStrictRouting(SIPRequest request) {
        boolean strict = request.getRequestURI() instanceof SipURI uri
                && uri.getParameter(RouteToken.PARAMETER) != null
                && node.egress().isUs(uri);
        if (!strict || request.getRouteHeaders() == null) {
            return;
        }
        List<String> routes = Headers.texts(request, "Route");
        String own = "<" + request.getRequestURI() + ">";
        Requests.uriIn(routes.getLast()).ifPresent(last -> {
            request.setRequestURI(last);
            request.removeLast("Route");
            Headers.prepend(request, "Route", own);
        });
    }
}
