package io.ringlog.domain.call;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.admission.Scopes;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rings a user's devices for somebody who asked, and says how it came out: LegConnected or RingFailed. */
public final class Ringing {

    /** Outcomes of a ring that nobody answered, the best first (RFC 3261 section 16.7 step 6 in three words). */
    private static final List<String> OUTCOMES = List.of("busy", "no_answer", "unreachable");

    private Ringing() {}

    static String timer(String callId) {
        return "ring/" + callId;
    }

    /** Rings a user. Always leads, now or later, to LegConnected or RingFailed of the same attempt. */
    public static void start(Turn turn, String callId, String userId, RingAttempt.Purpose purpose, int timeoutSec) {
        CallState call = turn.call(callId).orElseThrow().rung();
        RingAttempt attempt = new RingAttempt(call.tally().rings(), purpose, userId, timeoutSec, List.of(), List.of());
        // The attempt before is still looked at in this turn, by those who hear of its failure after us.
        turn.put(call.withoutOlderLegs().withRing(attempt));
        Optional<SipUser> user = turn.state().config().user(userId);
        List<Target> targets =
                user.map(it -> UserTargets.of(turn.state(), it, turn.now())).orElse(List.of());
        if (targets.isEmpty()) {
            fail(turn, callId, "unreachable", Because.of("routing.unreachable").with("user", userId));
        } else if (isFull(turn, callId, user.orElseThrow())) {
            fail(turn, callId, "busy", full(turn, user.orElseThrow()));
        } else {
            AdmissionDesk.hold(turn, callId, Scopes.user(userId));
            boolean oneByOne = user.orElseThrow().ringStrategy() == RingStrategy.SEQUENTIAL;
            ring(
                    turn,
                    callId,
                    attempt,
                    oneByOne ? targets.subList(0, 1) : targets,
                    oneByOne ? targets.subList(1, targets.size()) : List.of());
        }
    }

    /** Nobody answered in time. */
    static void timedOut(Turn turn, CallState call, int attemptNumber) {
        RingAttempt attempt = call.ring();
        if (attempt == null
                || attempt.number() != attemptNumber
                || call.ringing().isEmpty()) {
            return;
        }
        stop(turn, call.callId(), "routing.no-answer", 408);
        next(turn, call.callId(), Because.of("routing.no-answer").with("ringTimeoutSec", attempt.timeoutSec()));
    }

    /** Stops what rings, without asking for the next one. */
    public static void stop(Turn turn, String callId, String cause, int status) {
        CallState call = turn.call(callId).orElseThrow();
        List<String> ringing = call.ringing().stream().map(Leg.Ringing::id).toList();
        if (ringing.isEmpty()) {
            return;
        }
        turn.command(call, new Command.CancelLegs(callId, ringing, cause));
        turn.cancelTimer(timer(callId));
        for (Leg.Ringing leg : call.ringing()) {
            turn.put(turn.call(callId).orElseThrow().with(leg.lost(status, turn.now())));
            turn.emit(new CallEvent.LegLost(callId, leg.id(), status, cause), Because.of(cause));
        }
    }

    /** A leg failed for good; the last one ends the attempt or starts the next device. */
    static void legFailed(Turn turn, CallState call, Leg.Ringing leg, int status, String why) {
        turn.put(call.with(leg.lost(status, turn.now())));
        turn.emit(
                new CallEvent.LegLost(call.callId(), leg.id(), status, why),
                Because.of("call.leg-failed").with("status", status));
        if (turn.call(call.callId()).orElseThrow().ringing().isEmpty()) {
            turn.cancelTimer(timer(call.callId()));
            next(turn, call.callId(), Because.of("call.leg-failed").with("status", status));
        }
    }

    private static void next(Turn turn, String callId, Because because) {
        CallState call = turn.call(callId).orElseThrow();
        RingAttempt attempt = call.ring();
        if (attempt == null) {
            return;
        }
        if (!attempt.waiting().isEmpty()) {
            ring(
                    turn,
                    callId,
                    attempt,
                    attempt.waiting().subList(0, 1),
                    attempt.waiting().subList(1, attempt.waiting().size()));
        } else {
            fail(turn, callId, outcome(call, attempt), because);
        }
    }

    private static void ring(Turn turn, String callId, RingAttempt attempt, List<Target> now, List<Target> later) {
        CallState call = turn.call(callId).orElseThrow();
        List<Target> targets = new ArrayList<>();
        List<CallEvent.RungLeg> rung = new ArrayList<>();
        List<String> legIds = new ArrayList<>(attempt.legIds());
        for (Target target : now) {
            String legId = call.nextLegId();
            targets.add(named(target, legId));
            rung.add(new CallEvent.RungLeg(legId, attempt.userId(), target.deviceId()));
            legIds.add(legId);
            call = call.plus(new Leg.Ringing(legId, attempt.userId(), target.deviceId(), turn.now()));
        }
        turn.put(call.withRing(new RingAttempt(
                attempt.number(), attempt.purpose(), attempt.userId(), attempt.timeoutSec(), legIds, later)));
        boolean proxied = call.caller() == Caller.INVITING;
        Command.CallerId shown =
                new Command.CallerId(call.head().from(), call.head().fromName());
        turn.command(
                call,
                proxied
                        ? new Command.ForkCall(callId, targets, shown)
                        : new Command.DialTargets(callId, targets, shown));
        turn.timer(
                timer(callId),
                Duration.ofSeconds(attempt.timeoutSec()),
                new Timer.Purpose.RingTimeout(callId, attempt.number()));
        turn.emit(
                new CallEvent.LegsRung(callId, rung, attempt.timeoutSec(), proxied),
                Because.of(proxied ? "call.proxied" : "call.dialled").with("user", attempt.userId()));
    }

    private static void fail(Turn turn, String callId, String outcome, Because because) {
        RingAttempt attempt = turn.call(callId).orElseThrow().ring();
        if (attempt != null) {
            AdmissionDesk.release(turn, callId, Scopes.user(attempt.userId()));
            turn.emit(new CallEvent.RingFailed(callId, attempt.number(), attempt.userId(), outcome), because);
        }
    }

    private static String outcome(CallState call, RingAttempt attempt) {
        List<String> seen = call.legs().stream()
                .filter(leg -> attempt.legIds().contains(leg.id()))
                .filter(Leg.Over.class::isInstance)
                .map(leg -> word(((Leg.Over) leg).status()))
                .toList();
        return OUTCOMES.stream().filter(seen::contains).findFirst().orElse("unreachable");
    }

    private static String word(int status) {
        return switch (status) {
            case 486, 600, 603 -> "busy";
            case 408, 480, 487 -> "no_answer";
            default -> "unreachable";
        };
    }

    private static Because full(Turn turn, SipUser user) {
        return Because.of("routing.user-full")
                .with("user", user.id())
                .with("held", turn.state().holders(Scopes.user(user.id())).size())
                .with("maxSimultaneous", String.valueOf(user.maxSimultaneous()));
    }

    private static boolean isFull(Turn turn, String callId, SipUser user) {
        Integer most = user.maxSimultaneous();
        var holders = turn.state().holders(Scopes.user(user.id()));
        return most != null && !holders.contains(callId) && holders.size() >= most;
    }

    private static Target named(Target target, String legId) {
        return new Target(
                legId,
                target.deviceId(),
                target.contactUri(),
                target.edge(),
                target.transport(),
                target.flowId(),
                target.receivedIp(),
                target.receivedPort(),
                target.natted());
    }
}
