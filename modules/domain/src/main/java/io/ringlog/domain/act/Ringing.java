package io.ringlog.domain.act;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.admission.Scopes;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rings a user's devices for somebody who asked, and says how it came out: LegConnected or RingFailed. */
public final class Ringing {

    /** Outcomes of a ring that nobody answered, the best first (RFC 3261 section 16.7 step 6 in three words). */
    private static final List<String> OUTCOMES = List.of("busy", "no_answer", "unreachable");

    private Ringing() {}

    /** The timer that ends a ring; one for each call. */
    public static String timer(String callId) {
        return "ring/" + callId;
    }

    /** Rings a user. Always leads, now or later, to LegConnected or RingFailed of the same attempt. */
    public static void start(LiveCall call, String userId, RingAttempt.Purpose purpose, int timeoutSec) {
        Turn turn = call.turn();
        // The attempt before is still looked at in this turn, by those who hear of its failure after us.
        call.change(it -> it.rung(purpose, userId, timeoutSec));
        Optional<SipUser> user = turn.state().config().user(userId);
        List<Candidate> targets =
                user.map(it -> UserTargets.of(turn.state(), it, turn.now())).orElse(List.of());
        if (targets.isEmpty()) {
            fail(call, "unreachable", Because.of("routing.unreachable").with("user", userId));
        } else if (isFull(call, user.orElseThrow())) {
            fail(call, "busy", full(turn, user.orElseThrow()));
        } else {
            AdmissionDesk.hold(turn, call.id(), Scopes.user(userId));
            boolean oneByOne = user.orElseThrow().ringStrategy() == RingStrategy.SEQUENTIAL;
            ring(
                    call,
                    oneByOne ? targets.subList(0, 1) : targets,
                    oneByOne ? targets.subList(1, targets.size()) : List.of());
        }
    }

    /** Nobody answered in time. */
    public static void timedOut(LiveCall call, int attemptNumber) {
        RingAttempt attempt = call.state().ring();
        if (attempt == null
                || attempt.number() != attemptNumber
                || call.state().ringing().isEmpty()) {
            return;
        }
        stop(call, "routing.no-answer", 408);
        next(call, Because.of("routing.no-answer").with("ringTimeoutSec", attempt.timeoutSec()));
    }

    /** Stops what rings, without asking for the next one. */
    public static void stop(LiveCall call, String cause, int status) {
        List<Leg.Ringing> ringing = call.state().ringing();
        if (ringing.isEmpty()) {
            return;
        }
        call.command(new Command.CancelLegs(
                call.id(), ringing.stream().map(Leg.Ringing::id).toList(), cause));
        call.cancelTimer(timer(call.id()));
        ringing.forEach(leg -> lose(call, leg, status, cause, Because.of(cause)));
    }

    /** A leg rings no more, because another of its attempt answered. */
    public static void answeredElsewhere(LiveCall call, Leg.Ringing leg, Leg winner) {
        Because because = Because.of("call.answered-elsewhere").with("winner", winner.id());
        over(call, leg, new CallEvent.LegLost(call.id(), leg.id(), 487, because.rule(), true), because);
    }

    private static void lose(LiveCall call, Leg.Ringing leg, int status, String why, Because because) {
        over(call, leg, new CallEvent.LegLost(call.id(), leg.id(), status, why, false), because);
    }

    private static void over(LiveCall call, Leg.Ringing leg, CallEvent.LegLost lost, Because because) {
        call.change(it -> it.with(leg.over(lost.status(), call.now())));
        call.emit(lost, because);
    }

    /** A leg failed for good; the last one ends the attempt or starts the next device. */
    public static void legFailed(LiveCall call, Leg.Ringing leg, int status, String why) {
        Because because = Because.of("call.leg-failed").with("status", status);
        lose(call, leg, status, why, because);
        if (call.state().ringing().isEmpty()) {
            call.cancelTimer(timer(call.id()));
            next(call, because);
        }
    }

    private static void next(LiveCall call, Because because) {
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        if (!attempt.waiting().isEmpty()) {
            ring(
                    call,
                    attempt.waiting().subList(0, 1),
                    attempt.waiting().subList(1, attempt.waiting().size()));
        } else {
            fail(call, outcome(call.state(), attempt), because);
        }
    }

    private static void ring(LiveCall call, List<Candidate> now, List<Candidate> later) {
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        List<Target> targets = new ArrayList<>();
        List<CallEvent.RungLeg> rung = new ArrayList<>();
        for (Candidate candidate : now) {
            String legId = call.state().nextLegId();
            targets.add(new Target(legId, candidate.contact()));
            rung.add(new CallEvent.RungLeg(legId, candidate.party()));
            call.change(it -> it.plus(new Leg.Ringing(legId, candidate.party(), call.now())));
        }
        List<String> legIds = rung.stream().map(CallEvent.RungLeg::legId).toList();
        call.change(it -> it.withRing(attempt.ringing(legIds, later)));
        boolean proxied = call.state().isUnanswered();
        Command.CallerId shown =
                new Command.CallerId(call.head().from(), call.head().fromName());
        call.command(new Command.InviteParty(call.id(), CallFact.CALLER, proxied, targets, shown));
        call.timer(
                timer(call.id()),
                Duration.ofSeconds(attempt.timeoutSec()),
                new Timer.Purpose.RingTimeout(call.id(), attempt.number()));
        call.emit(
                new CallEvent.LegsRung(call.id(), rung, attempt.timeoutSec(), proxied),
                Because.of(proxied ? "call.proxied" : "call.dialled").with("user", attempt.userId()));
    }

    private static void fail(LiveCall call, String outcome, Because because) {
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        AdmissionDesk.release(call.turn(), call.id(), Scopes.user(attempt.userId()));
        call.emit(new CallEvent.RingFailed(call.id(), attempt.number(), attempt.userId(), outcome), because);
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

    private static boolean isFull(LiveCall call, SipUser user) {
        Integer most = user.maxSimultaneous();
        var holders = call.turn().state().holders(Scopes.user(user.id()));
        return most != null && !holders.contains(call.id()) && holders.size() >= most;
    }
}
