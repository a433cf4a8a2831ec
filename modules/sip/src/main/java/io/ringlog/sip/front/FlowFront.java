package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.Destination;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.call.HandedOn;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.util.Optional;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/**
 * What begins outside a dialog and is to go over a connection of ours, because another edge says so with our common
 * key: it goes there and nowhere else, so it cannot come back; the proxies that it passes behind that connection are
 * those that the other edge has signed. Nothing is remembered of what is refused.
 */
public final class FlowFront {
    private static final String ROUTE = "Route";

    private final NodeParts node;

    public FlowFront(NodeParts node) {
        this.node = node;
    }

    /** Whether its first Route is an entry of ours that names a connection. */
    static boolean names(SIPRequest request, NodeParts node) {
        return entry(request)
                .filter(uri -> uri.getParameter(FlowToken.PARAMETER) != null
                        && node.egress().isUs(uri))
                .isPresent();
    }

    private static Optional<SipURI> entry(SIPRequest request) {
        RouteList routes = request.getRouteHeaders();
        return routes != null
                        && !routes.isEmpty()
                        && ((Route) routes.getFirst()).getAddress().getURI() instanceof SipURI uri
                ? Optional.of(uri)
                : Optional.empty();
    }

    void pass(SIPRequest request) {
        String token =
                entry(request).map(uri -> uri.getParameter(FlowToken.PARAMETER)).orElse("");
        while (names(request, node)) {
            request.removeFirst(ROUTE);
        }
        String callId = request.getCallId().getCallId();
        Optional<FlowToken.Named> named = node.flows().verify(token, callId, Headers.texts(request, ROUTE));
        if (named.isEmpty() && node.flows().verify(token, callId).isPresent()) {
            node.counters().add(Counter.FOREIGN_ROUTE);
            node.egress().refuse(request, 403, "Foreign Route");
        } else if (named.isEmpty() || !mayBegin(request, named.get())) {
            node.counters().add(Counter.BAD_TOKEN);
            node.egress().refuse(request, 403, "Bad Flow Token");
        } else if (request.getMaxForwards() != null && request.getMaxForwards().getMaxForwards() == 0) {
            node.egress().refuse(request, 483, null);
        } else {
            handOn(request, named.get().flowId());
        }
    }

    /** A call begins by a token for that alone; whether a party is still there may be asked by what its call knows. */
    private static boolean mayBegin(SIPRequest request, FlowToken.Named named) {
        return switch (request.getMethod()) {
            case Request.INVITE -> named.begins();
            case Request.OPTIONS -> true;
            default -> false;
        };
    }

    private void handOn(SIPRequest request, String flowId) {
        Destination to = Destination.over(request.getRequestURI().toString(), flowId);
        Optional<Hop> hop = node.egress().route(to);
        if (hop.isEmpty()) {
            node.counters().add(Counter.FLOW_FAILED);
            node.egress().refuse(request, 430, "Flow Failed");
            return;
        }
        node.egress().accept(request).ifPresent(tx -> {
            if (request.getMethod().equals(Request.INVITE)) {
                node.egress().respond(tx, Responses.of(request, 100, null));
            }
            node.counters().add(Counter.HANDED_ON);
            HandedOn.pass(node, request, tx, hop.get(), flowId);
        });
    }
}
