package io.ringlog.domain.park;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Parking;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Scopes;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes calls that ring at somebody else (RFC 5359 section 2.16): at one extension, or in the caller's own group. */
public final class PickupDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.FeatureDialled dialled) {
            turn.live(dialled.callId()).ifPresent(call -> dialled(call, dialled));
        }
    }

    private static void dialled(LiveCall call, CallEvent.FeatureDialled dialled) {
        if (dialled.feature() == Feature.PICKUP) {
            pickUp(call, UserTargets.userAt(call.turn().state(), dialled.argument()).stream());
        } else if (dialled.feature() == Feature.PICKUP_GROUP) {
            pickUp(call, ofOwnGroup(call));
        }
    }

    private static Stream<String> ofOwnGroup(LiveCall call) {
        AccountState state = call.turn().state();
        return Optional.ofNullable(call.head().userId())
                .flatMap(state.config()::user)
                .map(SipUser::pickupGroup)
                .map(state.config()::usersOfPickupGroup)
                .orElse(Collections.emptySortedSet())
                .stream();
    }

    /** Whoever rings holds a place among their calls: those are all that may be taken. */
    private static void pickUp(LiveCall call, Stream<String> users) {
        Turn turn = call.turn();
        AccountState state = turn.state();
        Optional<LiveCall> ringing = users.flatMap(userId -> state.holders(Scopes.user(userId)).stream()
                        .filter(callId -> !callId.equals(call.id()))
                        .flatMap(callId -> state.call(callId).stream())
                        .filter(it -> rings(it, userId)))
                .min(Comparator.comparing((CallState it) -> it.head().startedAt())
                        .thenComparing(CallState::callId))
                .flatMap(it -> turn.live(it.callId()));
        if (ringing.isEmpty()) {
            CallEnding.refuse(call, Refusal.PICKUP_NOTHING.rejection("nothing rings there"));
            return;
        }
        Parking.pickUp(call, ringing.get());
    }

    private static boolean rings(CallState call, String userId) {
        return Parking.mayBePickedUp(call)
                && call.ringing().stream()
                        .anyMatch(leg -> userId.equals(leg.party().userId()));
    }
}
