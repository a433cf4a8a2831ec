package io.ringlog.domain.admission;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.channel.ChannelDesk;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.WindowsResetAsked;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Lease;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.state.Window;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Admits calls, and lets their leases and windows go. */
public final class AdmissionDesk implements Concern {

    /** Admits a started call, or says why not. An admitted call holds its lease until it ends. */
    public static Optional<Rejection> admit(Turn turn, CallHead head, @Nullable String trunkId) {
        List<RateRules.Applied> rates = RateRules.of(turn.state(), head, turn.now());
        return AdmissionDecider.admit(turn.state(), head, trunkId, rates)
                .fold(
                        accepted -> {
                            turn.put(new Lease(
                                    head.account(),
                                    head.callId(),
                                    AdmissionDecider.scopes(turn.state(), head, trunkId)));
                            rates.forEach(rate -> count(turn, rate));
                            accepted.events().forEach(event -> turn.emit(event, accepted.because()));
                            return Optional.empty();
                        },
                        refused -> refused(turn, head, refused));
    }

    /**
     * Admits a call that was let in already, and now leaves the account too: what limits outbound calls counts it.
     *
     * @param number the number outside
     */
    public static Optional<Rejection> admitOut(Turn turn, CallHead head, String number) {
        CallHead out = head.leaving(number);
        List<RateRules.Applied> rates = RateRules.of(turn.state(), out, turn.now());
        return AdmissionDecider.admit(turn.state(), out, null, rates)
                .fold(
                        accepted -> {
                            AdmissionDecider.scopes(turn.state(), out, null)
                                    .forEach(scope -> hold(turn, head.callId(), scope));
                            rates.forEach(rate -> count(turn, rate));
                            accepted.events().forEach(event -> turn.emit(event, accepted.because()));
                            return Optional.empty();
                        },
                        refused -> refused(turn, head, refused));
    }

    /** A call that was to leave the account stays: it holds nothing of what limits those that leave. */
    public static void staysInside(LiveCall call) {
        Turn turn = call.turn();
        boolean inside = call.head().direction() == Direction.INTERNAL;
        List<String> released =
                release(turn, call.id(), scope -> isOfLeaving(scope) || (inside && Scopes.isCeiling(scope)));
        if (!released.isEmpty()) {
            call.emit(new CallEvent.CallStayed(call.id(), released), Because.of("admission.stayed"));
        }
        ChannelDesk.changed(turn);
    }

    private static boolean isOfLeaving(String scope) {
        return scope.equals(Scopes.account(Direction.OUTBOUND)) || Scopes.isOutside(scope);
    }

    /** A call that was to stay leaves after all, whatever limits are set; it is counted all the same. */
    public static void leavesAfterAll(LiveCall call, String number) {
        Turn turn = call.turn();
        List<String> scopes =
                List.copyOf(AdmissionDecider.scopes(turn.state(), call.head().leaving(number), null));
        scopes.forEach(scope -> hold(turn, call.id(), scope));
        call.emit(
                new CallEvent.CallAdmitted(call.id(), scopes),
                Because.of("admission.left-after-all").with("number", number));
        ChannelDesk.changed(turn);
    }

    /** Lets all numbers outside of a call go that a fraud rule looks at. */
    public static void leavesNumbers(Turn turn, String callId) {
        release(turn, callId, Scopes::isOutside);
    }

    /** Lets all ring groups of a call go: nobody of one takes it. */
    public static void leavesGroups(Turn turn, String callId) {
        release(turn, callId, Scopes::isRingGroup);
    }

    /** @return what it held of that */
    private static List<String> release(Turn turn, String callId, Predicate<String> which) {
        List<String> held = turn.state().lease(callId).stream()
                .flatMap(lease -> lease.scopes().stream())
                .filter(which)
                .toList();
        held.forEach(scope -> release(turn, callId, scope));
        return held;
    }

    /** However many numbers outside a call is to ring, it needs one channel. */
    private static Optional<Rejection> refused(Turn turn, CallHead head, Rejection why) {
        if (why.code().equals(Refusal.RESELLER_FULL.code())
                && !turn.state().holders(Scopes.MISSED).contains(head.callId())) {
            ChannelDesk.missed(turn);
            hold(turn, head.callId(), Scopes.MISSED);
        }
        return Optional.of(why);
    }

    /** Admits a call whatever limits are set; it is counted all the same. */
    public static void admitAnyway(Turn turn, CallHead head) {
        SortedSet<String> scopes = AdmissionDecider.scopes(turn.state(), head, null);
        turn.put(new Lease(head.account(), head.callId(), scopes));
        turn.emit(
                new CallEvent.CallAdmitted(head.callId(), List.copyOf(scopes)),
                Because.of("admission.emergency").with("number", head.to()));
    }

    /** Adds a scope to what a call holds; used while a user is rung and talks. */
    public static void hold(Turn turn, String callId, String scope) {
        turn.state().lease(callId).ifPresent(lease -> turn.put(lease.with(scope)));
    }

    /** Lets a scope of a call go. */
    public static void release(Turn turn, String callId, String scope) {
        turn.state().lease(callId).ifPresent(lease -> turn.put(lease.without(scope)));
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.WindowIdle(String windowId), var due)) {
            turn.state().window(windowId).ifPresent(window -> slide(turn, window));
        } else if (input instanceof WindowsResetAsked asked) {
            Resetting.reset(turn, asked);
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallEnded ended) {
            turn.state().lease(ended.callId()).ifPresent(turn::remove);
        } else if (event instanceof CallEvent.LegLeft left && left.party().userId() != null) {
            left(turn, left.callId(), left.party().userId());
        }
    }

    /** Who has left a call that goes on may take another. */
    private static void left(Turn turn, String callId, String userId) {
        turn.live(callId)
                .filter(call -> !call.state().isIn(userId))
                .ifPresent(call -> release(turn, callId, Scopes.user(userId)));
    }

    private static void count(Turn turn, RateRules.Applied rate) {
        if (rate.window().admitted().isEmpty()) {
            arm(turn, rate.window().id(), Duration.ofSeconds(rate.limit().periodSec()));
        }
        turn.put(rate.next(turn.now()));
    }

    /** A window that nobody calls into any more must not stay in the state. */
    private static void slide(Turn turn, Window window) {
        String limitId = window.id().split("/", 2)[0];
        Duration period = turn.state()
                .config()
                .as(limitId, CallLimit.class)
                .map(limit -> Duration.ofSeconds(limit.periodSec()))
                .orElse(Duration.ZERO);
        Window left = window.slid(turn.now(), period);
        if (left.admitted().isEmpty()) {
            turn.remove(window);
        } else {
            turn.put(left);
            arm(turn, window.id(), period);
        }
    }

    static String timerId(String windowId) {
        return "window/" + windowId;
    }

    private static void arm(Turn turn, String windowId, Duration period) {
        turn.timer(timerId(windowId), period, new Timer.Purpose.WindowIdle(windowId));
    }
}
