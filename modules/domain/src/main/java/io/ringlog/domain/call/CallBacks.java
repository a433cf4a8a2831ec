package io.ringlog.domain.call;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallBackEvent.CallBackAsked;
import io.ringlog.domain.journal.CallBackEvent.CallBackOver;
import io.ringlog.domain.journal.CallBackEvent.Why;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallBack;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who waits for whom to be free; each user of an account for one other. */
final class CallBacks {

    /** Users of an account who wait. */
    static final int MOST = 100;

    static final Duration WAITS = Duration.ofMinutes(30);

    /** Whoever has just hung up has the phone still in their hand. */
    private static final Duration BREATH = Duration.ofSeconds(3);

    private CallBacks() {}

    /** A user waits from now on for whom they mean by what they dial, and for nobody else; or why not. */
    static Optional<Rejection> ask(String userId, String dialled, Because because, Turn turn) {
        Optional<CallBack> before = turn.state().callBack(userId);
        Optional<String> callee = callee(userId, dialled, turn);
        if (callee.isEmpty()) {
            return Optional.of(nobody(userId, dialled, turn));
        } else if (before.isEmpty() && turn.state().callBacks().size() >= MOST) {
            return Optional.of(Refusal.CALL_BACK_FULL.rejection(MOST + " users of the account wait already"));
        }
        before.ifPresent(it -> over(it, Why.REPLACED, Because.of("call-back.another"), turn));
        CallBack wanted = new CallBack(
                turn.account(), userId, callee.get(), dialled, turn.now().plus(WAITS));
        turn.put(wanted);
        turn.timer(late(userId), WAITS, new Timer.Purpose.CallBackLate(userId));
        turn.emit(
                new CallBackAsked(userId, wanted.calleeId(), dialled, wanted.until()),
                because.with("dialled", dialled));
        soonIfFree(wanted, turn);
        return Optional.empty();
    }

    /** The other user whom digits or a name mean. */
    private static Optional<String> callee(String userId, String dialled, Turn turn) {
        Optional<Extension> extension = turn.state().config().extension(dialled);
        Optional<String> meant = extension.isPresent()
                ? extension
                        .map(Extension::dest)
                        .filter(dest -> dest.kind() == DestKind.USER)
                        .flatMap(dest -> Optional.ofNullable(dest.id()))
                : turn.state().config().userNamed(dialled).map(SipUser::id);
        return meant.filter(it -> !it.equals(userId));
    }

    private static Rejection nobody(String userId, String dialled, Turn turn) {
        boolean outside = Numbers.read(turn, dialled, userId).isPresent()
                && Callee.of(turn, dialled, userId).direction() == Direction.OUTBOUND;
        return outside
                ? Refusal.CALL_BACK_OUTSIDE.rejection("nobody tells when " + dialled + " outside is free")
                : Refusal.FEATURE_NO_EXTENSION.rejection("there is no extension " + dialled + " of another user");
    }

    /** Who waits, or is waited for. */
    static List<CallBack> of(String userId, Turn turn) {
        return turn.state().callBacks().stream()
                .filter(it -> userId.equals(it.userId()) || userId.equals(it.calleeId()))
                .toList();
    }

    static boolean isFree(CallBack it, Turn turn) {
        return turn.state().holders(Scopes.user(it.userId())).isEmpty()
                && turn.state().holders(Scopes.user(it.calleeId())).isEmpty();
    }

    static void soonIfFree(CallBack it, Turn turn) {
        if (isFree(it, turn) && turn.state().timer(due(it.userId())).isEmpty()) {
            turn.timer(due(it.userId()), BREATH, new Timer.Purpose.CallBackDue(it.userId()));
        }
    }

    static void over(CallBack it, Why why, Because because, Turn turn) {
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
