package io.ringlog.domain.call;

import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

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
                    .filter(call -> !addition(call).isRinging())
                    .ifPresent(call -> ring(call, addition(call)));
        } else if (input instanceof CommandFailed failed) {
            adding(turn, failed.callId())
                    .filter(call -> addition(call).commandId().equals(failed.commandId()))
                    .ifPresent(call -> failed(call, failed.reason(), "the edge could not take the call over"));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegConnected connected) {
            adding(turn, connected.callId()).ifPresent(call -> {
                call.emit(
                        new CallEvent.PartyAdded(call.id(), addition(call).byLegId(), connected.legId()),
                        Because.of("talk.widened"));
                call.change(it -> it.withAddition(null));
            });
        } else if (event instanceof CallEvent.RingFailed failed) {
            adding(turn, failed.callId())
                    .filter(call -> call.state().ring() instanceof RingAttempt ring
                            && ring.purpose() instanceof RingAttempt.Purpose.Added)
                    .ifPresent(
                            call -> notCome(call, Refusal.of(failed.outcome()).code()));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId())
                    .filter(call ->
                            call.state().addition() != null && !addition(call).isRinging())
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
        Addition addition = new Addition(asked.legId(), user.id(), command, asked.requestId(), asked.replyTo());
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

    private static void failed(LiveCall call, String code, String text) {
        reply(call.turn(), addition(call), false, code, text);
        notCome(call, code);
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
