package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.HangUp;
import io.ringlog.sip.SipFact.CallerCancelled;
import io.ringlog.sip.SipFact.DecisionMissed;
import io.ringlog.sip.SipRefusal;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Breadth;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.util.List;
import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** The incoming INVITE: undecided, then proxied, answered by us, refused or cancelled. Always leg "A". */
public final class CallerLeg extends Leg implements Cancellable {
    private static final String PRACK = "PRACK";

    private final SIPRequest invite;
    private final ServerTransaction tx;
    private final String toTag = Randoms.tag();
    private final ReliableProgress reliably;
    private @Nullable String heldAnswer;
    private @Nullable Future<?> decision;
    private @Nullable UaDialog dialog;
    private boolean inOurName;
    private boolean finalSent;
    private boolean unsafe;
    private boolean over;

    public CallerLeg(Call call, SIPRequest invite, ServerTransaction tx) {
        super(call, Call.CALLER);
        this.invite = invite;
        this.tx = tx;
        this.reliably = new ReliableProgress(this, this::relay, this::unacknowledged);
    }

    /** Gives whoever decides so long, then answers 503 by itself. */
    public void awaitDecision() {
        decision = node().timers().after(node().config().timing().decisionTimeout(), () -> call().locked(this::late));
    }

    private void late() {
        if (finalSent || decision == null) {
            return;
        }
        node().counters().add(Counter.LATE_DECISION);
        int retry = (int) node().config().timing().retryAfter().toSeconds();
        reject(SipRefusal.of(503, "Decision Pending").retryAfter(retry));
        call().tell(new DecisionMissed(call().id()));
    }

    /** With the last target gone the call waits for a decision again. */
    void targetFailed() {
        boolean waits = !finalSent && decision == null && call().legs().stream().allMatch(l -> l == this || l.isOver());
        if (waits && !inOurName) {
            awaitDecision();
        }
    }

    void decided() {
        Timers.stop(decision);
        decision = null;
    }

    public SIPRequest invite() {
        return invite;
    }

    /** In how many further places its request may be (RFC 5393 section 5.3.3). */
    int breadthLeft() {
        return Breadth.of(invite)
                - call().forks().stream().mapToInt(ForkLeg::breadth).sum();
    }

    boolean open() {
        return !finalSent;
    }

    /** Whether its party, by its own tag, has heard no more than ringing in our name. */
    boolean isEarly(String partyTag, String ourTag) {
        return !finalSent && partyTag.equals(invite.getFromTag()) && ourTag.equals(toTag);
    }

    boolean offered() {
        return Bodies.sdp(invite) != null;
    }

    /** A final error; targets that still ring are cancelled. */
    public CommandOutcome reject(SipRefusal refusal) {
        if (finalSent) {
            return CommandOutcome.TOO_LATE;
        }
        decided();
        SIPResponse response = Responses.of(invite, refusal.status(), refusal.phrase(), toTag);
        if (refusal.challenge() != null) {
            node().challenges().challenge(response, invite, refusal.challenge());
        }
        setIfPresent(response, "Reason", refusal.reasonHeader());
        setIfPresent(response, "Warning", unsafe ? Responses.SIPS_NOT_ALLOWED : refusal.warning());
        if (refusal.retryAfterSec() != null) {
            Headers.set(response, "Retry-After", Integer.toString(refusal.retryAfterSec()));
        }
        finish(response, refusal.reasonHeader());
        return CommandOutcome.DONE;
    }

    private static void setIfPresent(SIPResponse response, String name, @Nullable String value) {
        if (value != null) {
            Headers.set(response, name, value);
        }
    }

    private void finish(SIPResponse response, @Nullable String reason) {
        finalSent = true;
        reliably.stop();
        over = true;
        node().egress().respond(tx, response);
        call().forks().forEach(fork -> fork.cancel(reason));
        call().settle();
    }

    @Override
    public void cancelled(@Nullable String reason) {
        call().locked(() -> withdraw(reason));
    }

    private void withdraw(@Nullable String reason) {
        if (finalSent) {
            return;
        }
        decided();
        call().tell(new CallerCancelled(call().id(), reason));
        finish(Responses.of(invite, 487, toTag), reason);
    }

    /** A caller who does not acknowledge is not there any more (RFC 3262 section 3). */
    private void unacknowledged() {
        if (!finalSent) {
            decided();
            call().tell(new CallerCancelled(call().id(), "SIP;cause=504;text=\"No PRACK\""));
            finish(Responses.of(invite, 504, toTag), null);
        }
    }

    /** 180, 181, 183 in our own name; reliably where the caller demands that (RFC 3262). */
    public CommandOutcome progress(int status, @Nullable String sdp) {
        if (finalSent) {
            return CommandOutcome.TOO_LATE;
        }
        decided();
        inOurName = true;
        SIPResponse response = Responses.of(invite, status, toTag);
        own(response);
        if (sdp != null) {
            Bodies.setSdp(response, sdp);
        }
        if (!ReliableProgress.isDemanded(invite)) {
            node().egress().respond(tx, response);
        } else if (offered()) {
            reliably.send(response);
        }
        return CommandOutcome.DONE;
    }

    @Override
    boolean owns(SIPRequest request) {
        boolean acknowledges = request.getMethod().equals(PRACK)
                && toTag.equals(request.getToTag())
                && String.valueOf(invite.getFromTag()).equals(request.getFromTag());
        return acknowledges || super.owns(request);
    }

    @Override
    public void inDialog(SIPRequest request, @Nullable ServerTransaction prack) {
        if (prack == null || !request.getMethod().equals(PRACK)) {
            super.inDialog(request, prack);
            return;
        }
        // There is nothing of which a PRACK could offer another session (RFC 3262 section 5).
        int status = !reliably.isFor(request) ? 481 : Bodies.sdp(request) == null ? 200 : 488;
        node().egress().respond(prack, Responses.of(request, status, toTag));
        String held = heldAnswer;
        if (held != null && !reliably.holdsSession()) {
            heldAnswer = null;
            answer(held);
        }
    }

    /** 200 in our own name; from here on we are the called party. */
    public CommandOutcome answer(String sdp) {
        if (finalSent) {
            return CommandOutcome.TOO_LATE;
        }
        List<String> required = Headers.tags(invite, "Require").stream()
                .filter(tag -> !tag.equalsIgnoreCase(SessionTerms.TAG))
                .filter(tag -> !tag.equalsIgnoreCase(ReliableProgress.TAG))
                .toList();
        if (!required.isEmpty()) {
            SIPResponse unsupported = Responses.of(invite, 420, toTag);
            Headers.set(unsupported, "Unsupported", String.join(", ", required));
            decided();
            finish(unsupported, null);
            return CommandOutcome.UNSUPPORTED;
        }
        decided();
        if (reliably.holdsSession()) {
            heldAnswer = sdp;
            return CommandOutcome.DONE;
        }
        finalSent = true;
        reliably.stop();
        call().forks().forEach(fork -> fork.cancel(null));
        String local = Headers.text(invite, "To") + ";tag=" + toTag;
        DialogPeer peer = DialogPeer.caller(node().egress(), invite, local);
        UaDialog mine = new UaDialog(this, peer, toTag, String.valueOf(invite.getFromTag()));
        dialog = mine;
        mine.accept(invite, tx, sdp);
        return CommandOutcome.DONE;
    }

    private void own(SIPResponse response) {
        Headers.set(response, "Contact", node().egress().contactFor(invite));
    }

    /** Whether all hops to where the caller calls have to be encrypted. */
    boolean callsSafely() {
        return Uris.isSecure(invite.getRequestURI());
    }

    /** A target could be reached by a hop that is not encrypted alone: a refusal says so (RFC 5630 section 5.3). */
    void notSafelyReached() {
        unsafe = true;
    }

    /** Passes a target's provisional response on. */
    void relay(SIPResponse response) {
        if (!finalSent) {
            node().egress().respond(tx, response);
        }
    }

    /** Passes the winning 2xx on; the caller now talks to the target. */
    void connect(SIPResponse response) {
        decided();
        finalSent = true;
        reliably.stop();
        node().egress().respond(tx, response);
    }

    /** From here on we are the party that the caller talks to. */
    void takeOver(UaDialog taken) {
        dialog = taken;
    }

    /** The proxied dialog ended. */
    void talkEnded() {
        over = true;
    }

    @Override
    public CommandOutcome hangUp(HangUp how) {
        UaDialog mine = dialog;
        if (mine != null) {
            return mine.hangUp(how.reasonHeader());
        }
        if (!finalSent) {
            return reject(new SipRefusal(how.status(), null, how.reasonHeader(), null, null, null));
        }
        return call().talk().map(talk -> talk.hangUp(id(), how)).orElse(CommandOutcome.WRONG_STATE);
    }

    @Override
    public @Nullable UaDialog dialog() {
        return dialog;
    }

    @Override
    boolean isOver() {
        UaDialog mine = dialog;
        return mine == null ? over : mine.isOver();
    }
}
