package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.RingAnswers;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.UnroutedTarget;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.state.ConfigIndex;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Targets that are a person or an end: user, extension, hang-up. The other kinds have desks of their own. */
public final class TargetDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallRouted routed) {
            turn.live(routed.callId()).ifPresent(call -> routed(routed.target(), call));
        } else if (event instanceof RingFailed failed) {
            turn.live(failed.callId()).ifPresent(call -> ringFailed(failed, call));
        }
    }

    private static void routed(RouteTarget target, LiveCall call) {
        String id = target.id() == null ? "" : target.id();
        switch (target.kind()) {
            case USER -> user(call, id);
            case EXTENSION -> extension(call, id);
            case HANGUP -> CallEnding.hangUp(call, Cause.ROUTED_TO_HANGUP);
            case FORWARD -> forward(call, target.id());
            case FLOW, QUEUE, RING_GROUP, CONFERENCE, VOICEMAIL -> {}
        }
    }

    private static void extension(LiveCall call, String id) {
        Turn turn = call.turn();
        Optional<Extension> extension = turn.state().config().as(id, Extension.class);
        Dialled.Answer answer = extension
                .map(it -> Dialled.extension(turn.state(), it, turn.now()))
                .orElseGet(() -> missing("extension", id));
        Hops.follow(call, answer);
    }

    /** A number outside is dialled for whoever calls; without a row it is what comes from an account above. */
    private static void forward(LiveCall call, @Nullable String id) {
        ConfigIndex config = call.turn().state().config();
        Optional<Forward> outside = id == null
                ? config.account(call.turn().account()).map(Account::unrouted).flatMap(UnroutedTarget::forward)
                : config.as(id, Forward.class);
        outside.ifPresentOrElse(
                forward -> Leaving.dial(
                        call,
                        Dialling.of(call.head(), forward.number()).showing(forward.cidRule()),
                        forward.asksAlone()),
                () -> CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no forward " + id)));
    }

    private static Dialled.Answer missing(String kind, String id) {
        return new Dialled.Answer.Nowhere(Refusal.TARGET_MISSING.rejection("there is no " + kind + " " + id));
    }

    /** Forward always, then do-not-disturb, then ring (REFERENCE section 4.3). */
    private static void user(LiveCall call, String id) {
        Optional<SipUser> found = call.turn().state().config().user(id);
        if (found.isEmpty()) {
            CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no user " + id));
            return;
        }
        SipUser user = found.get();
        UserForwards.before(user)
                .ifPresentOrElse(
                        forward -> elsewhere(call, id, forward, "the user does not want to be disturbed"),
                        () -> Ringing.user(call, new RingAttempt.Purpose.Direct(id), id, user.ringTimeoutSec()));
    }

    private static void ringFailed(RingFailed failed, LiveCall call) {
        RingAttempt attempt = call.state().ring();
        if (attempt == null || !(attempt.purpose() instanceof RingAttempt.Purpose.Direct(String userId))) {
            return;
        }
        Because told =
                Refusal.of(failed.outcome()).because().with("user", userId).with("attempt", failed.attempt());
        RingOutcome said = RingAnswers.of(call.state()).together(failed.outcome());
        UserForwards.Forward forward = call.turn()
                .state()
                .config()
                .user(userId)
                .map(user -> UserForwards.after(user, said, told))
                .orElse(new UserForwards.Forward(null, told));
        elsewhere(
                call,
                userId,
                forward,
                "nobody took the call: " + failed.outcome().word().replace('_', ' '));
    }

    private static void elsewhere(LiveCall call, String userId, UserForwards.Forward forward, String refusal) {
        RouteTarget next = forward.target();
        if (next != null) {
            call.turn()
                    .state()
                    .config()
                    .user(userId)
                    .ifPresent(user -> call.change(it -> it.forwardedBy(user.username(), forward.busy())));
            Hops.route(call, next, forward.because());
        } else {
            CallEnding.refuse(call, new Rejection(forward.because(), refusal));
        }
    }
}
