package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.HangUp;
import io.ringlog.sip.ProxyOptions;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.SipPolicy.SdpPassage;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.call.SessionTimer.Refresher;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.sdp.SessionDescription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** An answered call of two parties that we stand between: who is where, what passes, and what is open. */
final class ProxyTalk implements Lane {
    private final Call call;
    private final ForkLeg callee;
    private final CallerLeg caller;
    private final DialogPeer callerSide;
    private final DialogPeer calleeSide;
    private final String callerTag;
    private final String calleeTag;
    private final boolean rewrites;
    private final CallerMask mask;
    private final UnderWay underWay = new UnderWay();
    private final TakeOver takeOver;
    private SessionTimer timer = SessionTimer.NONE;
    private boolean timedByCaller;
    private long timedNanos;
    private final Map<String, Probe> probes = new HashMap<>();
    private boolean prackAnswers;
    private boolean over;

    private ProxyTalk(
            ForkLeg callee,
            CallerLeg caller,
            DialogPeer callerSide,
            DialogPeer calleeSide,
            ProxyOptions options,
            SIPResponse answer) {
        this.call = callee.call();
        this.takeOver = new TakeOver(call, this);
        this.calleeTag = String.valueOf(answer.getToTag());
        this.callee = callee;
        this.caller = caller;
        this.callerSide = callerSide;
        this.calleeSide = calleeSide;
        this.callerTag = String.valueOf(caller.invite().getFromTag());
        this.rewrites = options.rewriteSdp();
        this.mask = callee.early().mask();
    }

    static ProxyTalk between(ForkLeg callee, CallerLeg caller, SIPResponse answer, ProxyOptions options) {
        Egress egress = callee.node().egress();
        String calleeParty = String.valueOf(Headers.text(answer, "To"));
        ProxyTalk talk = new ProxyTalk(
                callee,
                caller,
                DialogPeer.caller(egress, caller.invite(), calleeParty),
                DialogPeer.callee(egress, callee.invite(), answer, callee.sentTo()),
                options,
                answer);
        talk.timed(true, answer);
        talk.goesOnFrom(callee.early());
        // The 2xx is on its way, and nothing is settled before its ACK.
        talk.underWay.asked(true, "INVITE", caller.invite().getCSeq().getSeqNumber());
        return talk;
    }

    /** What was asked in the early dialog has used up its numbers. */
    private void goesOnFrom(EarlyTalk early) {
        calleeSide.spoken(early.seqOf(true));
        callerSide.spoken(early.seqOf(false));
    }

    String calleeContact() {
        return calleeSide.remoteTarget();
    }

    @Override
    public boolean fromCaller(SIPRequest request) {
        return callerTag.equals(request.getFromTag());
    }

    boolean isOver() {
        return over;
    }

    String legOf(boolean fromCaller) {
        return fromCaller ? caller.id() : callee.id();
    }

    /** Becoming a party oneself in this call. */
    TakeOver takeOver() {
        return takeOver;
    }

    /** The leg whose party has this dialog: its own tag, and that of the other party. */
    Optional<String> partyOf(String partyTag, String otherTag) {
        if (callerTag.equals(partyTag) && calleeTag.equals(otherTag)) {
            return Optional.of(caller.id());
        }
        return calleeTag.equals(partyTag) && callerTag.equals(otherTag) ? Optional.of(callee.id()) : Optional.empty();
    }

    /** A party asks us and not the other (RFC 3515): whose calls go where is not theirs to settle between them. */
    void referred(SIPRequest refer, ServerTransaction tx) {
        boolean fromCaller = fromCaller(refer);
        (fromCaller ? callerSide : calleeSide).saw(refer);
        call.refers().received(legOf(fromCaller), refer, tx);
    }

    boolean isQuiet() {
        return underWay.isNothing();
    }

    /** Each 2xx to an INVITE or UPDATE says anew how long the session lives (RFC 4028). */
    private void timed(boolean askedByCaller, SIPResponse ok) {
        timer = SessionTimer.in(ok);
        timedByCaller = askedByCaller;
        timedNanos = System.nanoTime();
    }

    /** Gives each leg the dialog that its party believes to have with the other party. */
    List<String> takenBy() {
        over = true;
        UaDialog withCaller = new UaDialog(caller, callerSide, calleeTag, callerTag);
        UaDialog withCallee = new UaDialog(callee, calleeSide, callerTag, calleeTag);
        caller.takeOver(withCaller);
        callee.takeOver(withCallee);
        Duration ago = Duration.ofNanos(System.nanoTime() - timedNanos);
        withCaller.clock().goesOn(timer, isRefreshedBy(true), ago);
        withCallee.clock().goesOn(timer, isRefreshedBy(false), ago);
        return List.of(caller.id(), callee.id());
    }

    /** Who refreshed goes on to, and to who waited we are now the one who does. */
    private boolean isRefreshedBy(boolean caller) {
        return timer.refresher() == (caller == timedByCaller ? Refresher.UAC : Refresher.UAS);
    }

    /** Whether a request would change a session that is about to be ours. */
    boolean mustWait(SIPRequest request) {
        return takeOver.waits() && UnderWay.isOfSession(request.getMethod());
    }

    /** Takes note of an ACK that has been passed on. */
    void acknowledged(SIPRequest ack) {
        boolean fromCaller = fromCaller(ack);
        (fromCaller ? calleeSide : callerSide).passed(ack);
        said(fromCaller, Bodies.sdp(ack));
        long seq = ack.getCSeq().getSeqNumber();
        underWay.acknowledged(fromCaller, fromCaller ? mask.callersSeq(seq) : seq);
        takeOver.look();
    }

    @Override
    public void passing(SIPRequest request) {
        boolean fromCaller = fromCaller(request);
        DialogPeer sender = fromCaller ? callerSide : calleeSide;
        DialogPeer receiver = fromCaller ? calleeSide : callerSide;
        long seq = request.getCSeq().getSeqNumber();
        sender.saw(request);
        receiver.spoken(fromCaller ? mask.seqOf(seq) : seq);
        underWay.asked(fromCaller, request.getMethod(), seq);
        if (UnderWay.isOfSession(request.getMethod())) {
            sender.target(request);
        }
        if (request.getMethod().equals("BYE")) {
            ended(legOf(fromCaller), EndedBy.PEER, Headers.text(request, "Reason"));
        }
    }

    /** A request passed on has its final response, which has been passed back. */
    void answered(SIPRequest request, int status) {
        boolean success = status >= 200 && status < 300;
        underWay.answered(
                fromCaller(request), request.getMethod(), request.getCSeq().getSeqNumber(), success);
        takeOver.look();
    }

    /** The receiver accepted a re-INVITE or UPDATE. */
    void accepted(SIPRequest request, SIPResponse response) {
        boolean fromCaller = fromCaller(request);
        (fromCaller ? calleeSide : callerSide).target(response);
        timed(fromCaller, response);
    }

    /** What a party has said of its session, and the other has taken. */
    void said(boolean caller, @Nullable String sdp) {
        if (sdp != null && !over) {
            call.tell(new SessionChanged(call.id(), legOf(caller), SessionDescription.directionOf(sdp), sdp));
        }
    }

    @Override
    public Optional<Hop> hopFor(SIPRequest request) {
        DialogPeer receiver = fromCaller(request) ? calleeSide : callerSide;
        return receiver.hop();
    }

    /** Whether the receiver of a request is reached through this proxy. */
    boolean recorded(SIPRequest request, URI route) {
        return (fromCaller(request) ? calleeSide : callerSide).isFirstRoute(route);
    }

    @Override
    public void dress(SIPMessage message, boolean callersRequest, boolean towardsCallee) {
        mask.dress(message, callersRequest, towardsCallee);
    }

    /** SDP in an ACK answers the offer that came in the 2xx; SDP in anything else proposes. */
    @Override
    public SdpRole roleOf(SIPRequest request) {
        boolean answers = request.getMethod().equals("ACK")
                || (prackAnswers && request.getMethod().equals("PRACK"));
        prackAnswers = prackAnswers && !answers;
        return answers ? SdpRole.ANSWER : SdpRole.OFFER;
    }

    @Override
    public void offeredEarly() {
        prackAnswers = true;
    }

    @Override
    public Optional<String> rewrite(boolean fromCaller, SdpRole role, String sdp, SIPMessage carrier) {
        if (!rewrites || over) {
            return Optional.of(sdp);
        }
        return Passages.rewrite(
                call.node().policy(),
                new SdpPassage(
                        call.id(), legOf(fromCaller), legOf(!fromCaller), role, sdp, Passages.source(carrier), null));
    }

    /** Asks a party whether it is still there, unless it is being asked; without it there is no call. */
    CommandOutcome probe(String legId) {
        if (over) {
            return CommandOutcome.UNKNOWN;
        }
        Probe earlier = probes.get(legId);
        if (earlier == null || !earlier.isOpen()) {
            Probe asked = new Probe(call, status -> end(legId, EndedBy.GONE, "SIP;cause=" + status));
            probes.put(legId, asked);
            ask(legId.equals(caller.id()) ? callerSide : calleeSide, asked);
        }
        return CommandOutcome.DONE;
    }

    private void ask(DialogPeer peer, Probe asked) {
        Egress egress = call.node().egress();
        Hop hop = peer.hop().orElse(null);
        if (hop == null) {
            asked.unsent(false);
            return;
        }
        SIPRequest options = peer.options();
        egress.stamp(options, hop, egress.branches().fresh());
        if (egress.send(options, hop, asked).isEmpty()) {
            asked.unsent(true);
        }
    }

    /** Ends the call in both parties' names. */
    CommandOutcome hangUp(String legId, HangUp how) {
        return end(legId, EndedBy.PLATFORM, how.reasonHeader());
    }

    private CommandOutcome end(String legId, EndedBy by, @Nullable String reason) {
        if (over) {
            return CommandOutcome.UNKNOWN;
        }
        bye(callerSide, reason);
        bye(calleeSide, reason);
        ended(legId, by, reason);
        return CommandOutcome.DONE;
    }

    private void bye(DialogPeer peer, @Nullable String reason) {
        Egress egress = call.node().egress();
        peer.hop().ifPresent(hop -> {
            SIPRequest bye = peer.next("BYE");
            if (reason != null) {
                Headers.set(bye, "Reason", reason);
            }
            egress.stamp(bye, hop, egress.branches().fresh());
            egress.send(bye, hop, ClientSink.DEAF);
        });
    }

    private void ended(String legId, EndedBy by, @Nullable String reason) {
        if (over) {
            return;
        }
        over = true;
        takeOver.drop();
        call.refers().over();
        call.tell(new LegEnded(call.id(), legId, by, reason));
        caller.talkEnded();
        callee.talkEnded();
    }
}
