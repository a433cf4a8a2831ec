package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.act.Talks;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rings a user for a talk that goes on meanwhile; whoever answers comes into it. */
public final class AddDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof AddRequested asked) {
            turn.live(asked.callId())
                    .ifPresentOrElse(
                            call -> asked(asked, call),
                            () -> reply(
                                    turn,
                                    asked,
                                    Obstacle.CALL_UNKNOWN.rejection("there is no live call " + asked.callId())));
        } else if (input instanceof CallFact.CallTakenOver taken) {
            adding(turn, taken.callId())
                    .filter(call -> addition(call).isTakingOver())
                    .ifPresent(call -> ring(call, addition(call)));
        } else if (input instanceof LegsJoined joined) {
            adding(turn, joined.callId())
                    .filter(call -> addition(call).isComingTo(joined.talkId()))
                    .ifPresent(AddDesk::come);
        } else if (input instanceof CommandFailed failed) {
            adding(turn, failed.callId())
                    .filter(call -> addition(call).commandId().equals(failed.commandId()))
                    .ifPresent(call -> failed(call, failed));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegLeft left) {
            adding(turn, left.callId())
                    .filter(call -> left.legId().equals(addition(call).legId()))
                    .ifPresent(call -> notCome(call, left.cause()));
        } else if (event instanceof CallEvent.RingFailed failed) {
            adding(turn, failed.callId())
                    .filter(call -> call.state().ring() instanceof RingAttempt ring
                            && ring.purpose() instanceof RingAttempt.Purpose.Added)
                    .ifPresent(
                            call -> notCome(call, Refusal.of(failed.outcome()).code()));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId())
                    .filter(call ->
                            call.state().addition() != null && addition(call).isTakingOver())
                    .ifPresent(call ->
                            reply(turn, addition(call), false, Obstacle.CALL_ENDED.code(), "the call has ended"));
        }
    }

    private static Optional<LiveCall> adding(Turn turn, String callId) {
        return turn.live(callId).filter(call -> call.state().addition() != null);
    }

    private static Addition addition(LiveCall call) {
        return Optional.ofNullable(call.state().addition()).orElseThrow();
    }

    private static void asked(AddRequested asked, LiveCall call) {
        switch (AddDecider.of(call, asked.legId(), asked.to())) {
            case AddDecider.Verdict.Refused(Rejection why) -> {
                call.emit(
                        new CallEvent.AddRefused(call.id(), asked.legId(), why.code(), why.text()),
                        why.because().with("actor", asked.actor()));
                reply(call.turn(), asked, why);
            }
            case AddDecider.Verdict.Rings(SipUser user, String talkId) -> {
                call.emit(
                        new CallEvent.AddAsked(call.id(), asked.legId(), user.id()),
                        Because.of("api.add").with("actor", asked.actor()));
                begin(call, asked, user, talkId);
            }
        }
    }

    private static void begin(LiveCall call, AddRequested asked, SipUser user, String talkId) {
        boolean proxied = call.state().proxied();
        String command = proxied ? call.command(new Command.TakeOver(call.id(), talkId)) : "";
        Addition addition = Addition.asked(asked.legId(), user.id(), command, asked.requestId(), asked.replyTo());
        call.change(it -> it.withAddition(addition));
        if (!proxied) {
            ring(call, addition);
        }
    }

    private static void ring(LiveCall call, Addition addition) {
        call.change(it -> it.withAddition(addition.rings()));
        String userId = addition.userId();
        int ringSec = call.turn()
                .state()
                .config()
                .user(userId)
                .map(SipUser::ringTimeoutSec)
                .orElse(1);
        Ringing.user(call, new RingAttempt.Purpose.Added(addition.byLegId(), userId), userId, ringSec);
        boolean rings = !call.state().ringing().isEmpty();
        String code = rings ? "call.adding" : Refusal.BUSY.code();
        reply(call.turn(), addition, rings, code, rings ? "user " + userId + " is rung" : "nobody can be rung");
    }

    private static void come(LiveCall call) {
        Addition addition = addition(call);
        call.change(it -> it.withAddition(null));
        call.emit(
                new CallEvent.PartyAdded(call.id(), addition.byLegId(), String.valueOf(addition.legId())),
                Because.of("talk.widened"));
    }

    private static void failed(LiveCall call, CommandFailed failed) {
        Addition addition = addition(call);
        String answered = addition.legId();
        if (answered == null) {
            reply(call.turn(), addition, false, failed.reason(), "the edge could not take the call over");
            notCome(call, failed.reason());
        } else if (hasLeft(call, failed.legId()) && !others(call, addition).isEmpty()) {
            // A party of the talk went before the edge came to join it: the others are still to hear who answered.
            Talks.answered(call, others(call, addition).getFirst(), answered);
        } else {
            notCome(call, failed.reason());
            CallEnding.sendAway(call, answered, Cause.COMMAND_FAILED.because().with("reason", failed.reason()));
        }
    }

    private static boolean hasLeft(LiveCall call, @Nullable String legId) {
        return legId != null
                && call.state().leg(legId).filter(Leg.Up.class::isInstance).isEmpty();
    }

    /** Who talks already. */
    private static List<Leg.InTalk> others(LiveCall call, Addition addition) {
        return call.state().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(Leg.InTalk.class::cast)
                .filter(leg -> addition.isComingTo(leg.talkId()))
                .toList();
    }

    private static void notCome(LiveCall call, String code) {
        Addition addition = addition(call);
        call.change(it -> it.withAddition(null));
        call.emit(
                new CallEvent.AddFailed(call.id(), addition.byLegId(), addition.userId(), code),
                Because.of(code).with("user", addition.userId()));
    }

    private static void reply(Turn turn, AddRequested asked, Rejection why) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, null));
    }

    private static void reply(Turn turn, Addition asked, boolean accepted, String code, String text) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), accepted, code, text, null, null));
    }
}
