package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Destination;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Responses;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;

/**
 * An INVITE that another edge has us send over a connection of ours: we are a proxy between the two and keep nothing of
 * the call, for all that follows in it says by our Record-Route where it goes (RFC 5626 section 5.3).
 */
public final class HandedOn extends CarriedInvite {
    private static final String PREFIX = "handed-on-";
    private static final String ROUTE = "Route";

    private final SIPRequest onward;
    private final String flow;

    private HandedOn(Call call, SIPRequest received, ServerTransaction tx, Sent sent) {
        super(call.node(), call, received, tx, sent.hop());
        this.onward = sent.onward();
        this.flow = ";" + FlowToken.PARAMETER + "="
                + call.node()
                        .flows()
                        .mintInside(sent.flowId(), received.getCallId().getCallId());
    }

    private record Sent(SIPRequest onward, Hop hop, String flowId) {}

    /** Has a request pass the proxies of its destination, and before them the edge that is to hand it on. */
    static void route(NodeParts node, SIPRequest request, Destination to) {
        to.routes().forEach(route -> Headers.append(request, ROUTE, route));
        mark(node, request, to);
    }

    /** Nothing where a destination names no edge. */
    private static void mark(NodeParts node, SIPRequest request, Destination to) {
        String flow = to.flowId();
        String address = to.address();
        if (flow == null || address == null) {
            return;
        }
        String host = Hosts.bracketed(address);
        String token = node.flows().mint(flow, request.getCallId().getCallId(), Headers.texts(request, ROUTE));
        Headers.prepend(
                request,
                ROUTE,
                "<sip:" + host + ":" + to.port() + ";transport=" + to.transport() + ";lr;" + FlowToken.PARAMETER + "="
                        + token + ">");
    }

    /** Whether a token of ours names what is only handed on, and is no call of the log. */
    static boolean isNoCall(String callId) {
        return callId.startsWith(PREFIX);
    }

    /**
     * Sends a request on.
     *
     * @param received without the entry that brought it here
     * @param flowId the connection that the hop goes over
     */
    public static void pass(NodeParts node, SIPRequest received, ServerTransaction tx, Hop hop, String flowId) {
        Call call = new Call(PREFIX + Randoms.hex(4), node);
        SIPRequest onward = (SIPRequest) received.clone();
        Responses.countHop(onward);
        boolean invites = received.getMethod().equals("INVITE");
        if (invites) {
            RecordRoutes.write(call, onward, RecordRoutes.Sides.handedOn(node, received, hop));
        }
        String branch = node.egress().branches().forwarding(received);
        node.egress().stamp(onward, hop, branch);
        Carriage carriage = invites
                ? new HandedOn(call, received, tx, new Sent(onward, hop, flowId))
                : new Carriage(node, call, received, tx);
        if (invites) {
            tx.setApplicationData(carriage);
        }
        call.locked(() -> node.egress()
                .send(onward, hop, carriage)
                .ifPresentOrElse(carriage::sent, () -> carriage.giveUp(503, "Transport Error")));
    }

    @Override
    SIPResponse translated(SIPResponse response) {
        SIPResponse upstream = super.translated(response);
        RecordRoutes.turn(call(), upstream, onward, flow);
        return upstream;
    }

    @Override
    public void lost(String why) {
        giveUp(430, "Flow Failed");
    }
}
