package io.ringlog.domain.feature;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.routing.Features;
import io.ringlog.domain.state.LastDialled;

/** What users called last, one thing for each, in accounts that have a code for it. */
public final class Redial {

    private Redial() {}

    /** What a user means: what they called last when they dial the code, which then counts as dialled. */
    public static InviteReceived meant(Turn turn, InviteReceived invite, SipUser user) {
        return isCode(turn, invite)
                ? turn.state()
                        .lastDialled(user.id())
                        .map(last -> invite.to(last.dialled()))
                        .orElse(invite)
                : invite;
    }

    /** Notes for the next time what a call was begun with. */
    public static void noted(LiveCall call, InviteReceived received, InviteReceived meant, SipUser user) {
        Turn turn = call.turn();
        if (!received.equals(meant)) {
            call.emit(
                    new FeatureDialled(call.id(), Feature.REDIAL, meant.requestUser()),
                    Features.because().with("dialled", received.requestUser()));
        } else if (!turn.state().config().code(Feature.REDIAL).isEmpty()
                && Features.of(turn.state(), meant.requestUser()).isEmpty()) {
            LastDialled last = new LastDialled(turn.account(), user.id(), meant.requestUser());
            if (turn.state().lastDialled(user.id()).filter(last::equals).isEmpty()) {
                turn.put(last);
            }
        }
    }

    private static boolean isCode(Turn turn, InviteReceived invite) {
        return Features.of(turn.state(), invite.requestUser()).orElse(null) instanceof Features.Code code
                && code.feature() == Feature.REDIAL;
    }
}
