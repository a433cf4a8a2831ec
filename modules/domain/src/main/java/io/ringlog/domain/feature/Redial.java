package io.ringlog.domain.feature;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.routing.Features;
import io.ringlog.domain.state.LastDialled;

/** What users called last, one thing for each, in accounts that have a code for it. */
public final class Redial {

    private Redial() {}

    /** What a user means: what they called last when they dial the code, which then counts as dialled. */
    public static String meant(Turn turn, String dialled, SipUser user) {
        return Features.of(turn.state(), dialled).orElse(null) instanceof Features.Code code
                        && code.feature() == Feature.REDIAL
                ? turn.state().lastDialled(user.id()).map(LastDialled::dialled).orElse(dialled)
                : dialled;
    }

    /** Notes for the next time what a call was begun with. */
    public static void noted(LiveCall call, String dialled, String meant, SipUser user) {
        Turn turn = call.turn();
        if (!dialled.equals(meant)) {
            call.emit(
                    new FeatureDialled(call.id(), Feature.REDIAL, meant),
                    Features.because().with("dialled", dialled));
        } else if (!turn.state().config().code(Feature.REDIAL).isEmpty()
                && Features.of(turn.state(), meant).isEmpty()) {
            LastDialled last = new LastDialled(turn.account(), user.id(), meant);
            if (turn.state().lastDialled(user.id()).filter(last::equals).isEmpty()) {
                turn.put(last);
            }
        }
    }
}
