package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.ForkTarget;
import io.ringlog.sip.HangUp;
import io.ringlog.sip.ProxyOptions;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import java.util.Optional;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/** One target of a proxied call. The first of a call's targets to answer is connected, the others are cancelled. */
final class ForkLeg extends InviteLeg {
    /** Keeps a phone from showing the call as missed (RFC 3326). */
    private static final String COMPLETED_ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private final CallerLeg caller;
    private final ForkTarget target;
    private final ProxyOptions options;
    private final int breadth;
    private final EarlyTalk early;
    private @Nullable SIPResponse passedOn;
    private @Nullable UaDialog dialog;

    /** @param breadth in how many places at once it may be (RFC 5393); 0 for none */
    ForkLeg(Call call, CallerLeg caller, ForkTarget target, ProxyOptions options, int breadth) {
        super(call, target.legId());
        this.caller = caller;
        this.target = target;
        this.options = options;
        this.breadth = breadth;
        this.early = new EarlyTalk(caller, this, options);
    }

    /** What goes between the caller and this target while it has not answered. */
    EarlyTalk early() {
        return early;
    }

    /** What it takes of the caller's breadth as long as it may be answered. */
    int breadth() {
        return isOver() || isAnswered() ? 0 : breadth;
    }

    /** @param tooBroad said of a leg that may be nowhere */
    void start(String tooBroad) {
        if (breadth == 0) {
            unreachable(440, tooBroad);
        } else if (Uris.parse(target.to().uri()).isEmpty()) {
            unreachable(target.to());
        } else {
            seek(target.to(), target.ringTimeout());
        }
    }

    @Override
    void attempt(Hop place) {
        if (caller.callsSafely() && !node().egress().isSecure(place)) {
            caller.notSafelyReached();
            unreachable(480, "SIPS Not Allowed: there is no TLS to this target");
            return;
        }
        Optional<SIPRequest> invite = build(place);
        if (invite.isEmpty()) {
            unreachable(488, "Unwritable Request");
            return;
        }
        launch(invite.get(), place);
    }

    private Optional<SIPRequest> build(Hop hop) {
        return written(() -> ForkRequests.build(
                call(), caller, target, new ForkRequests.Wanted(options, early.mask(), breadth), hop));
    }

    @Override
    void retry(String header, String value) {
        early.mask().repeats();
        build(sentTo())
                .ifPresentOrElse(
                        again -> {
                            Bodies.keep(invite(), again);
                            Headers.set(again, header, value);
                            launch(again, sentTo());
                        },
                        () -> unreachable(488, "Unwritable Request"));
    }

    @Override
    long spoken() {
        return early.seqOf(true);
    }

    @Override
    void ringing(SIPResponse response) {
        early.heard(response);
        caller.relay(translated(response));
    }

    @Override
    boolean answered(SIPResponse response) {
        if (!caller.open()) {
            return false;
        }
        SIPResponse upstream = translated(response);
        passedOn = upstream;
        caller.connect(upstream);
        ProxyTalk talk = ProxyTalk.between(this, caller, response, options);
        call().talking(talk);
        call().forks().stream().filter(other -> other != this).forEach(other -> other.cancel(COMPLETED_ELSEWHERE));
        call().tell(new LegAnswered(
                call().id(), id(), Bodies.sdp(response), talk.calleeContact(), Headers.text(response, "User-Agent")));
        return true;
    }

    @Override
    void answeredAgain(SIPResponse response) {
        SIPResponse first = passedOn;
        UaDialog mine = dialog;
        if (mine != null && mine.remoteTag().equals(response.getToTag())) {
            mine.acknowledge(response.getCSeq().getSeqNumber());
        } else if (first != null && String.valueOf(first.getToTag()).equals(response.getToTag())) {
            node().egress().respondStateless((SIPResponse) first.clone());
        } else {
            dismiss(response);
        }
    }

    private SIPResponse translated(SIPResponse response) {
        SIPResponse upstream = Responses.upstream(response);
        RecordRoutes.turn(call(), upstream, invite());
        early.dress(upstream, true, false);
        String sdp = Bodies.sdp(response);
        if (sdp != null) {
            SdpRole role = caller.offered() ? SdpRole.ANSWER : SdpRole.OFFER;
            if (role == SdpRole.OFFER) {
                early.offeredEarly();
            }
            early.rewrite(false, role, sdp, response).ifPresent(text -> Bodies.setSdp(upstream, text));
        }
        return upstream;
    }

    /** From here on we are the party that called the target. */
    void takeOver(UaDialog taken) {
        dialog = taken;
    }

    /** The proxied dialog ended. */
    void talkEnded() {
        done();
    }

    @Override
    public CommandOutcome hangUp(HangUp how) {
        UaDialog mine = dialog;
        if (mine != null) {
            return mine.hangUp(how.reasonHeader());
        }
        if (pending()) {
            cancel(how.reasonHeader());
            return CommandOutcome.DONE;
        }
        return isAnswered()
                ? call().talk().map(talk -> talk.hangUp(id(), how)).orElse(CommandOutcome.WRONG_STATE)
                : CommandOutcome.WRONG_STATE;
    }

    @Override
    public @Nullable UaDialog dialog() {
        return dialog;
    }
}
