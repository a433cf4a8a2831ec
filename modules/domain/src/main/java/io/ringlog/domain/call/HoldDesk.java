package io.ringlog.domain.call;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Music;
import io.ringlog.domain.act.Talks;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.Hold;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Hold and resume through the platform: a call that is only passed on is taken over first, its talk is split, the
 * others hear music, and later they are joined again. Who asked hears how it came out.
 */
public final class HoldDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof HoldRequested asked) {
            turn.live(asked.callId())
                    .ifPresentOrElse(
                            call -> asked(asked, call),
                            () -> reply(
                                    turn,
                                    asked,
                                    Obstacle.CALL_UNKNOWN.rejection(
                                            "there is no call " + asked.callId() + " in progress")));
        } else if (input instanceof CallFact fact) {
            turn.live(fact.callId())
                    .ifPresent(call ->
                            Optional.ofNullable(call.state().hold()).ifPresent(hold -> heard(fact, hold, call)));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegLeft left) {
            turn.live(left.callId())
                    .ifPresent(call -> Optional.ofNullable(call.state().hold())
                            .filter(hold -> hold.isOf(left.legId()))
                            .ifPresent(hold -> withoutLeg(left.legId(), hold, call)));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId())
                    .flatMap(call -> Optional.ofNullable(call.state().hold()))
                    .filter(hold -> hold.step() != Hold.Step.ON_HOLD)
                    .ifPresent(hold ->
                            reply(turn, hold, false, Obstacle.CALL_ENDED.code(), "the call ended: " + ended.cause()));
        }
    }

    private static void asked(HoldRequested asked, LiveCall call) {
        Talk talk = call.state().leg(asked.legId()).orElse(null) instanceof Leg.InTalk in
                ? call.turn().state().talk(in.talkId()).orElse(null)
                : null;
        boolean confers =
                call.turn().state().roomOf(new LegRef(call.id(), asked.legId())).isPresent();
        Optional<Rejection> refusal = asked.held()
                ? HoldDecider.hold(call.state(), asked.legId(), talk, confers)
                : HoldDecider.resume(call.state(), asked.legId());
        refusal.ifPresent(why -> {
            call.emit(
                    new CallEvent.HoldRefused(call.id(), asked.legId(), asked.held(), why.code(), why.text()),
                    why.because().with("actor", asked.actor()));
            reply(call.turn(), asked, why);
        });
        if (refusal.isEmpty()) {
            call.emit(
                    new CallEvent.HoldAsked(call.id(), asked.legId(), asked.held()),
                    rule(asked.held())
                            .with("actor", asked.actor())
                            .with("proxied", call.state().proxied()));
            if (talk != null) {
                begin(asked, talk, call);
            } else {
                resume(asked, call);
            }
        }
    }

    private static void begin(HoldRequested asked, Talk talk, LiveCall call) {
        List<String> others = talk.legs().stream()
                .map(LegRef::legId)
                .filter(leg -> !leg.equals(asked.legId()))
                .toList();
        Hold.Step first = call.state().proxied() ? Hold.Step.TAKING_OVER : Hold.Step.SPLITTING;
        String command = call.command(
                call.state().proxied()
                        ? new Command.TakeOver(call.id(), talk.id())
                        : new Command.SplitTalk(call.id(), talk.id()));
        Hold hold = new Hold(asked.legId(), others, first, talk.id(), command, asked.requestId(), asked.replyTo());
        call.change(it -> it.withHold(hold));
    }

    private static void resume(HoldRequested asked, LiveCall call) {
        Hold hold = Objects.requireNonNull(call.state().hold());
        hold.others().forEach(leg -> Ear.hush(call, leg));
        String talkId = call.turn().newId("tk");
        List<String> legs = call.state().up().stream()
                .map(Leg::id)
                .filter(leg -> leg.equals(hold.legId()) || hold.others().contains(leg))
                .toList();
        String command = Talks.join(call, talkId, legs);
        call.change(it -> it.withHold(
                hold.asked(asked.requestId(), asked.replyTo()).inTalk(talkId).waits(Hold.Step.JOINING, command)));
    }

    private static void heard(CallFact fact, Hold hold, LiveCall call) {
        switch (hold.step()) {
            case TAKING_OVER -> {
                if (fact instanceof CallFact.CallTakenOver) {
                    String command = call.command(new Command.SplitTalk(call.id(), hold.talkId()));
                    call.change(it -> it.withHold(hold.waits(Hold.Step.SPLITTING, command)));
                }
            }
            case SPLITTING -> {
                if (fact instanceof CallFact.TalkSplit split && split.talkId().equals(hold.talkId())) {
                    held(hold, call);
                }
            }
            case JOINING -> {
                if (fact instanceof CallFact.LegsJoined joined
                        && joined.talkId().equals(hold.talkId())) {
                    resumed(hold, call);
                }
            }
            case ON_HOLD -> {}
        }
        if (fact instanceof CommandFailed failed && failed.commandId().equals(hold.commandId())) {
            failed(failed, hold, call);
        }
    }

    private static void held(Hold hold, LiveCall call) {
        onHold(hold, call);
        if (holds(hold, call)) {
            changed(hold, call, true);
            reply(call.turn(), hold, true, "call.held", "leg " + hold.legId() + " has the others on hold");
        } else {
            gone(hold, call);
        }
    }

    private static void resumed(Hold hold, LiveCall call) {
        call.change(it -> it.withHold(null));
        if (holds(hold, call)) {
            changed(hold, call, false);
            reply(call.turn(), hold, true, "call.resumed", "leg " + hold.legId() + " talks again");
        } else {
            gone(hold, call);
        }
    }

    /** Whether the leg that has the others on hold is still there. */
    private static boolean holds(Hold hold, LiveCall call) {
        return call.state().leg(hold.legId()).orElse(null) instanceof Leg.Up;
    }

    private static void gone(Hold hold, LiveCall call) {
        reply(call.turn(), hold, false, Obstacle.LEG_GONE.code(), "leg " + hold.legId() + " is gone; the others talk");
    }

    /** A talk that cannot be taken over or split goes on; one that cannot be joined again stays on hold. */
    private static void failed(CommandFailed fact, Hold hold, LiveCall call) {
        if (hold.step() == Hold.Step.JOINING) {
            onHold(hold, call);
        } else {
            call.change(it -> it.withHold(null));
        }
        if (hold.step() == Hold.Step.JOINING && !holds(hold, call)) {
            gone(hold, call);
            return;
        }
        String text = hold.step() == Hold.Step.JOINING
                ? "the edge could not join the legs again; they stay on hold"
                : "the edge could not put the call on hold; the talk goes on";
        reply(call.turn(), hold, false, fact.reason(), text);
    }

    /** One goes whom others wait for, or who waited; those who are left, two or more, go on. */
    private static void withoutLeg(String legId, Hold hold, LiveCall call) {
        Hold left = hold.without(legId);
        call.change(it -> it.withHold(left));
        if (hold.step() == Hold.Step.ON_HOLD && hold.legId().equals(legId)) {
            onHold(left, call);
        }
    }

    /** The others hear music; when nobody is left to take them back they talk to each other. */
    private static void onHold(Hold hold, LiveCall call) {
        if (holds(hold, call)) {
            music(hold, call);
            call.change(it -> it.withHold(hold.held()));
        } else {
            hold.others().forEach(leg -> Ear.hush(call, leg));
            Talks.join(call, call.turn().newId("tk"), hold.others());
            call.change(it -> it.withHold(null));
        }
    }

    private static void music(Hold hold, LiveCall call) {
        hold.others().forEach(leg -> Ear.music(call, leg, Music.USUAL, new Listener.HoldMusic(hold.legId())));
    }

    private static void changed(Hold hold, LiveCall call, boolean held) {
        call.emit(
                new CallEvent.LegHoldChanged(call.id(), hold.legId(), held),
                rule(held).with("talk", hold.talkId()));
    }

    private static Because rule(boolean held) {
        return Because.of(held ? "api.hold" : "api.resume");
    }

    private static void reply(Turn turn, HoldRequested asked, Rejection why) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, null));
    }

    private static void reply(Turn turn, Hold hold, boolean accepted, String code, String text) {
        turn.effect(new Effect.Reply(hold.requestId(), hold.replyTo(), accepted, code, text, null, null));
    }
}
