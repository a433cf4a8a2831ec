package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.routing.Features;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends a call to its next target, and ends one that goes round in circles. */
public final class Hops {

    /** Forwards and targets one call may visit. */
    private static final int MOST_HOPS = 8;

    private Hops() {}

    /** Leads a call where what was dialled leads: out of the account, to a feature, or to a target inside. */
    public static void lead(LiveCall call, String dialled) {
        CallHead head = call.head();
        AccountState state = call.turn().state();
        Optional<Features> feature =
                head.direction() == Direction.INTERNAL ? Features.of(state, head.to()) : Optional.empty();
        if (head.direction() == Direction.OUTBOUND) {
            Dialling dialling = Dialling.of(head, dialled);
            // What a phone dials its edge has looked up already.
            Leaving.dial(
                    call,
                    call.state().leg(CallFact.CALLER).isEmpty()
                            ? dialling
                            : dialling.lookedUp(
                                    Stream.ofNullable(head.numberHere()).toList()));
        } else if (feature.isPresent() && feature.get().needsUser() && head.pbxId() != null) {
            CallEnding.refuse(
                    call, Refusal.FEATURE_NO_USER.rejection(head.to() + " is for users, and a trunk has dialled it"));
        } else if (feature.isPresent()) {
            call.emit(feature.get().dialled(call.id()), Features.because());
        } else {
            follow(call, Dialled.resolve(state, head, call.now()));
        }
    }

    /** Sends the call where its answer leads, or refuses it. Hours that could not be read are warned of. */
    public static void follow(LiveCall call, Dialled.Answer answer) {
        switch (answer) {
            case Dialled.Answer.Found(RouteTarget target, Because because, Dialled.Warning warning) -> {
                if (warning != null) {
                    call.emit(
                            warning.hours().warning(call.id()), warning.hours().because(warning.rowId()));
                }
                route(call, target, because);
            }
            case Dialled.Answer.Nowhere(Rejection why) -> CallEnding.refuse(call, why);
        }
    }

    /** Emits CallRouted; the concern that owns the target's kind takes it from there. */
    public static void route(LiveCall call, RouteTarget target, Because because) {
        call.change(CallState::hopped);
        target.xform().entrySet().stream()
                .filter(it -> Variables.maySet(it.getKey()))
                .forEach(set -> call.change(it -> it.withVariable(set.getKey(), set.getValue())));
        int hops = call.state().tally().hops();
        if (hops > MOST_HOPS) {
            CallEnding.refuse(
                    call,
                    new Rejection(
                            Refusal.TOO_MANY_HOPS
                                    .because()
                                    .with("hops", hops)
                                    .with("target", target.kind() + " " + target.id())
                                    .with("by", because.rule()),
                            "the call visited more than " + MOST_HOPS + " targets"));
            return;
        }
        Transfers.goesTo(call, target);
        call.emit(new CallEvent.CallRouted(call.id(), target, hops), because);
    }
}
