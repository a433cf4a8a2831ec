package io.ringlog.domain.feature;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LastWord;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.SettingAnswered;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.UserSetting;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Has a user's own settings changed by telephone. The caller hears that it is so when it is so, and not before. */
public final class SettingDesk implements Concern {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof SettingAnswered answered) {
            turn.live(answered.callId())
                    .filter(call -> turn.state().timer(timer(call.id())).isPresent())
                    .ifPresent(call -> answered(call, answered));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.SettingLate(String callId), var due)) {
            turn.live(callId)
                    .ifPresent(call -> CallEnding.refuse(
                            call,
                            Refusal.FEATURE_NOT_DONE.rejection(
                                    "the configuration did not answer within " + PATIENCE.toSeconds() + " s")));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FeatureDialled dialled) {
            turn.live(dialled.callId()).ifPresent(call -> dialled(call, dialled));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.cancelTimer(timer(ended.callId()));
        }
    }

    private static String timer(String callId) {
        return "setting/" + callId;
    }

    private static void dialled(LiveCall call, FeatureDialled dialled) {
        switch (dialled.feature()) {
            case DND_ON -> ask(call, new UserSetting.Dnd(true));
            case DND_OFF -> ask(call, new UserSetting.Dnd(false));
            case FORWARD_OFF -> ask(call, new UserSetting.ForwardAlways(null));
            case FORWARD_ON -> forward(call, dialled.argument());
            case PICKUP, PICKUP_GROUP, CALL_BACK, CALL_BACK_OFF, REDIAL, SUPERVISE, ECHO, CLOCK -> {}
            case MAILBOX_OWN, MAILBOX_OTHER -> {}
            case AGENT_LOGIN, AGENT_LOGOUT, AGENT_AVAILABLE, AGENT_PAUSE -> {}
        }
    }

    private static void forward(LiveCall call, String digits) {
        Optional<Extension> to = call.turn().state().config().extension(digits);
        if (to.isEmpty()) {
            outside(call, digits);
        } else if (to.get().dest().kind() == DestKind.USER
                && Objects.equals(to.get().dest().id(), call.head().userId())) {
            CallEnding.refuse(call, Refusal.TOO_MANY_HOPS.rejection(digits + " is the user's own extension"));
        } else {
            ask(call, new UserSetting.ForwardAlways(to.get().id()));
        }
    }

    /** A number outside has to be one that the user may dial, and that a route takes; nobody is sent to a help line. */
    private static void outside(LiveCall call, String digits) {
        Turn turn = call.turn();
        String userId = call.head().userId();
        Callee callee = Callee.of(turn, digits, userId);
        if (callee.direction() == Direction.INTERNAL
                || callee.isEmergency()
                || Numbers.read(turn, digits, userId).isEmpty()) {
            CallEnding.refuse(
                    call,
                    Refusal.FEATURE_NO_EXTENSION.rejection(
                            digits + " is no extension, and no number outside that calls can be sent to"));
            return;
        }
        switch (Outbound.candidates(turn, Dialling.own(userId, call.head(), digits))) {
            case Outbound.Exit.Nowhere(Rejection why) -> CallEnding.refuse(call, why);
            case Outbound.Exit.Found found ->
                ask(call, new UserSetting.ForwardOutside("+" + found.number().e164()));
        }
    }

    private static void ask(LiveCall call, UserSetting setting) {
        Turn turn = call.turn();
        String userId = String.valueOf(call.head().userId());
        turn.effect(
                new Effect.ChangeSetting(call.id(), userId, setting, turn.now().plus(PATIENCE)));
        call.timer(timer(call.id()), PATIENCE, new Timer.Purpose.SettingLate(call.id()));
    }

    private static void answered(LiveCall call, SettingAnswered answered) {
        call.cancelTimer(timer(call.id()));
        if (answered.accepted()) {
            Because because = Because.of("feature.setting-changed").with("said", answered.text());
            call.emit(
                    new CallEvent.FeatureCarriedOut(
                            call.id(), String.valueOf(call.head().userId())),
                    because);
            LastWord.say(call, LastWord.CONFIRMED, because);
        } else {
            CallEnding.refuse(
                    call, new Rejection(Because.of(answered.code()).with("call", call.id()), answered.text()));
        }
    }
}
