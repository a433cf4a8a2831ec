package io.ringlog.sip.call;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Destination;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Uris;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to send a request to one party of a dialog (RFC 3261 section 12): identities with tags, route set,
 * remote target, sequence number, and the flow it is reached over when no proxy stands between.
 */
public final class DialogPeer {
    private final Egress egress;
    private final String sipCallId;
    private final String local;
    private final String remote;
    private final List<String> routes;
    private @Nullable Destination direct;
    private String remoteTarget;
    private long localSeq;
    private long remoteSeq;
    private List<String> allowed = List.of();
    private @Nullable String passedAnswer;
    private long passedAnswerSeq;

    private DialogPeer(
            Egress egress,
            String sipCallId,
            String local,
            String remote,
            List<String> routes,
            @Nullable Destination direct) {
        this.egress = egress;
        this.sipCallId = sipCallId;
        this.local = local;
        this.remote = remote;
        this.routes = routes;
        this.direct = direct;
        this.remoteTarget = "";
    }

    /** Towards the party that sent this INVITE; {@code local} is what stands in To with the answering tag. */
    public static DialogPeer caller(Egress egress, SIPRequest invite, String local) {
        List<String> routes = recordRoutes(invite);
        boolean noProxy = invite.getViaHeaders().size() == 1;
        Destination source = source(invite);
        DialogPeer peer = new DialogPeer(
                egress,
                invite.getCallId().getCallId(),
                local,
                String.valueOf(Headers.text(invite, "From")),
                routes,
                noProxy ? source : null);
        peer.remoteSeq = invite.getCSeq().getSeqNumber();
        peer.remoteTarget = invite.getFrom().getAddress().getURI().toString();
        peer.target(invite);
        return peer;
    }

    /** Towards the party that answered our INVITE, which went to {@code hop}. */
    static DialogPeer callee(Egress egress, SIPRequest sent, SIPResponse answer, Hop hop) {
        List<String> routes = beyondUs(egress, recordRoutes(answer));
        Destination direct =
                routes.isEmpty() ? Destination.via("", hop.getHost(), hop.getPort(), hop.getTransport()) : null;
        DialogPeer peer = new DialogPeer(
                egress,
                sent.getCallId().getCallId(),
                String.valueOf(Headers.text(sent, "From")),
                String.valueOf(Headers.text(answer, "To")),
                routes,
                direct);
        peer.localSeq = sent.getCSeq().getSeqNumber();
        // A Contact is owed, and some phones owe it: what they answered to is then all there is to say.
        peer.remoteTarget = sent.getRequestURI().toString();
        peer.target(answer);
        return peer;
    }

    private static Destination source(SIPRequest request) {
        return Destination.via(
                "",
                request.getPeerPacketSourceAddress().getHostAddress(),
                request.getPeerPacketSourcePort(),
                request.getTopmostVia().getTransport());
    }

    private static List<String> recordRoutes(SIPMessage message) {
        return Headers.texts(message, "Record-Route");
    }

    /** The proxies between us and the callee, nearest first: what stands above our own entry, reversed. */
    private static List<String> beyondUs(Egress egress, List<String> recorded) {
        List<String> beyond = new ArrayList<>();
        for (String route : recorded) {
            if (Requests.uriIn(route).filter(egress::isUs).isPresent()) {
                break;
            }
            beyond.addFirst(route);
        }
        return beyond;
    }

    /** Takes over a changed Contact (target refresh, section 12.2). */
    public void target(SIPMessage message) {
        List<String> methods = Headers.tags(message, "Allow");
        if (!methods.isEmpty()) {
            allowed = methods;
        }
        Contact contact = message.getContactHeader();
        if (contact != null && !contact.getAddress().isWildcard()) {
            remoteTarget = contact.getAddress().getURI().toString();
        }
        if (message instanceof SIPRequest request
                && direct != null
                && request.getViaHeaders().size() == 1
                && !request.getTopmostVia().getTransport().equalsIgnoreCase("udp")) {
            // Who has lost a connection and comes by another is reached by that from now on (RFC 7118 section 6).
            direct = source(request);
        }
    }

    String remoteTarget() {
        return remoteTarget;
    }

    /** Whether its Allow names a method; who never sent one is asked for nothing but what everybody knows. */
    boolean takes(String method) {
        return allowed.contains(method);
    }

    void refuses(String method) {
        allowed = allowed.stream().filter(one -> !one.equals(method)).toList();
    }

    String remote() {
        return remote;
    }

    String local() {
        return local;
    }

    /** Notes a request of the peer; false when it is older than one seen before. */
    public boolean saw(SIPRequest request) {
        long seq = request.getCSeq().getSeqNumber();
        if (seq < remoteSeq) {
            return false;
        }
        remoteSeq = seq;
        return true;
    }

    /** Notes a sequence number used in our direction by the party whose place we may take. */
    void spoken(long seq) {
        localSeq = Math.max(localSeq, seq);
    }

    /** The next request of the dialog, without Via. */
    public SIPRequest next(String method) {
        localSeq++;
        return build(method, localSeq);
    }

    /** Notes the ACK that the party whose place we may take has sent: a repeated 2xx is owed its answer again. */
    void passed(SIPRequest ack) {
        String answer = Bodies.sdp(ack);
        if (answer != null) {
            passedAnswer = answer;
            passedAnswerSeq = ack.getCSeq().getSeqNumber();
        }
    }

    SIPRequest ack(long inviteSeq) {
        SIPRequest ack = build("ACK", inviteSeq);
        String answer = passedAnswer;
        if (answer != null && passedAnswerSeq == inviteSeq) {
            Bodies.setSdp(ack, answer);
        }
        return ack;
    }

    /**
     * A question outside the dialog, without Via: its numbers belong to the party whose place is not ours. Through
     * another edge it has the dialog's Call-ID, for what that has recorded is good for no other.
     */
    SIPRequest options() {
        Requests.Draft draft = new Requests.Draft("OPTIONS", remoteTarget)
                .with("From", "<" + egress.ownUri("udp", targetHost()) + ">;tag=" + Randoms.tag())
                .with("To", "<" + remoteTarget + ">")
                .with("Call-ID", isHandedOn() ? sipCallId : Randoms.hex(12) + "@ringlog")
                .with("CSeq", "1 OPTIONS")
                .with("Max-Forwards", "70");
        routes.forEach(route -> draft.with("Route", route));
        return draft.build();
    }

    private String targetHost() {
        return Uris.parse(remoteTarget).map(Uris::targetOf).orElse("");
    }

    private boolean isHandedOn() {
        return routes.stream()
                .flatMap(route -> Requests.uriIn(route).stream())
                .anyMatch(uri -> uri instanceof SipURI sip && sip.getParameter(FlowToken.PARAMETER) != null);
    }

    private SIPRequest build(String method, long seq) {
        Requests.Draft draft = new Requests.Draft(method, remoteTarget)
                .with("From", local)
                .with("To", remote)
                .with("Call-ID", sipCallId)
                .with("CSeq", seq + " " + method)
                .with("Max-Forwards", "70");
        routes.forEach(route -> draft.with("Route", route));
        return draft.build();
    }

    /** Where the next request goes. */
    public Optional<Hop> hop() {
        if (direct != null) {
            return egress.route(direct);
        }
        if (!routes.isEmpty()) {
            Optional<Hop> proxy = Requests.uriIn(routes.getFirst()).flatMap(this::hopOf);
            if (proxy.isPresent()) {
                return proxy;
            }
        }
        return Uris.parse(remoteTarget).flatMap(this::hopOf);
    }

    /** As {@link #hop}, beside the threads that carry calls; fails when too much is looked up for {@code who}. */
    public CompletableFuture<Optional<Hop>> seek(String who) {
        if (direct != null) {
            return CompletableFuture.completedFuture(egress.route(direct));
        }
        Optional<URI> target = Uris.parse(remoteTarget).map(URI.class::cast);
        Optional<URI> proxy = routes.isEmpty() ? Optional.empty() : Requests.uriIn(routes.getFirst());
        return seek(proxy, who)
                .thenCompose(hop -> hop.isPresent() ? CompletableFuture.completedFuture(hop) : seek(target, who));
    }

    private CompletableFuture<Optional<Hop>> seek(Optional<URI> uri, String who) {
        return uri.map(it -> egress.seek(Destination.of(it.toString()), who)
                        .thenApply(places -> places.stream().findFirst()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Whether requests to the peer go through this proxy first. */
    boolean isFirstRoute(URI route) {
        return !routes.isEmpty()
                && Requests.uriIn(routes.getFirst())
                        .filter(uri -> Uris.placeOf(uri).equals(Uris.placeOf(route)))
                        .isPresent();
    }

    private Optional<Hop> hopOf(URI uri) {
        return egress.route(Destination.of(uri.toString()));
    }
}
