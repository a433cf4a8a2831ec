package io.ringlog.domain.call;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.routing.Hops;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Targets that are a person or a plain end: user, extension, hang-up. Flows and queues have desks of their own. */
public final class TargetDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallRouted routed) {
            routed(routed, turn);
        } else if (event instanceof RingFailed failed) {
            ringFailed(failed, turn);
        }
    }

    private static void routed(CallRouted routed, Turn turn) {
        String id = routed.target().id() == null ? "" : routed.target().id();
        switch (routed.target().kind()) {
            case USER -> user(routed.callId(), id, turn);
            case EXTENSION -> extension(routed.callId(), id, turn);
            case HANGUP -> CallEnding.hangUp(turn, routed.callId(), "routing.hangup");
            case RING_GROUP, VOICEMAIL, CONFERENCE, FORWARD -> unavailable(routed, turn);
            case FLOW, QUEUE -> {}
        }
    }

    private static void unavailable(CallRouted routed, Turn turn) {
        DestKind kind = routed.target().kind();
        CallEnding.refuse(
                turn,
                routed.callId(),
                new Rejection(
                        Because.of("routing.target-unavailable").with("kind", kind),
                        "this version cannot take a call to " + kind));
    }

    private static void extension(String callId, String id, Turn turn) {
        Optional<Extension> extension = turn.state().config().as(id, Extension.class);
        Dialled.Answer answer = extension
                .map(it -> Dialled.extension(turn.state(), it, turn.now()))
                .orElseGet(() -> missing("extension", id));
        Hops.follow(turn, callId, answer);
    }

    private static Dialled.Answer missing(String kind, String id) {
        return new Dialled.Answer.Nowhere(Rejection.of("routing.target-missing", "there is no " + kind + " " + id));
    }

    /** Forward always, then do-not-disturb, then ring (REFERENCE section 4.3). */
    private static void user(String callId, String id, Turn turn) {
        Optional<SipUser> found = turn.state().config().user(id);
        if (found.isEmpty()) {
            CallEnding.refuse(turn, callId, Rejection.of("routing.target-missing", "there is no user " + id));
            return;
        }
        SipUser user = found.get();
        RouteTarget always = RouteTarget.of(user.fwdAlwaysKind(), user.fwdAlwaysId());
        if (always != null) {
            Hops.route(
                    turn, callId, always, Because.of("routing.forward-always").with("user", id));
        } else if (user.dnd()) {
            Because because = Because.of("routing.busy").with("user", id).with("dnd", true);
            elsewhere(callId, busyTarget(user), new Rejection(because, "the user does not want to be disturbed"), turn);
        } else {
            Ringing.start(turn, callId, id, new RingAttempt.Purpose.Direct(), user.ringTimeoutSec());
        }
    }

    private static void ringFailed(RingFailed failed, Turn turn) {
        RingAttempt attempt =
                turn.call(failed.callId()).map(call -> call.ring()).orElse(null);
        if (attempt == null || !(attempt.purpose() instanceof RingAttempt.Purpose.Direct)) {
            return;
        }
        SipUser user = turn.state().config().user(failed.userId()).orElse(null);
        boolean busy = failed.outcome().equals("busy");
        RouteTarget next = user == null ? null : busy ? busyTarget(user) : noAnswerTarget(user);
        elsewhere(
                failed.callId(),
                next,
                new Rejection(
                        Because.of("routing." + failed.outcome().replace('_', '-'))
                                .with("user", failed.userId())
                                .with("attempt", failed.attempt()),
                        "nobody took the call: " + failed.outcome().replace('_', ' ')),
                turn);
    }

    private static void elsewhere(String callId, @Nullable RouteTarget next, Rejection why, Turn turn) {
        if (next != null) {
            Hops.route(turn, callId, next, why.because());
        } else {
            CallEnding.refuse(turn, callId, why);
        }
    }

    private static @Nullable RouteTarget busyTarget(SipUser user) {
        return RouteTarget.of(user.fwdBusyKind(), user.fwdBusyId());
    }

    private static @Nullable RouteTarget noAnswerTarget(SipUser user) {
        return RouteTarget.of(user.fwdNoanswerKind(), user.fwdNoanswerId());
    }
}
