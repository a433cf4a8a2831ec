package io.ringlog.domain.supervision;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact.CodePressed;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.SuperviseRequested;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.journal.SupervisionMode;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.state.Supervision;
import io.ringlog.domain.supervision.SupervisionRules.Verdict;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Comparator;
import java.util.Optional;

/** Sees who wants to hear a call, by telephone or over REST, and what becomes of both calls. */
public final class SupervisionDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof SuperviseRequested asked) {
            Summons.asked(asked, turn);
        } else if (input instanceof CodePressed pressed) {
            turn.state()
                    .supervision(pressed.callId())
                    .filter(it -> Supervisors.KEYS.contains(pressed.code()))
                    .ifPresent(it -> Supervisors.change(
                            turn,
                            it,
                            Supervisors.modeOf(pressed.code()),
                            Because.of("supervise.keyed").with("keys", pressed.code())));
        } else if (input instanceof CommandFailed failed) {
            turn.state().supervisionBy(failed.commandId()).ifPresent(it -> failed(turn, it, failed.reason()));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.FeatureDialled dialled && dialled.feature() == Feature.SUPERVISE) {
            turn.live(dialled.callId()).ifPresent(call -> dialled(call, dialled.argument()));
        } else if (event instanceof CallEvent.LegConnected connected) {
            answered(turn, connected);
            follow(turn, connected.callId());
        } else if (event instanceof CallEvent.TalkJoined joined) {
            follow(turn, joined.callId());
        } else if (event instanceof CallEvent.CallTakenOver taken) {
            follow(turn, taken.callId());
        } else if (event instanceof CallEvent.TalkSplit split) {
            turn.state().supervisionsOf(split.callId()).stream()
                    .filter(it -> split.talkId().equals(it.talkId()))
                    .forEach(it -> turn.put(it.hearsNobody()));
        } else if (event instanceof CallEvent.RingFailed failed) {
            turn.live(failed.callId()).ifPresent(SupervisionDesk::notAnswered);
        } else {
            over(event, turn);
        }
    }

    private static void over(Event event, Turn turn) {
        if (event instanceof CallEvent.LegHoldChanged hold) {
            turn.state()
                    .supervision(hold.callId())
                    .filter(it -> hold.legId().equals(it.legId()))
                    .flatMap(it -> turn.live(it.callId()))
                    // A phone on hold plays music of its own, which nobody is to hear who does not know of it.
                    .ifPresent(own -> own.command(new Command.MuteLeg(own.id(), hold.legId(), hold.held())));
        } else if (event instanceof CallEvent.LegLeft left) {
            turn.state().supervisionsOf(left.callId()).stream()
                    .filter(it -> left.legId().equals(it.ofLegId()))
                    .forEach(it -> Supervisors.over(turn, it, callOver()));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.state()
                    .supervision(ended.callId())
                    .ifPresent(it -> Supervisors.ended(turn, it, Because.of(ended.cause())));
            turn.state().supervisionsOf(ended.callId()).forEach(it -> Supervisors.over(turn, it, callOver()));
        }
    }

    private static Rejection callOver() {
        return Cause.SUPERVISED_CALL_OVER.rejection("the call that was supervised is over");
    }

    private static void follow(Turn turn, String ofCallId) {
        turn.state().supervisionsOf(ofCallId).forEach(it -> Supervisors.follow(turn, it));
    }

    private static void answered(Turn turn, CallEvent.LegConnected connected) {
        turn.state()
                .supervision(connected.callId())
                .filter(it -> it.legId() == null)
                .ifPresent(it -> Supervisors.arrived(turn, it.on(connected.legId())));
    }

    private static void notAnswered(LiveCall call) {
        if (call.state().ring() instanceof RingAttempt ring
                && ring.purpose() instanceof RingAttempt.Purpose.Supervising of) {
            CallEnding.refuse(
                    call,
                    new Rejection(
                            Refusal.NO_ANSWER.because().with("user", of.supervisor()),
                            "the supervisor did not take the call"));
        }
    }

    /** A supervisor dials whom they want to hear, and listens first. */
    private static void dialled(LiveCall own, String extension) {
        Turn turn = own.turn();
        String supervisor = String.valueOf(own.head().userId());
        Optional<LiveCall> of = UserTargets.userAt(turn.state(), extension)
                .flatMap(userId -> talkOf(turn.state(), userId))
                .flatMap(it -> turn.live(it.callId()));
        if (of.isEmpty()) {
            CallEnding.refuse(own, Refusal.NOBODY_TALKS.rejection("nobody talks at " + extension));
            return;
        }
        if (!of.get().state().edge().equals(own.state().edge())) {
            CallEnding.refuse(
                    own,
                    Refusal.SUPERVISED_ELSEWHERE.rejection("call " + of.get().id() + " lives at another edge"));
            return;
        }
        String userId = UserTargets.userAt(turn.state(), extension).orElseThrow();
        String legId = legOf(of.get().state(), userId).orElseThrow().id();
        switch (SupervisionRules.of(of.get(), legId, supervisor)) {
            case Verdict.MayNot(Rejection why) -> {
                of.get()
                        .emit(
                                new SupervisionEvent.SupervisionRefused(
                                        of.get().id(), supervisor, why.code(), why.text()),
                                why.because());
                CallEnding.refuse(own, why);
            }
            case Verdict.May(String leg, Because because) -> listens(own, of.get(), leg, because);
        }
    }

    private static void listens(LiveCall own, LiveCall of, String legId, Because because) {
        Ear.open(own, because);
        own.change(it -> it.consultedFor(of.id()));
        of.change(it -> it.withChild(own.id()));
        String supervisor = String.valueOf(own.head().userId());
        Supervisors.arrived(
                own.turn(),
                Supervision.wanted(own.head(), supervisor, of.id(), legId, SupervisionMode.LISTEN)
                        .on(own.state().guestId()));
    }

    /** The newest call that a user talks in. */
    private static Optional<CallState> talkOf(AccountState state, String userId) {
        return state.holders(Scopes.user(userId)).stream()
                .flatMap(callId -> state.call(callId).stream())
                .filter(call -> legOf(call, userId).isPresent())
                .max(Comparator.comparing((CallState it) -> it.head().startedAt())
                        .thenComparing(CallState::callId));
    }

    private static Optional<Leg> legOf(CallState call, String userId) {
        return call.legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .filter(leg -> userId.equals(leg.party().userId()))
                .findFirst();
    }

    /** Somebody else's take-over of the call serves as well. */
    private static void failed(Turn turn, Supervision it, String reason) {
        boolean others = it.isTakingOver() && reason.equals(Obstacle.CALL_BEING_TAKEN_OVER.code());
        if (!others) {
            Supervisors.over(
                    turn,
                    it,
                    new Rejection(
                            Cause.COMMAND_FAILED.because().with("reason", reason),
                            "the edge could not let the call be heard"));
        }
    }
}
