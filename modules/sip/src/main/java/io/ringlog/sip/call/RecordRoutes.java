package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.auth.RouteToken;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Uris;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** Our entries in Record-Route: towards the callee they lead to the caller, in responses to the callee. */
final class RecordRoutes {
    private static final String NAME = "Record-Route";

    private RecordRoutes() {}

    /**
     * How each side reaches us; as sips where the caller calls so.
     *
     * @param in for whoever we have the request of
     * @param out for whoever it goes on to
     */
    record Sides(String in, String out) {
        /** @param among whether it goes on to another edge, for that to hand it on */
        static Sides of(NodeParts node, SIPRequest received, Hop out, boolean among) {
            boolean safely = Uris.isSecure(received.getRequestURI());
            Egress egress = node.egress();
            return new Sides(
                    egress.ownUri(received, safely),
                    among ? egress.ownUriAmongEdges(out, safely) : egress.ownUri(out, safely));
        }

        /** Of what another edge has us hand on. */
        static Sides handedOn(NodeParts node, SIPRequest received, Hop out) {
            boolean safely = Uris.isSecure(received.getRequestURI());
            Egress egress = node.egress();
            return new Sides(egress.ownUriAmongEdges(received, safely), egress.ownUri(out, safely));
        }
    }

    /** One entry, or one for each side when they reach us in different ways (RFC 5658). */
    static void write(Call call, SIPRequest request, Sides sides) {
        NodeParts node = call.node();
        String token =
                node.tokens().mint(call.id(), request.getCallId().getCallId(), String.valueOf(request.getFromTag()));
        String behind = first(request, Headers.texts(request, NAME));
        String tail = tail(node, token, behind);
        Headers.prepend(request, NAME, "<" + sides.in() + tail);
        if (!sides.in().equals(sides.out())) {
            Headers.prepend(request, NAME, "<" + sides.out() + tail);
        }
    }

    /** What the caller is shown: the same entries, leading to the callee (RFC 3261 section 16.7 step 8). */
    static void turn(Call call, SIPResponse upstream, SIPRequest sent) {
        turn(call, upstream, sent, "");
    }

    /** @param more parameters of our entries by which requests go on over a connection of ours */
    static void turn(Call call, SIPResponse upstream, SIPRequest sent, String more) {
        List<String> recorded = Headers.texts(upstream, NAME);
        if (recorded.isEmpty()) {
            return;
        }
        NodeParts node = call.node();
        String token = node.tokens().mint(call.id(), sent.getCallId().getCallId(), String.valueOf(sent.getFromTag()));
        List<String> beyond = new ArrayList<>();
        for (String route : recorded) {
            if (isOf(token, route)) {
                break;
            }
            beyond.addFirst(route);
        }
        String tail = more + tail(node, token, first(upstream, beyond));
        upstream.removeHeader(NAME);
        for (String route : recorded) {
            Headers.append(upstream, NAME, isOf(token, route) ? pointed(route, tail) : route);
        }
    }

    /** Whether a request with this entry of ours may go on to a URI. */
    static boolean leadsTo(NodeParts node, SipURI entry, URI next) {
        String token = entry.getParameter(RouteToken.PARAMETER);
        return token != null && node.tokens().leadsTo(token, Uris.placeOf(next), entry.getParameter(RouteToken.ONWARD));
    }

    private static String first(SIPMessage message, List<String> routes) {
        Optional<URI> next = routes.isEmpty() ? Optional.empty() : Requests.uriIn(routes.getFirst());
        boolean hasContact = message.getContactHeader() != null
                && !message.getContactHeader().getAddress().isWildcard();
        return next.map(Uris::placeOf)
                .orElseGet(() -> hasContact
                        ? Uris.placeOf(message.getContactHeader().getAddress().getURI())
                        : "");
    }

    /** Read off the text: to parse each entry was a thirtieth of what a call allocates, and tokens are ours alone. */
    private static boolean isOf(String token, String route) {
        String written = ";" + RouteToken.PARAMETER + "=" + token;
        int at = route.indexOf(written);
        int end = at + written.length();
        return at >= 0 && end < route.length() && ";>?".indexOf(route.charAt(end)) >= 0;
    }

    private static String pointed(String route, String tail) {
        int ours = route.indexOf(";lr");
        // Somebody on the way has meddled with our entry: what they made of it is theirs.
        return ours < 0 ? route : route.substring(0, ours) + tail;
    }

    private static String tail(NodeParts node, String token, String place) {
        return ";lr;" + RouteToken.PARAMETER + "=" + token + ";" + RouteToken.ONWARD + "="
                + node.tokens().mintOnward(token, place) + ">";
    }
}
