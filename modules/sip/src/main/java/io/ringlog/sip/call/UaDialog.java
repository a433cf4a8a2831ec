package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact.DigitReceived;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.LegConfirmed;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.InfoDigits;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.sdp.SessionDescription;
import java.util.function.Consumer;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/** A confirmed dialog in which the platform itself is a party (RFC 3261 sections 12 to 15). */
public final class UaDialog {
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";

    private final Leg leg;
    private final DialogPeer peer;
    private final String localTag;
    private final String remoteTag;
    private @Nullable OkRepeater unacknowledged;
    private @Nullable Runnable whenAcknowledged;
    private boolean offerInOk;
    private boolean hasSession;
    private boolean ownReinvite;
    private boolean over;

    UaDialog(Leg leg, DialogPeer peer, String localTag, String remoteTag) {
        this.leg = leg;
        this.peer = peer;
        this.localTag = localTag;
        this.remoteTag = remoteTag;
    }

    String remoteTag() {
        return remoteTag;
    }

    boolean isOver() {
        return over;
    }

    boolean matches(SIPRequest request) {
        return localTag.equals(request.getToTag()) && remoteTag.equals(request.getFromTag());
    }

    /** Sends our 200 for an INVITE and repeats it until the ACK (section 13.3.1.4). */
    void accept(SIPRequest invite, ServerTransaction tx, @Nullable String sdp) {
        SIPResponse ok = ok(invite, sdp);
        leg.node().egress().respond(tx, ok);
        offerInOk = Bodies.sdp(invite) == null;
        unacknowledged = new OkRepeater(leg, ok, this::neverAcknowledged);
    }

    private SIPResponse ok(SIPRequest request, @Nullable String sdp) {
        SIPResponse ok = Responses.of(request, 200, localTag);
        String transport = request.getTopmostVia().getTransport();
        Headers.set(ok, "Contact", "<" + leg.node().egress().ownUri(transport) + ">");
        Headers.set(ok, "Allow", ALLOW);
        if (sdp != null) {
            Bodies.setSdp(ok, sdp);
        }
        return ok;
    }

    private void neverAcknowledged() {
        unacknowledged = null;
        if (over) {
            runPending();
            return;
        }
        sendBye("SIP;cause=408;text=\"ACK Missing\"");
        ended(EndedBy.LOST, null);
    }

    private void runPending() {
        Runnable pending = whenAcknowledged;
        whenAcknowledged = null;
        if (pending != null) {
            pending.run();
        }
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

    void request(SIPRequest request, @Nullable ServerTransaction tx) {
        if (tx == null) {
            acknowledged(request);
        } else if (over) {
            reply(request, tx, 481);
        } else if (!peer.saw(request)) {
            reply(request, tx, 500);
        } else {
            switch (request.getMethod()) {
                case "BYE" -> {
                    reply(request, tx, 200);
                    ended(EndedBy.PEER, Headers.text(request, "Reason"));
                }
                case "INVITE", "UPDATE" -> offered(request, tx);
                case "INFO" -> info(request, tx);
                case "OPTIONS" -> reply(request, tx, 200);
                default -> reply(request, tx, 405);
            }
        }
    }

    private void acknowledged(SIPRequest ack) {
        OkRepeater waiting = unacknowledged;
        if (waiting == null || !waiting.isFor(ack)) {
            return;
        }
        waiting.stop();
        unacknowledged = null;
        String sdp = Bodies.sdp(ack);
        boolean unanswered = offerInOk && sdp == null && !hasSession;
        if (offerInOk && sdp != null && !over) {
            sessionChanged(sdp);
        }
        offerInOk = false;
        hasSession = true;
        if (unanswered && !over) {
            // Our offer was never answered, so there is nothing to talk over (RFC 3261 section 13.2.2.4).
            sendBye("SIP;cause=488;text=\"No Answer In ACK\"");
            ended(EndedBy.LOST, "no answer in the ACK");
        }
        if (!over) {
            leg.call().tell(new LegConfirmed(leg.call().id(), leg.id()));
        }
        runPending();
    }

    private void offered(SIPRequest request, ServerTransaction tx) {
        boolean invite = request.getMethod().equals("INVITE");
        if (ownReinvite) {
            reply(request, tx, 491);
            return;
        }
        if (invite && unacknowledged != null) {
            reply(request, tx, 500);
            return;
        }
        String offer = Bodies.sdp(request);
        String answer = answerTo(offer, invite);
        if (answer == null && (invite || offer != null)) {
            reply(request, tx, 488);
            return;
        }
        peer.target(request);
        if (invite) {
            accept(request, tx, answer);
        } else {
            leg.node().egress().respond(tx, ok(request, answer));
        }
        if (offer != null) {
            sessionChanged(offer);
        }
    }

    private @Nullable String answerTo(@Nullable String offer, boolean invite) {
        var policy = leg.node().policy();
        if (offer != null) {
            return policy.answerReoffer(leg.call().id(), leg.id(), offer);
        }
        return invite ? policy.makeOffer(leg.call().id(), leg.id()) : null;
    }

    private void sessionChanged(String sdp) {
        leg.call().tell(new SessionChanged(leg.call().id(), leg.id(), SessionDescription.directionOf(sdp), sdp));
    }

    private void info(SIPRequest request, ServerTransaction tx) {
        reply(request, tx, 200);
        InfoDigits.in(request)
                .ifPresent(digit -> leg.call()
                        .tell(new DigitReceived(leg.call().id(), leg.id(), digit.digit(), digit.durationMs())));
    }

    private void reply(SIPRequest request, ServerTransaction tx, int status) {
        SIPResponse response = Responses.of(request, status, localTag);
        if (status == 405) {
            Headers.set(response, "Allow", ALLOW);
        }
        leg.node().egress().respond(tx, response);
    }

    /** BYE; where our 200 is not acknowledged yet, after the ACK (section 15). */
    CommandOutcome hangUp(@Nullable String reason) {
        if (over) {
            return CommandOutcome.UNKNOWN;
        }
        if (unacknowledged == null) {
            sendBye(reason);
        } else {
            whenAcknowledged = () -> sendBye(reason);
        }
        ended(EndedBy.PLATFORM, reason);
        return CommandOutcome.DONE;
    }

    private void sendBye(@Nullable String reason) {
        sendInside("BYE", ClientSink.DEAF, bye -> {
            if (reason != null) {
                Headers.set(bye, "Reason", reason);
            }
        });
    }

    /** Offers another session to the peer. */
    public CommandOutcome reinvite(String sdp) {
        if (over || ownReinvite || unacknowledged != null) {
            return CommandOutcome.WRONG_STATE;
        }
        ownReinvite = sendInside("INVITE", new OwnReinvite(leg, this), invite -> {
            Bodies.setSdp(invite, sdp);
        });
        return ownReinvite ? CommandOutcome.DONE : CommandOutcome.WRONG_STATE;
    }

    void reinviteOver() {
        ownReinvite = false;
    }

    void reinviteAccepted(SIPResponse response) {
        ownReinvite = false;
        acknowledge(response.getCSeq().getSeqNumber());
        peer.target(response);
        String sdp = Bodies.sdp(response);
        if (sdp != null && !over) {
            sessionChanged(sdp);
        }
    }

    private boolean sendInside(String method, ClientSink sink, Consumer<SIPRequest> furnish) {
        Egress egress = leg.node().egress();
        Hop hop = peer.hop().orElse(null);
        if (hop == null) {
            return false;
        }
        SIPRequest request = peer.next(method);
        Headers.set(request, "User-Agent", egress.userAgent());
        if (method.equals("INVITE")) {
            Headers.set(request, "Contact", "<" + egress.ownUri(hop.getTransport()) + ">");
        }
        furnish.accept(request);
        egress.stamp(request, hop, egress.branches().fresh());
        return egress.send(request, hop, sink).isPresent();
    }

    private void ended(EndedBy by, @Nullable String reason) {
        over = true;
        leg.call().tell(new LegEnded(leg.call().id(), leg.id(), by, reason));
        if (leg instanceof InviteLeg dialled) {
            dialled.done();
        }
        leg.call().settle();
    }
}
