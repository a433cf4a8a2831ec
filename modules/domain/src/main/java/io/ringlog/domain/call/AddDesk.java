package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.OutsideAnswers;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.act.Talks;
import io.ringlog.domain.act.Wanted;
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
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.NumbersHere;
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

/** Rings somebody for a talk that goes on meanwhile; whoever answers comes into it. */
public final class AddDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof AddRequested asked) {
            asked(asked, turn);
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
        } else {
            LookedUp.of(input)
                    .filter(answer -> answer.use() instanceof NumberUse.Talk)
                    .ifPresent(answer -> answer.takenUp(turn).ifPresent(call -> dial(call, answer.here())));
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
                    .ifPresent(call -> notCome(call, code(call, failed)));
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

    /** Who sits in a conference asks for others as the room wants it. */
    private static void asked(AddRequested asked, Turn turn) {
        if (turn.state().roomOf(new LegRef(asked.callId(), asked.legId())).isPresent()) {
            return;
        }
        turn.live(asked.callId())
                .ifPresentOrElse(
                        call -> asked(asked, call),
                        () -> reply(
                                turn,
                                asked,
                                Obstacle.CALL_UNKNOWN.rejection("there is no live call " + asked.callId())));
    }

    private static void asked(AddRequested asked, LiveCall call) {
        switch (AddDecider.of(call, asked.legId(), asked.to())) {
            case AddDecider.Verdict.Refused(Rejection why) -> {
                call.emit(
                        new CallEvent.AddRefused(call.id(), asked.legId(), why.code(), why.text()),
                        why.because().with("actor", asked.actor()));
                reply(call.turn(), asked, why);
            }
            case AddDecider.Verdict.Comes(String userId, String number, String talkId) -> {
                call.emit(new CallEvent.AddAsked(call.id(), asked.legId(), userId, number), Wanted.because(asked));
                begin(call, Addition.asked(asked.legId(), userId, number, asked.requestId(), asked.replyTo()), talkId);
            }
        }
    }

    private static void begin(LiveCall call, Addition addition, String talkId) {
        if (call.state().proxied()) {
            String command = call.command(new Command.TakeOver(call.id(), talkId));
            call.change(it -> it.withAddition(addition.takesOver(command)));
        } else {
            ring(call, addition);
        }
    }

    private static void ring(LiveCall call, Addition addition) {
        call.change(it -> it.withAddition(addition.rings()));
        String userId = addition.userId();
        if (userId == null) {
            dial(call, null);
        } else {
            ring(call, addition, userId);
        }
    }

    /** @param here which numbers are of other accounts; null while nobody has looked */
    private static void dial(LiveCall call, @Nullable NumbersHere here) {
        Addition addition = addition(call);
        String number = addition.whom();
        Dialling own = Dialling.own(userOf(call, addition.byLegId()), call.head(), number);
        int rings = call.state().tally().rings();
        Optional<Rejection> refused = Leaving.bring(
                call,
                here == null ? own : own.lookedUp(here),
                new NumberUse.Talk(number),
                e164 -> new RingAttempt.Purpose.Added(addition.byLegId(), null, e164));
        boolean full =
                call.state().tally().rings() > rings && call.state().ringing().isEmpty();
        if (here == null) {
            Optional<Rejection> why = full ? Optional.of(OutsideAnswers.refusal(call.state(), number)) : refused;
            String code = why.map(Rejection::code).orElse(Wanted.RINGS);
            reply(
                    call.turn(),
                    addition,
                    why.isEmpty(),
                    code,
                    why.map(Rejection::text).orElse(number + " is dialled"));
        }
        refused.ifPresent(why -> notCome(call, why.code()));
    }

    private static @Nullable String userOf(LiveCall call, String legId) {
        return call.state().leg(legId).map(leg -> leg.party().userId()).orElse(null);
    }

    /** Why nobody has come whom the call rang. */
    private static String code(LiveCall call, CallEvent.RingFailed failed) {
        String number = addition(call).number();
        return number == null
                ? Refusal.of(failed.outcome()).code()
                : OutsideAnswers.refusal(call.state(), number).code();
    }

    private static void ring(LiveCall call, Addition addition, String userId) {
        int ringSec = call.turn()
                .state()
                .config()
                .user(userId)
                .map(SipUser::ringTimeoutSec)
                .orElse(1);
        Ringing.user(call, new RingAttempt.Purpose.Added(addition.byLegId(), userId, null), userId, ringSec);
        boolean rings = !call.state().ringing().isEmpty();
        String code = rings ? Wanted.RINGS : Refusal.BUSY.code();
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
        Leaving.stays(call);
        call.emit(
                new CallEvent.AddFailed(call.id(), addition.byLegId(), addition.userId(), addition.number(), code),
                Because.of(code).with("whom", addition.whom()));
    }

    private static void reply(Turn turn, AddRequested asked, Rejection why) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, null));
    }

    private static void reply(Turn turn, Addition asked, boolean accepted, String code, String text) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), accepted, code, text, null, null));
    }
}
