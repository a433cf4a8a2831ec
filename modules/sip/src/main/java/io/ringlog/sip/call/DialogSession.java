package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.LegConfirmed;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.SipFact.SessionRefused;
import io.ringlog.sip.call.OfferAnswer.Act;
import io.ringlog.sip.call.OfferAnswer.Input;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.sdp.SessionDescription;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** The session of a dialog of ours: takes offers and makes them, as {@link OfferAnswer} allows. */
final class DialogSession {
    private final Leg leg;
    private final UaDialog dialog;
    private OfferAnswer state = new OfferAnswer.Stable();
    private @Nullable OkRepeater unacknowledged;
    /** The try at an offer of ours that waits for an ACK; 0 when none does. */
    private int postponed;

    DialogSession(Leg leg, UaDialog dialog) {
        this.leg = leg;
        this.dialog = dialog;
    }

    boolean isOver() {
        return state instanceof OfferAnswer.Leaving || state instanceof OfferAnswer.Over;
    }

    private Act step(Input input) {
        OfferAnswer.Step step = state.on(input);
        enter(step.next());
        return step.act();
    }

    private void enter(OfferAnswer next) {
        state = next;
        OkRepeater repeater = unacknowledged;
        if (repeater != null && (next instanceof OfferAnswer.Stable || next instanceof OfferAnswer.Over)) {
            repeater.stop();
            unacknowledged = null;
        }
    }

    /** Answers an INVITE by 200 and repeats that until the ACK; without an offer in it, {@code sdp} is ours. */
    void accept(SIPRequest invite, ServerTransaction tx, @Nullable String sdp, boolean first) {
        SIPResponse ok = dialog.ok(invite, sdp);
        leg.node().egress().respond(tx, ok);
        long seq = invite.getCSeq().getSeqNumber();
        boolean asked = Bodies.sdp(invite) == null;
        enter(asked ? new OfferAnswer.Offering(seq, first) : new OfferAnswer.Confirming(seq));
        unacknowledged = new OkRepeater(leg, ok, () -> perform(step(new Input.Unacknowledged())));
    }

    // What the peer does

    void invited(SIPRequest invite, ServerTransaction tx) {
        if (!takes(step(new Input.Invited()), invite, tx)) {
            return;
        }
        String offer = Bodies.sdp(invite);
        String sdp = offer == null
                ? ownOffer()
                : leg.node().policy().answerReoffer(leg.call().id(), leg.id(), offer);
        if (sdp == null) {
            dialog.reply(invite, tx, 488);
            return;
        }
        dialog.target(invite);
        accept(invite, tx, sdp, false);
        if (offer != null) {
            changed(offer);
        }
    }

    /** RFC 3311: without an offer it refreshes the target and no more. */
    void updated(SIPRequest update, ServerTransaction tx) {
        String offer = Bodies.sdp(update);
        String answer = null;
        if (offer != null) {
            if (!takes(step(new Input.Updated()), update, tx)) {
                return;
            }
            answer = leg.node().policy().answerReoffer(leg.call().id(), leg.id(), offer);
            if (answer == null) {
                dialog.reply(update, tx, 488);
                return;
            }
        }
        dialog.target(update);
        leg.node().egress().respond(tx, dialog.ok(update, answer));
        if (offer != null) {
            changed(offer);
        }
    }

    /** Whether an offer may be taken; answers by itself when not. */
    private boolean takes(Act act, SIPRequest request, ServerTransaction tx) {
        if (act instanceof Act.Pending) {
            dialog.reply(request, tx, 491);
        }
        return act instanceof Act.Take;
    }

    void acknowledged(SIPRequest ack) {
        String answer = Bodies.sdp(ack);
        Act act = step(new Input.Acknowledged(ack.getCSeq().getSeqNumber(), answer != null));
        if (answer != null && act instanceof Act.TakeAnswer) {
            changed(answer);
        }
        perform(act);
    }

    /** The peer sent BYE, or the dialog is lost. */
    void ended() {
        step(new Input.Ended());
    }

    // What we do

    void hangUp(@Nullable String reason) {
        perform(step(new Input.HungUp(reason)));
    }

    /** Offers a session by re-INVITE, as the policy has it. */
    CommandOutcome offer() {
        return offer(1);
    }

    private CommandOutcome offer(int tries) {
        Act act = step(new Input.Wanted());
        if (act instanceof Act.Postpone) {
            postponed = tries;
            return CommandOutcome.DONE;
        }
        return act instanceof Act.Send ? send(tries) : CommandOutcome.WRONG_STATE;
    }

    private CommandOutcome send(int tries) {
        String sdp = ownOffer();
        OwnReinvite asked = new OwnReinvite(leg, this, tries);
        Optional<ClientTransaction> sent =
                sdp == null ? Optional.empty() : dialog.send("INVITE", asked, invite -> Bodies.setSdp(invite, sdp));
        if (sent.isEmpty()) {
            settled();
            return CommandOutcome.WRONG_STATE;
        }
        asked.sent(sent.get());
        return CommandOutcome.DONE;
    }

    void cancel(ClientTransaction invite) {
        dialog.cancel(invite);
    }

    private @Nullable String ownOffer() {
        return leg.node().policy().makeOffer(leg.call().id(), leg.id());
    }

    /** Offers once more what was refused by {@code status}; tells that when it is no longer possible. */
    void again(int status, int tries) {
        if (!isOver() && offer(tries) != CommandOutcome.DONE) {
            refused(status);
        }
    }

    /** A 2xx to an INVITE of ours is acknowledged each time it comes, even when the dialog has ended meanwhile. */
    void acknowledge(SIPResponse ok) {
        dialog.acknowledge(ok.getCSeq().getSeqNumber());
    }

    /** The peer took our offer. */
    void accepted(SIPResponse response) {
        acknowledge(response);
        dialog.target(response);
        if (!isOver()) {
            dialog.clock().answered(response);
        }
        String answer = Bodies.sdp(response);
        if (answer != null && !isOver()) {
            changed(answer);
        }
    }

    /** Our INVITE has its final response. */
    void settled() {
        step(new Input.Settled());
    }

    /** Our offer was refused for good; the session is as it was. */
    void refused(int status) {
        leg.call().tell(new SessionRefused(leg.call().id(), leg.id(), status));
        dialog.clock().again();
    }

    /** The peer knows of no dialog, or does not answer any more. */
    void lost(int status) {
        refused(status);
        dialog.gone(status);
    }

    /** After 422: whether the same may be offered for a longer session. */
    boolean raised(SIPResponse refusal) {
        return dialog.clock().raised(refusal);
    }

    private void perform(Act act) {
        switch (act) {
            case Act.Bye bye -> {
                dialog.sendBye(bye.reason());
                if (bye.lost()) {
                    dialog.ended(EndedBy.LOST, bye.reason());
                }
            }
            case Act.Told told -> confirmed();
            case Act.TakeAnswer taken -> confirmed();
            case Act.Nothing nothing -> {}
            case Act.Take take -> {}
            case Act.Pending pending -> {}
            case Act.Send send -> {}
            case Act.Postpone postpone -> {}
            case Act.Refuse refuse -> {}
        }
    }

    private void confirmed() {
        leg.call().tell(new LegConfirmed(leg.call().id(), leg.id()));
        if (postponed > 0) {
            int tries = postponed;
            postponed = 0;
            again(491, tries);
        }
    }

    private void changed(String sdp) {
        leg.call().tell(new SessionChanged(leg.call().id(), leg.id(), SessionDescription.directionOf(sdp), sdp));
    }
}
