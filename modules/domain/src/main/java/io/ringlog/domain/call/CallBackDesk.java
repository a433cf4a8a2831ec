package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LastWord;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallBackActed;
import io.ringlog.domain.journal.CallBackActed.CallBackUnwanted;
import io.ringlog.domain.journal.CallBackActed.CallBackWanted;
import io.ringlog.domain.journal.CallBackEvent.Why;
import io.ringlog.domain.journal.CallEvent.FeatureCarriedOut;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallBack;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/** Calls a user back, and then whom they want, as soon as both are free (RFC 5359 section 2.17). */
public final class CallBackDesk implements Concern {

    private static final String ASKED = "call-back.asked";
    private static final String UNWANTED = "call-back.unwanted";

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.CallBackDue(String userId), var due)) {
            turn.state()
                    .callBack(userId)
                    .filter(it -> CallBacks.isFree(it, turn))
                    .ifPresent(it -> call(it, turn));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.CallBackLate(String userId), var due)) {
            Because late = Because.of("call-back.late");
            turn.state().callBack(userId).ifPresent(it -> CallBacks.over(it, Why.EXPIRED, late, turn));
        } else if (input instanceof CallBackWanted wanted) {
            wanted(wanted, turn);
        } else if (input instanceof CallBackUnwanted unwanted) {
            unwanted(unwanted, turn);
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FeatureDialled dialled && dialled.feature() == Feature.CALL_BACK) {
            turn.live(dialled.callId()).ifPresent(call -> dialled(call, dialled.argument()));
        } else if (event instanceof FeatureDialled dialled && dialled.feature() == Feature.CALL_BACK_OFF) {
            turn.live(dialled.callId()).ifPresent(CallBackDesk::cancelled);
        } else if (event instanceof ConfigApplied applied && applied.removed()) {
            Because gone = Because.of("call-back.user-gone").with("user", applied.rowId());
            CallBacks.of(applied.rowId(), turn).forEach(it -> CallBacks.over(it, Why.REFUSED, gone, turn));
        }
    }

    /** Who has given a place among their calls back may be free now. */
    @Override
    public void after(Turn turn) {
        if (!turn.state().callBacks().isEmpty() && !turn.touched("lease").isEmpty()) {
            turn.state().callBacks().forEach(it -> CallBacks.soonIfFree(it, turn));
        }
    }

    private static void dialled(LiveCall call, String digits) {
        String userId = String.valueOf(call.head().userId());
        CallBacks.ask(userId, digits, Because.of(ASKED), call.turn())
                .ifPresentOrElse(why -> CallEnding.refuse(call, why), () -> confirm(call, userId));
    }

    private static void cancelled(LiveCall call) {
        String userId = String.valueOf(call.head().userId());
        call.turn()
                .state()
                .callBack(userId)
                .ifPresent(it -> CallBacks.over(it, Why.CANCELLED, Because.of(UNWANTED), call.turn()));
        confirm(call, userId);
    }

    private static void confirm(LiveCall call, String userId) {
        Because because = Because.of("feature.call-back");
        call.emit(new FeatureCarriedOut(call.id(), userId), because);
        LastWord.say(call, LastWord.CONFIRMED, because);
    }

    private static void wanted(CallBackWanted asked, Turn turn) {
        Because because = Because.of(ASKED).with("actor", asked.actor());
        Optional<Rejection> refused = BeginningDesk.barred(turn, asked.userId())
                .or(() -> CallBacks.ask(userId(asked, turn), asked.to(), because, turn));
        refused.ifPresentOrElse(
                why -> reply(asked, false, why.code(), why.text(), turn),
                () -> reply(asked, true, ASKED, asked.userId() + " is called back for " + asked.to(), turn));
    }

    private static void unwanted(CallBackUnwanted asked, Turn turn) {
        Optional<CallBack> waits = turn.state().callBack(userId(asked, turn));
        Because because = Because.of(UNWANTED).with("actor", asked.actor());
        waits.ifPresent(it -> CallBacks.over(it, Why.CANCELLED, because, turn));
        String code = waits.isPresent() ? UNWANTED : Obstacle.NO_CALL_BACK.code();
        String text = waits.isPresent() ? " is not called back any more" : " is not to be called back";
        reply(asked, waits.isPresent(), code, asked.userId() + text, turn);
    }

    /** Whoever is not in the configuration any more may still be meant by their id. */
    private static String userId(CallBackActed asked, Turn turn) {
        return turn.state().config().userNamed(asked.userId()).map(SipUser::id).orElse(asked.userId());
    }

    private static void reply(CallBackActed asked, boolean accepted, String code, String text, Turn turn) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), accepted, code, text, null, null));
    }

    private static void call(CallBack it, Turn turn) {
        Because because = Because.of("call-back.free").with("callee", it.calleeId());
        Optional<Rejection> refused = turn.state()
                .config()
                .user(it.userId())
                .map(user -> BeginningDesk.begin(turn, user, it.dialled(), because))
                .orElseGet(() -> Optional.of(Refusal.TARGET_MISSING.rejection("there is no user " + it.userId())));
        CallBacks.over(
                it,
                refused.isPresent() ? Why.REFUSED : Why.CALLED,
                refused.map(why -> why.because().with("text", why.text())).orElse(because),
                turn);
    }
}
