package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Responses;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A request inside a proxied dialog on its way to the other party, and its responses on their way back. Without a talk
 * (the call was started by another node) nothing is known but the request itself, and that suffices.
 */
class Carriage implements ClientSink {
    private final NodeParts node;
    private final Call call;
    private final SIPRequest received;
    private final ServerTransaction tx;
    private final @Nullable String offer;
    private @Nullable SIPResponse passedOn;

    Carriage(NodeParts node, Call call, SIPRequest received, ServerTransaction tx) {
        this.node = node;
        this.call = call;
        this.received = received;
        this.tx = tx;
        this.offer = Bodies.sdp(received);
    }

    NodeParts node() {
        return node;
    }

    Call call() {
        return call;
    }

    /** True when the sender has its final answer. */
    boolean answered() {
        return passedOn != null;
    }

    /** The request has left. */
    void sent(ClientTransaction onward) {
        // Requests other than INVITE are answered or time out; there is nothing to do meanwhile.
    }

    /** A 1xx came back, 100 included. */
    void provisional(int status) {
        // Only an INVITE waits for somebody.
    }

    /** The final answer is on its way back. */
    void over() {
        // Nothing was waiting.
    }

    @Override
    public final void response(SIPResponse response) {
        call.locked(() -> take(response));
    }

    private void take(SIPResponse response) {
        int status = response.getStatusCode();
        if (!Responses.isFinal(status)) {
            provisional(status);
        }
        if (status == 100) {
            return;
        }
        SIPResponse again = passedOn;
        if (again != null) {
            repeated(response, again);
            return;
        }
        SIPResponse upstream = translated(response);
        if (Responses.isFinal(status)) {
            passedOn = upstream;
            over();
        }
        node.egress().respond(tx, upstream);
        Optional<ProxyTalk> talk = call.talk();
        if (UnderWay.isOfSession(received.getMethod()) && Responses.isSuccess(status)) {
            talk.ifPresent(t -> accepted(t, response));
        }
        if (Responses.isFinal(status)) {
            talk.ifPresent(t -> t.answered(received, status));
        }
    }

    /** Who was asked for an offer has made it; who asked answers in its ACK (RFC 3261 section 14.1). */
    private void accepted(ProxyTalk talk, SIPResponse response) {
        boolean asked = offer == null;
        talk.accepted(received, response);
        talk.said(talk.fromCaller(received) != asked, asked ? Bodies.sdp(response) : offer);
    }

    /** The ACK of a 2xx is its sender's to give again; once the call is ours, it is ours. */
    private void repeated(SIPResponse response, SIPResponse first) {
        if (response.getStatusCode() != first.getStatusCode()) {
            return;
        }
        call.dialogWith(String.valueOf(response.getToTag()))
                .ifPresentOrElse(
                        dialog -> dialog.acknowledge(response.getCSeq().getSeqNumber()),
                        () -> node.egress().respondStateless((SIPResponse) first.clone()));
    }

    /** The response as whoever asked gets it. */
    SIPResponse translated(SIPResponse response) {
        SIPResponse upstream = Responses.upstream(response);
        call.lane(received).ifPresent(lane -> translate(lane, response, upstream));
        return upstream;
    }

    private void translate(Lane lane, SIPResponse response, SIPResponse upstream) {
        boolean asked = lane.fromCaller(received);
        lane.dress(upstream, asked, !asked);
        String sdp = Bodies.sdp(response);
        if (sdp == null) {
            return;
        }
        SdpRole role = offer == null ? SdpRole.OFFER : SdpRole.ANSWER;
        if (role == SdpRole.OFFER && !Responses.isFinal(response.getStatusCode())) {
            lane.offeredEarly();
        }
        lane.rewrite(!asked, role, sdp, response).ifPresent(text -> Bodies.setSdp(upstream, text));
    }

    @Override
    public final void timedOut() {
        giveUp(408, null);
    }

    /** Whoever asked is answered in the place of whoever does not. */
    final void giveUp(int status, @Nullable String phrase) {
        call.locked(() -> {
            if (passedOn == null) {
                SIPResponse refusal = Responses.of(received, status, phrase, Randoms.tag());
                passedOn = refusal;
                over();
                node.egress().respond(tx, refusal);
                call.talk().ifPresent(talk -> talk.answered(received, status));
            }
        });
    }
}
