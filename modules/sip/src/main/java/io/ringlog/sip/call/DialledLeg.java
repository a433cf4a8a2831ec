package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.HangUp;
import io.ringlog.sip.OutgoingLeg;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.Hops;
import java.time.Duration;
import java.util.Optional;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/** A leg that the platform calls itself, with its own offer; once answered it holds the dialog. */
final class DialledLeg extends InviteLeg {
    private static final int SESSION_RAISES_MOST = 3;

    private final OutgoingLeg wanted;
    private final String sipCallId;
    private final String fromTag = Randoms.tag();
    private long seq = 1;
    private Duration sessionLeast = Duration.ZERO;
    private int sessionRaises;
    private final EarlyAnswers early;
    private @Nullable UaDialog dialog;

    DialledLeg(Call call, String legId, OutgoingLeg wanted) {
        super(call, legId);
        this.wanted = wanted;
        this.sipCallId = Randoms.hex(12) + "@ringlog";
        this.early = new EarlyAnswers(node());
    }

    void start() {
        node().calls().indexOurs(call(), sipCallId, fromTag);
        seek(wanted.to(), wanted.ringTimeout());
    }

    @Override
    void attempt(Hop place) {
        Optional<SIPRequest> invite = written(() -> Optional.of(build(place)));
        if (invite.isEmpty()) {
            unreachable(400, "Unwritable Request");
            return;
        }
        launch(invite.get(), place);
    }

    private SIPRequest build(Hop hop) {
        Egress egress = node().egress();
        String name = wanted.fromDisplayName();
        String quoted = name == null ? "" : "\"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" ";
        String to = wanted.toUri() == null ? wanted.to().uri() : wanted.toUri();
        boolean secureUri = Uris.parse(wanted.to().uri()).filter(Uris::isSecure).isPresent();
        SIPRequest invite = new Requests.Draft("INVITE", wanted.to().uri())
                .with("From", quoted + "<" + wanted.fromUri() + ">;tag=" + fromTag)
                .with("To", "<" + to + ">")
                .with("Call-ID", sipCallId)
                .with("CSeq", seq + " INVITE")
                .with("Max-Forwards", "70")
                .with("Contact", "<" + contact(hop, secureUri) + ">")
                .with("User-Agent", egress.userAgent())
                .with("Allow", DialogMethods.ALLOW)
                .build();
        SessionClock.ask(invite, node().config().sessions(), sessionLeast);
        Headers.set(invite, "Supported", SessionTerms.TAG + ", " + ReliableProgress.TAG);
        early.restart();
        Headers.setAll(invite, wanted.headers());
        Bodies.setSdp(invite, offerAt(hop));
        HandedOn.route(node(), invite, wanted.to());
        egress.stamp(invite, hop, egress.branches().fresh());
        return invite;
    }

    private String offerAt(Hop hop) {
        return wanted.to().isThroughAnother()
                ? wanted.sdpOffer()
                : node().policy().offerAt(call().id(), id(), wanted.sdpOffer(), Hops.bareAddressOf(hop));
    }

    private String contact(Hop hop, boolean secure) {
        Egress egress = node().egress();
        return wanted.to().isThroughAnother() ? egress.ownUriAmongEdges(hop, secure) : egress.ownUri(hop, secure);
    }

    @Override
    boolean retried(SIPResponse refusal) {
        return refusal.getStatusCode() == 422 && forLonger(refusal);
    }

    /** Who takes only sessions of a longer life says of which (RFC 4028 section 7.3). */
    private boolean forLonger(SIPResponse refusal) {
        Duration least = SessionTimer.least(refusal);
        if (!pending() || sessionRaises >= SESSION_RAISES_MOST || least.compareTo(sessionLeast) <= 0) {
            return false;
        }
        sessionRaises++;
        sessionLeast = least;
        seq++;
        launch(build(sentTo()), sentTo());
        return true;
    }

    @Override
    void retry(String header, String value) {
        seq++;
        SIPRequest again = build(sentTo());
        Bodies.keep(invite(), again);
        Headers.set(again, header, value);
        launch(again, sentTo());
    }

    @Override
    long spoken() {
        return early.spoken();
    }

    @Override
    void ringing(SIPResponse response) {
        // Told as a fact; early media goes to whoever connects it.
        early.heard(invite(), response, sentTo());
    }

    @Override
    boolean answered(SIPResponse response) {
        DialogPeer peer = DialogPeer.callee(node().egress(), invite(), response, sentTo());
        peer.spoken(early.spokenTo(response.getToTag()));
        UaDialog mine = new UaDialog(this, peer, fromTag, String.valueOf(response.getToTag()));
        dialog = mine;
        mine.acknowledge(seq);
        mine.clock().answered(response);
        call().tell(new LegAnswered(
                call().id(),
                id(),
                early.answerIn(response),
                peer.remoteTarget(),
                Headers.text(response, "User-Agent")));
        return true;
    }

    @Override
    void answeredAgain(SIPResponse response) {
        UaDialog mine = dialog;
        if (mine != null && mine.remoteTag().equals(response.getToTag())) {
            mine.acknowledge(response.getCSeq().getSeqNumber());
        } else {
            dismiss(response);
        }
    }

    @Override
    public CommandOutcome hangUp(HangUp how) {
        UaDialog mine = dialog;
        if (mine != null) {
            return mine.hangUp(how.reasonHeader());
        }
        if (!pending()) {
            return CommandOutcome.WRONG_STATE;
        }
        cancel(how.reasonHeader());
        return CommandOutcome.DONE;
    }

    @Override
    public @Nullable UaDialog dialog() {
        return dialog;
    }
}
