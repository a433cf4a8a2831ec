package io.ringlog.sip.call;

import io.ringlog.sip.call.OfferAnswer.Act.Bye;
import io.ringlog.sip.call.OfferAnswer.Act.Nothing;
import io.ringlog.sip.call.OfferAnswer.Act.Pending;
import io.ringlog.sip.call.OfferAnswer.Act.Postpone;
import io.ringlog.sip.call.OfferAnswer.Act.Refuse;
import io.ringlog.sip.call.OfferAnswer.Act.Send;
import io.ringlog.sip.call.OfferAnswer.Act.Take;
import io.ringlog.sip.call.OfferAnswer.Act.TakeAnswer;
import io.ringlog.sip.call.OfferAnswer.Act.Told;
import io.ringlog.sip.call.OfferAnswer.Input.Acknowledged;
import io.ringlog.sip.call.OfferAnswer.Input.Ended;
import io.ringlog.sip.call.OfferAnswer.Input.HungUp;
import io.ringlog.sip.call.OfferAnswer.Input.Invited;
import io.ringlog.sip.call.OfferAnswer.Input.Settled;
import io.ringlog.sip.call.OfferAnswer.Input.Unacknowledged;
import io.ringlog.sip.call.OfferAnswer.Input.Updated;
import io.ringlog.sip.call.OfferAnswer.Input.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Where a dialog of ours stands between an offer and its answer (RFC 3264), and what each input means there. Pure: the
 * dialog does what a step says.
 *
 * <pre>
 *   Stable --their INVITE, our 200 answers--> Confirming --ACK--> Stable
 *      |  \--their INVITE, our 200 offers---> Offering --ACK with the answer--> Stable
 *      |   \--we want another session-------> Asking --final response--> Stable
 *      \--end--> Over        (Confirming, Offering --we hang up--> Leaving --ACK--> Over)
 * </pre>
 */
sealed interface OfferAnswer {

    Step on(Input input);

    /** The state that follows, and what has to be done for it. */
    record Step(OfferAnswer next, Act act) {}

    /** What happens to a session. */
    sealed interface Input {
        /** The peer's re-INVITE, with an offer or asking for ours. */
        record Invited() implements Input {}

        /** The peer's UPDATE with an offer; one without has nothing to do with the session. */
        record Updated() implements Input {}

        /** The peer's ACK of our 2xx to the INVITE of this number. */
        record Acknowledged(long seq, boolean answers) implements Input {}

        /** No ACK came for as long as RFC 3261 section 13.3.1.4 lets us repeat a 2xx. */
        record Unacknowledged() implements Input {}

        /** We want to offer another session. */
        record Wanted() implements Input {}

        /** Our INVITE has its final response. */
        record Settled() implements Input {}

        /** We hang up, for this reason. */
        record HungUp(@Nullable String reason) implements Input {}

        /** The peer has ended the dialog, or it is lost. */
        record Ended() implements Input {}
    }

    /** What a step asks for. */
    sealed interface Act {
        record Nothing() implements Act {}

        /** Answer the peer's offer, or make ours where it asked for one. */
        record Take() implements Act {}

        /** 491: an offer of ours is not answered yet. */
        record Pending() implements Act {}

        /** The ACK ended an INVITE of the peer. */
        record Told() implements Act {}

        /** The ACK brought the answer to our offer. */
        record TakeAnswer() implements Act {}

        /** Send our INVITE. */
        record Send() implements Act {}

        /** Our own wish has to wait for the ACK. */
        record Postpone() implements Act {}

        /** Our own wish cannot be met. */
        record Refuse() implements Act {}

        /** Send BYE; {@code lost} when nobody has heard yet that the dialog is over. */
        record Bye(@Nullable String reason, boolean lost) implements Act {}
    }

    /** Nothing is open in either direction. */
    record Stable() implements OfferAnswer {
        @Override
        public Step on(Input input) {
            return switch (input) {
                case Invited it -> new Step(this, new Take());
                case Updated it -> new Step(this, new Take());
                case Acknowledged it -> new Step(this, new Nothing());
                case Unacknowledged it -> new Step(this, new Nothing());
                case Wanted it -> new Step(new Asking(), new Send());
                case Settled it -> new Step(this, new Nothing());
                case HungUp it -> new Step(new Over(), new Bye(it.reason(), false));
                case Ended it -> new Step(new Over(), new Nothing());
            };
        }
    }

    /** Our 2xx answered the offer of the INVITE with this number; its ACK is on the way. */
    record Confirming(long seq) implements OfferAnswer {
        @Override
        public Step on(Input input) {
            return switch (input) {
                // RFC 3261 section 14.2 wants 500 only before the final response. Who invites again has got our 2xx,
                // for no INVITE may follow an open one: the ACK is late or lost (RFC 5407 section 3.1.4).
                case Invited it -> new Step(new Stable(), new Take());
                // RFC 3311 section 5.2: the exchange of the INVITE is complete, so another may follow.
                case Updated it -> new Step(this, new Take());
                case Acknowledged it -> it.seq() == seq ? new Step(new Stable(), new Told()) : ignored(this);
                case Unacknowledged it -> new Step(new Over(), new Bye("SIP;cause=408;text=\"ACK Missing\"", true));
                // RFC 3261 section 14.1: no INVITE of ours before theirs is confirmed.
                case Wanted it -> new Step(this, new Postpone());
                case Settled it -> ignored(this);
                case HungUp it -> new Step(new Leaving(seq, it.reason()), new Nothing());
                case Ended it -> new Step(new Over(), new Nothing());
            };
        }
    }

    /**
     * Our 2xx to an INVITE without an offer made ours, which the ACK must answer (RFC 3261 section 13.2.2.4).
     *
     * @param first nothing was agreed before, so that without an answer there is nothing to talk over
     */
    record Offering(long seq, boolean first) implements OfferAnswer {
        @Override
        public Step on(Input input) {
            return switch (input) {
                // RFC 6337 section 5.2, RFC 3311 section 5.2: an offer of ours is out.
                case Invited it -> new Step(this, new Pending());
                case Updated it -> new Step(this, new Pending());
                case Acknowledged it -> it.seq() == seq ? acknowledged(it.answers()) : ignored(this);
                case Unacknowledged it -> new Step(new Over(), new Bye("SIP;cause=408;text=\"ACK Missing\"", true));
                case Wanted it -> new Step(this, new Postpone());
                case Settled it -> ignored(this);
                case HungUp it -> new Step(new Leaving(seq, it.reason()), new Nothing());
                case Ended it -> new Step(new Over(), new Nothing());
            };
        }

        private Step acknowledged(boolean answers) {
            if (answers) {
                return new Step(new Stable(), new TakeAnswer());
            }
            return first
                    ? new Step(new Over(), new Bye("SIP;cause=488;text=\"No Answer In ACK\"", true))
                    : new Step(new Stable(), new Told());
        }
    }

    /** Our INVITE with an offer waits for its final response. */
    record Asking() implements OfferAnswer {
        @Override
        public Step on(Input input) {
            return switch (input) {
                // RFC 3261 section 14.2, RFC 3311 section 5.2: both offer at once, and neither may go through.
                case Invited it -> new Step(this, new Pending());
                case Updated it -> new Step(this, new Pending());
                case Acknowledged it -> ignored(this);
                case Unacknowledged it -> ignored(this);
                case Wanted it -> new Step(this, new Refuse());
                case Settled it -> new Step(new Stable(), new Nothing());
                case HungUp it -> new Step(new Over(), new Bye(it.reason(), false));
                case Ended it -> new Step(new Over(), new Nothing());
            };
        }
    }

    /** We have hung up, and our BYE waits for the ACK of our 2xx (RFC 3261 section 15). */
    record Leaving(long seq, @Nullable String reason) implements OfferAnswer {
        @Override
        public Step on(Input input) {
            return switch (input) {
                case Acknowledged it -> it.seq() == seq ? new Step(new Over(), new Bye(reason, false)) : ignored(this);
                case Unacknowledged it -> new Step(new Over(), new Bye(reason, false));
                case Wanted it -> new Step(this, new Refuse());
                case Invited it -> ignored(this);
                case Updated it -> ignored(this);
                case Settled it -> ignored(this);
                case HungUp it -> ignored(this);
                case Ended it -> new Step(new Over(), new Nothing());
            };
        }
    }

    /** The dialog has ended; whatever still comes changes nothing. */
    record Over() implements OfferAnswer {
        @Override
        public Step on(Input input) {
            return switch (input) {
                case Wanted it -> new Step(this, new Refuse());
                case Invited it -> ignored(this);
                case Updated it -> ignored(this);
                case Acknowledged it -> ignored(this);
                case Unacknowledged it -> ignored(this);
                case Settled it -> ignored(this);
                case HungUp it -> ignored(this);
                case Ended it -> ignored(this);
            };
        }
    }

    private static Step ignored(OfferAnswer state) {
        return new Step(state, new Nothing());
    }
}
