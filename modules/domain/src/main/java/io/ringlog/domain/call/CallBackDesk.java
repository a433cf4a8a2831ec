package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LastWord;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallBackEvent.CallBackAsked;
import io.ringlog.domain.journal.CallBackEvent.CallBackOver;
import io.ringlog.domain.journal.CallBackEvent.Why;
import io.ringlog.domain.journal.CallEvent.FeatureCarriedOut;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallBack;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.Optional;

/** Calls a user back, and then whom they want, as soon as both are free (RFC 5359 section 2.17). */
public final class CallBackDesk implements Concern {

    /** Users of an account who wait; each waits for one. */
    static final int MOST = 100;

    static final Duration WAITS = Duration.ofMinutes(30);

    /** Whoever has just hung up has the phone still in their hand. */
    private static final Duration BREATH = Duration.ofSeconds(3);

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.CallBackDue(String userId), var due)) {
            turn.state().callBack(userId).filter(it -> isFree(it, turn)).ifPresent(it -> call(it, turn));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.CallBackLate(String userId), var due)) {
            turn.state().callBack(userId).ifPresent(it -> over(it, Why.EXPIRED, Because.of("call-back.late"), turn));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FeatureDialled dialled && dialled.feature() == Feature.CALL_BACK) {
            turn.live(dialled.callId()).ifPresent(call -> asked(call, dialled.argument()));
        } else if (event instanceof FeatureDialled dialled && dialled.feature() == Feature.CALL_BACK_OFF) {
            turn.live(dialled.callId()).ifPresent(CallBackDesk::cancelled);
        } else if (event instanceof ConfigApplied applied && applied.removed()) {
            turn.state().callBacks().stream()
                    .filter(it -> applied.rowId().equals(it.userId())
                            || applied.rowId().equals(it.calleeId()))
                    .toList()
                    .forEach(it -> over(
                            it, Why.REFUSED, Because.of("call-back.user-gone").with("user", applied.rowId()), turn));
        }
    }

    /** Who has given a place among their calls back may be free now. */
    @Override
    public void after(Turn turn) {
        if (!turn.state().callBacks().isEmpty() && !turn.touched("lease").isEmpty()) {
            turn.state().callBacks().stream().filter(it -> isFree(it, turn)).forEach(it -> soon(it, turn));
        }
    }

    private static void soon(CallBack it, Turn turn) {
        if (turn.state().timer(due(it.userId())).isEmpty()) {
            turn.timer(due(it.userId()), BREATH, new Timer.Purpose.CallBackDue(it.userId()));
        }
    }

    private static boolean isFree(CallBack it, Turn turn) {
        return turn.state().holders(Scopes.user(it.userId())).isEmpty()
                && turn.state().holders(Scopes.user(it.calleeId())).isEmpty();
    }

    private static void asked(LiveCall call, String digits) {
        Turn turn = call.turn();
        String userId = String.valueOf(call.head().userId());
        Optional<String> callee = turn.state()
                .config()
                .extension(digits)
                .map(Extension::dest)
                .filter(dest -> dest.kind() == DestKind.USER && !userId.equals(dest.id()))
                .flatMap(dest -> Optional.ofNullable(dest.id()));
        Optional<CallBack> before = turn.state().callBack(userId);
        if (callee.isEmpty()) {
            CallEnding.refuse(
                    call,
                    Refusal.FEATURE_NO_EXTENSION.rejection("there is no extension " + digits + " of another user"));
        } else if (before.isEmpty() && turn.state().callBacks().size() >= MOST) {
            CallEnding.refuse(call, Refusal.CALL_BACK_FULL.rejection(MOST + " users of the account wait already"));
        } else {
            before.ifPresent(it -> over(it, Why.REPLACED, Because.of("call-back.another"), turn));
            wait(
                    new CallBack(
                            turn.account(),
                            userId,
                            callee.get(),
                            digits,
                            turn.now().plus(WAITS)),
                    turn);
            confirm(call, userId);
        }
    }

    private static void wait(CallBack wanted, Turn turn) {
        turn.put(wanted);
        turn.timer(late(wanted.userId()), WAITS, new Timer.Purpose.CallBackLate(wanted.userId()));
        turn.emit(
                new CallBackAsked(wanted.userId(), wanted.calleeId(), wanted.dialled(), wanted.until()),
                Because.of("call-back.asked").with("dialled", wanted.dialled()));
    }

    private static void cancelled(LiveCall call) {
        String userId = String.valueOf(call.head().userId());
        call.turn()
                .state()
                .callBack(userId)
                .ifPresent(it -> over(it, Why.CANCELLED, Because.of("call-back.unwanted"), call.turn()));
        confirm(call, userId);
    }

    private static void confirm(LiveCall call, String userId) {
        Because because = Because.of("feature.call-back");
        call.emit(new FeatureCarriedOut(call.id(), userId), because);
        LastWord.say(call, LastWord.CONFIRMED, because);
    }

    private static void call(CallBack it, Turn turn) {
        Because because = Because.of("call-back.free").with("callee", it.calleeId());
        Optional<Rejection> refused = turn.state()
                .config()
                .user(it.userId())
                .map(user -> begin(it, user, because, turn))
                .orElseGet(() -> Optional.of(Refusal.TARGET_MISSING.rejection("there is no user " + it.userId())));
        over(
                it,
                refused.isPresent() ? Why.REFUSED : Why.CALLED,
                refused.map(why -> why.because().with("text", why.text())).orElse(because),
                turn);
    }

    private static Optional<Rejection> begin(CallBack it, SipUser user, Because because, Turn turn) {
        return BeginningDesk.begin(turn, user, it.dialled(), because);
    }

    private static void over(CallBack it, Why why, Because because, Turn turn) {
        turn.remove(it);
        turn.cancelTimer(late(it.userId()));
        turn.cancelTimer(due(it.userId()));
        turn.emit(new CallBackOver(it.userId(), it.calleeId(), why), because);
    }

    private static String late(String userId) {
        return "call-back-late/" + userId;
    }

    private static String due(String userId) {
        return "call-back-due/" + userId;
    }
}
