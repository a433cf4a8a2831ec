package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * A confirmed dialog in which the platform itself is a party (RFC 3261 sections 12 to 15): who is who, and what goes
 * in and out. What the methods mean is in {@link DialogMethods}, what offers mean in {@link DialogSession}.
 */
public final class UaDialog {
    /** Seconds in which what is open between two has usually come to its end (RFC 3261 section 14.1). */
    static final String SOON = "2";

    private final Leg leg;
    private final DialogPeer peer;
    private final String localTag;
    private final String remoteTag;
    private final DialogSession session;
    private final SessionClock clock;
    private final KeysByInfo keys;
    private @Nullable Probe probe;

    UaDialog(Leg leg, DialogPeer peer, String localTag, String remoteTag) {
        this.leg = leg;
        this.peer = peer;
        this.localTag = localTag;
        this.remoteTag = remoteTag;
        this.session = new DialogSession(leg, this);
        this.clock = new SessionClock(leg, this);
        this.keys = new KeysByInfo(leg.call(), this);
    }

    Leg leg() {
        return leg;
    }

    DialogSession session() {
        return session;
    }

    KeysByInfo keys() {
        return keys;
    }

    SessionClock clock() {
        return clock;
    }

    String remoteTag() {
        return remoteTag;
    }

    boolean isOver() {
        return session.isOver();
    }

    boolean matches(SIPRequest request) {
        return isBetween(String.valueOf(request.getToTag()), String.valueOf(request.getFromTag()));
    }

    boolean isBetween(String ourTag, String theirTag) {
        return localTag.equals(ourTag) && remoteTag.equals(theirTag);
    }

    /** Sends our 200 for the INVITE that began the dialog, and repeats it until the ACK (section 13.3.1.4). */
    void accept(SIPRequest invite, ServerTransaction tx, String sdp) {
        session.accept(invite, tx, sdp, true);
    }

    /** A request of the peer; {@code tx} is null for ACK. */
    void request(SIPRequest request, @Nullable ServerTransaction tx) {
        if (tx == null) {
            session.acknowledged(request);
        } else if (isOver()) {
            reply(request, tx, 481);
        } else if (!peer.saw(request)) {
            reply(request, tx, 500);
        } else if (SessionTerms.of(request, leg.node().config().sessions())
                instanceof SessionTerms.TooBrief(Duration least)) {
            leg.node().egress().respond(tx, tooBrief(Responses.of(request, 422, localTag), least));
        } else {
            DialogMethods.handle(this, request, tx);
        }
    }

    private SIPResponse tooBrief(SIPResponse refusal, Duration least) {
        leg.node().counters().add(Counter.SESSION_TOO_BRIEF);
        Headers.set(refusal, "Min-SE", Long.toString(least.toSeconds()));
        return refusal;
    }

    SIPResponse ok(SIPRequest request, @Nullable String sdp) {
        SIPResponse ok = Responses.of(request, 200, localTag);
        Headers.set(ok, "Contact", leg.node().egress().contactFor(request));
        Headers.set(ok, "Allow", DialogMethods.ALLOW);
        SessionTerms terms = SessionTerms.of(request, leg.node().config().sessions());
        Headers.set(ok, "Supported", SessionTerms.TAG);
        if (terms instanceof SessionTerms.Agreed(SessionTimer timer, boolean required)) {
            Headers.set(ok, "Session-Expires", timer.text());
            if (required) {
                Headers.set(ok, "Require", SessionTerms.TAG);
            }
        }
        clock.granted(terms);
        if (sdp != null) {
            Bodies.setSdp(ok, sdp);
        }
        return ok;
    }

    void reply(SIPRequest request, ServerTransaction tx, int status) {
        SIPResponse response = Responses.of(request, status, localTag);
        boolean asksForMethods = request.getMethod().equals("OPTIONS") && status == 200;
        if (status == 405 || asksForMethods) {
            Headers.set(response, "Allow", DialogMethods.ALLOW);
        }
        if (status == 491) {
            Headers.set(response, "Retry-After", SOON);
        }
        leg.node().egress().respond(tx, response);
    }

    /** Takes over a changed Contact (target refresh, section 12.2). */
    void target(SIPMessage message) {
        peer.target(message);
    }

    boolean peerTakes(String method) {
        return peer.takes(method);
    }

    /** Whatever its Allow says. */
    void peerRefuses(String method) {
        peer.refuses(method);
    }

    /** BYE; where our 200 is not acknowledged yet, after the ACK (section 15). */
    CommandOutcome hangUp(@Nullable String reason) {
        if (isOver()) {
            return CommandOutcome.UNKNOWN;
        }
        session.hangUp(reason);
        ended(EndedBy.PLATFORM, reason);
        return CommandOutcome.DONE;
    }

    /** Offers another session to the peer. */
    CommandOutcome reinvite() {
        return session.offer();
    }

    /** Asks the peer whether it is still there, unless it is being asked; who is not has left. */
    CommandOutcome probe() {
        Probe earlier = probe;
        if (isOver()) {
            return CommandOutcome.UNKNOWN;
        }
        if (earlier == null || !earlier.isOpen()) {
            Probe asked = new Probe(leg.call(), this::gone);
            probe = asked;
            if (send("OPTIONS", asked, options -> {}).isEmpty()) {
                asked.unsent(peer.hop().isPresent());
            }
        }
        return CommandOutcome.DONE;
    }

    void sendBye(@Nullable String reason) {
        send("BYE", ClientSink.DEAF, bye -> {
            if (reason != null) {
                Headers.set(bye, "Reason", reason);
            }
        });
    }

    /** Acknowledges a 2xx of the peer. */
    void acknowledge(long inviteSeq) {
        Egress egress = leg.node().egress();
        peer.hop().ifPresent(hop -> {
            SIPRequest ack = peer.ack(inviteSeq);
            egress.stamp(ack, hop, egress.branches().fresh());
            egress.sendAck(ack, hop);
        });
    }

    /** Takes an INVITE of ours back (section 9.1). */
    void cancel(ClientTransaction invite) {
        Egress egress = leg.node().egress();
        peer.hop().ifPresent(hop -> egress.cancel(invite, hop, null));
    }

    /** The next request of the dialog; empty when it cannot even leave. */
    Optional<ClientTransaction> send(String method, ClientSink sink, Consumer<SIPRequest> furnish) {
        Egress egress = leg.node().egress();
        Hop hop = peer.hop().orElse(null);
        if (hop == null) {
            return Optional.empty();
        }
        SIPRequest request = peer.next(method);
        Headers.set(request, "User-Agent", egress.userAgent());
        if (UnderWay.isOfSession(method) || method.equals("NOTIFY")) {
            Headers.set(request, "Contact", "<" + egress.ownUri(hop, Uris.isSecure(request.getRequestURI())) + ">");
        }
        if (UnderWay.isOfSession(method)) {
            Headers.set(request, "Allow", DialogMethods.ALLOW);
            clock.ask(request);
        }
        furnish.accept(request);
        String branch = egress.branches().fresh();
        egress.stamp(request, hop, branch);
        if (method.equals("INVITE")) {
            leg.call().remember(branch, sink);
        }
        return egress.send(request, hop, sink);
    }

    /** The peer knows of no dialog, or does not answer any more (RFC 3261 section 12.2.1.2). */
    void gone(int status) {
        lost(EndedBy.GONE, "SIP;cause=" + status);
    }

    /** Ends a dialog that nobody has ended. */
    void lost(EndedBy by, String reason) {
        if (!isOver()) {
            sendBye(reason);
            ended(by, reason);
        }
    }

    /** Tells that the leg is over, whoever ended it. */
    void ended(EndedBy by, @Nullable String reason) {
        clock.stop();
        if (!isOver()) {
            session.ended();
        }
        leg.call().refers().partyGone(leg.id());
        leg.call().tell(new LegEnded(leg.call().id(), leg.id(), by, reason));
        if (leg instanceof InviteLeg dialled) {
            dialled.done();
        }
        leg.call().settle();
    }
}
