package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.SipDomain;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.outbound.Failover;
import io.ringlog.domain.outbound.NumbersShown;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Outward;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rings candidates for somebody who asked, and says how it came out: LegConnected or RingFailed. */
public final class Ringing {

    private Ringing() {}

    /** The timer of a ring; one for each call, due when the next thing is to be done. */
    public static String timer(String callId) {
        return "ring/" + callId;
    }

    /** Why a leg is connected that has answered. */
    public static Because becauseAnswered() {
        return Because.of("party.answered");
    }

    /** Rings the devices of a user, as the user wants it, each for this long. */
    public static void user(LiveCall call, RingAttempt.Purpose purpose, String userId, int timeoutSec) {
        AccountState state = call.turn().state();
        start(
                call,
                purpose,
                state.config()
                        .user(userId)
                        .map(user -> UserTargets.of(state, user, timeoutSec, call.now()))
                        .orElse(List.of()));
    }

    /** Rings candidates. Always leads, now or later, to LegConnected or RingFailed of the same attempt. */
    public static void start(LiveCall call, RingAttempt.Purpose purpose, List<Candidate> candidates) {
        Optional<Because> full = candidates.stream()
                .flatMap(it -> RungUsers.full(call, it.party()).stream())
                .findFirst();
        List<Candidate> free = candidates.stream()
                .filter(it -> RungUsers.full(call, it.party()).isEmpty())
                .toList();
        if (candidates.isEmpty()) {
            nobody(call, purpose, RingOutcome.UNREACHABLE, purpose.noted(Refusal.UNREACHABLE.because()));
        } else if (free.isEmpty()) {
            nobody(call, purpose, RingOutcome.BUSY, full.orElseThrow());
        } else {
            // The attempt before is still looked at in this turn, by those who hear of its failure after us.
            List<Candidate> together = Candidate.together(free, Obstacle.MOST_RUNG);
            int left = free.size() - together.size();
            call.change(it -> it.rung(purpose, together, call.now()));
            Because because = Because.of("routing.ring");
            goOn(call, left == 0 ? because : because.over(left + " more contacts", Obstacle.TOO_MANY_LEGS.code()));
        }
    }

    /** There is nobody to ring: an attempt that fails at once, for this reason. */
    public static void nobody(LiveCall call, RingAttempt.Purpose purpose, RingOutcome outcome, Because because) {
        call.change(it -> it.rung(purpose, List.of(), call.now()));
        fail(call, outcome, because);
    }

    /** Somebody has rung long enough, or the next is to ring. */
    public static void due(LiveCall call, int attemptNumber) {
        List<Leg.Ringing> ringing = call.state().ringing();
        if (attempt(call).number() != attemptNumber || ringing.isEmpty()) {
            return;
        }
        List<Leg.Ringing> over =
                ringing.stream().filter(leg -> !leg.until().isAfter(call.now())).toList();
        cancel(call, over, Refusal.NO_ANSWER, 408);
        over.forEach(leg -> standsIn(call, leg, 408));
        long rang = over.stream().mapToLong(Leg.Ringing::timeoutSec).max().orElse(0);
        goOn(call, Refusal.NO_ANSWER.because().with("ring_timeout_sec", rang));
    }

    /** Stops what rings, without asking for the next one. */
    public static void stop(LiveCall call, Code cause, int status) {
        call.cancelTimer(timer(call.id()));
        cancel(call, call.state().ringing(), cause, status);
    }

    /** A user rings no more, whoever else is rung does; the attempt has failed when nobody is left. */
    public static void leave(LiveCall call, String userId, Code cause) {
        List<Leg.Ringing> legs = call.state().ringing().stream()
                .filter(leg -> userId.equals(leg.party().userId()))
                .toList();
        call.change(it -> it.withRing(
                attempt(call).without(waiting -> userId.equals(waiting.party().userId()))));
        cancel(call, legs, cause, 487);
        if (call.state().ringing().isEmpty()) {
            goOn(call, cause.because());
        }
    }

    /**
     * A leg answered and takes the call; a proxying edge has cancelled the others by itself (RFC 3261 section 16.7 step
     * 10).
     */
    public static void answered(LiveCall call, Leg winner, boolean proxied) {
        call.cancelTimer(timer(call.id()));
        List<Leg.Ringing> others = call.state().ringing();
        if (!proxied) {
            cancelLegs(call, others, Cause.ANSWERED_ELSEWHERE.code());
        }
        Because because = Cause.ANSWERED_ELSEWHERE.because().with("winner", winner.id());
        others.forEach(leg -> over(call, leg, lost(call, leg, 487, because.rule(), true), because));
        RungUsers.releaseAllBut(call, winner.party().userId());
    }

    /** Another call's leg takes the call: whoever rings is told that it was answered elsewhere. */
    public static void takenElsewhere(LiveCall call, String byCallId) {
        call.cancelTimer(timer(call.id()));
        List<Leg.Ringing> ringing = call.state().ringing();
        cancelLegs(call, ringing, Cause.ANSWERED_ELSEWHERE.code());
        Because because = Cause.ANSWERED_ELSEWHERE.because().with("by", byCallId);
        ringing.forEach(leg -> over(call, leg, lost(call, leg, 487, because.rule(), true), because));
        call.change(it -> it.withRing(attempt(call).without(any -> true)));
        RungUsers.releaseAllBut(call, null);
    }

    /** A leg failed for good; after the last one the next candidates ring, or the attempt has failed. */
    public static void legFailed(LiveCall call, Leg.Ringing leg, int status, String why) {
        Because because = Because.of("call.leg-failed").with("status", status);
        lose(call, leg, status, why, because);
        if (RingOutcome.isGlobal(status)) {
            nowhereElse(call, leg.party());
        }
        if (standsIn(call, leg, status) || call.state().ringing().isEmpty()) {
            goOn(call, because);
        }
    }

    /** A leg that its far end will not take and that still waits at the edge. */
    public static void refused(LiveCall call, Leg.Ringing leg, int status, String why) {
        cancelLegs(call, List.of(leg), why);
        legFailed(call, leg, status, why);
    }

    /** What a trunk says of the number holds for those that have not been tried; what it says of itself does not. */
    private static boolean standsIn(LiveCall call, Leg.Ringing leg, int status) {
        if (Failover.goesOn(status, !leg.isSilent())) {
            return RungTrunks.standsIn(call, leg.party());
        }
        call.change(it ->
                it.withRing(attempt(call).without(candidate -> RungTrunks.isSame(leg.party(), candidate.party()))));
        return false;
    }

    /** Somebody has answered and has so long to say whether they take the call. */
    static void asked(LiveCall call, Leg.Ringing leg, String questionId, Duration patience) {
        call.change(it -> it.with(leg.asked(questionId, call.now().plus(patience))));
        arm(call);
    }

    /** Its far end rings: it may go on for as long as it was to ring. */
    public static void heard(LiveCall call, Leg.Ringing leg) {
        if (leg.isSilent()) {
            call.change(it -> it.with(leg.heard()));
            arm(call);
        }
    }

    /** A 6xx speaks for all of its party's phones: they stop, and those of them that wait are never rung. */
    private static void nowhereElse(LiveCall call, Party party) {
        cancel(
                call,
                call.state().ringing().stream()
                        .filter(other -> isSame(party, other.party()))
                        .toList(),
                Cause.DECLINED_EVERYWHERE,
                487);
        call.change(it -> it.withRing(attempt(call).without(candidate -> isSame(party, candidate.party()))));
    }

    private static boolean isSame(Party one, Party other) {
        return one.userId() == null ? RungTrunks.isSame(one, other) : Objects.equals(one.userId(), other.userId());
    }

    /** Rings whose turn it is. While nobody rings nobody waits, and when nobody is left the attempt has failed. */
    private static void goOn(LiveCall call, Because because) {
        List<Candidate> next = whoseTurn(call);
        Optional<Candidate> full = next.stream()
                .filter(it -> RungTrunks.full(call, it).isPresent())
                .findFirst();
        if (full.isPresent()) {
            Because why = RungTrunks.full(call, full.get()).orElseThrow();
            call.change(it -> it.withRing(attempt(call).without(full.get()::equals)));
            RungTrunks.standsIn(call, full.get().party());
            goOn(call, because.over("trunk " + why.inputs().get("trunk"), why.rule()));
            return;
        }
        if (!next.isEmpty()) {
            ring(call, next, because.alternatives());
        }
        if (call.state().ringing().isEmpty()) {
            call.cancelTimer(timer(call.id()));
            fail(call, RingAnswers.of(call.state()).best(), because);
        } else {
            arm(call);
        }
    }

    /** Whoever has become busy with other calls meanwhile is passed over. */
    private static List<Candidate> whoseTurn(LiveCall call) {
        boolean silent = call.state().ringing().isEmpty();
        while (true) {
            RingAttempt attempt = attempt(call);
            List<Candidate> next = silent ? attempt.next() : attempt.due(call.now());
            List<Candidate> full = next.stream()
                    .filter(it -> RungUsers.full(call, it.party()).isPresent())
                    .toList();
            if (full.isEmpty()) {
                return next;
            }
            call.change(it -> it.withRing(attempt.without(full::contains)));
        }
    }

    private static void ring(LiveCall call, List<Candidate> candidates, List<Because.Alternative> passedOver) {
        RingAttempt attempt = attempt(call);
        List<Command.Target> targets = new ArrayList<>();
        List<CallEvent.RungLeg> rung = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String legId = call.state().nextLegId();
            targets.add(target(call, legId, candidate));
            rung.add(new CallEvent.RungLeg(legId, candidate.party()));
            call.change(it -> it.plus(leg(legId, candidate, call.now())));
            RungUsers.hold(call, candidate.party());
            RungTrunks.hold(call, legId, candidate.party());
            Leaving.by(call, legId, candidate);
        }
        List<String> legIds = rung.stream().map(CallEvent.RungLeg::legId).toList();
        call.change(it -> it.withRing(attempt.ringing(legIds, candidates, call.now())));
        boolean unanswered = call.state().isUnanswered();
        boolean proxied = unanswered && !attempt.isOurs();
        if (unanswered && !proxied && attempt.legIds().isEmpty()) {
            call.command(new Command.RingLeg(call.id(), CallFact.CALLER));
        }
        // A leg that is not answered has nothing to be offered to others.
        String onBehalfOf = unanswered && !proxied ? null : attempt.onBehalfOf();
        Command.CallerId shown = NumbersShown.of(call.turn(), call.head(), attempt.shown(call.state()));
        String by = call.state().forwardedBy();
        List<String> before = call.state().forwardedBefore();
        call.command(new Command.InviteParty(
                call.id(), onBehalfOf, proxied, targets, shown, domain(call), by, before.isEmpty() ? null : before));
        int longest = candidates.stream().mapToInt(Candidate::timeoutSec).max().orElse(0);
        call.emit(
                new CallEvent.LegsRung(call.id(), rung, longest, proxied),
                attempt.purpose()
                        .noted(new Because(proxied ? "call.proxied" : "call.dialled", new TreeMap<>(), passedOver)));
    }

    private static Command.Target target(LiveCall call, String legId, Candidate candidate) {
        Outward out = candidate.outward();
        MediaEncryption encryption =
                candidate.loops() ? null : Encrypting.offer(call.turn(), candidate.party(), candidate.target());
        return new Command.Target(
                legId,
                candidate.target(),
                out == null ? null : out.shown(),
                out == null ? null : out.loop(),
                encryption,
                candidate.loops() ? null : Encrypting.webRtc(call.turn(), candidate.party()));
    }

    /** Where nobody called in, the edge does not know yet by which domain the account goes. */
    private static @Nullable String domain(LiveCall call) {
        return call.state().leg(CallFact.CALLER).isPresent()
                ? null
                : call.turn().state().config().domain().map(SipDomain::domain).orElse("invalid");
    }

    /** A trunk that is not the last has to say soon that the number rings. */
    private static Leg.Ringing leg(String legId, Candidate candidate, Instant now) {
        Instant until = now.plusSeconds(candidate.timeoutSec());
        Outward out = candidate.outward();
        Integer silent = out == null ? null : out.silentSec();
        return silent == null || silent >= candidate.timeoutSec()
                ? new Leg.Ringing(legId, candidate.party(), now, until)
                : new Leg.Ringing(legId, candidate.party(), now, now.plusSeconds(silent), until, 0, null);
    }

    /** Wakes us when the first leg has rung long enough or the next candidate's delay is over. */
    private static void arm(LiveCall call) {
        RingAttempt attempt = attempt(call);
        Stream.concat(call.state().ringing().stream().map(Leg.Ringing::until), attempt.dues())
                .min(Comparator.naturalOrder())
                .ifPresent(at -> call.timer(
                        timer(call.id()),
                        Duration.between(call.now(), at),
                        new Timer.Purpose.RingTimeout(call.id(), attempt.number())));
    }

    private static void cancel(LiveCall call, List<Leg.Ringing> legs, Code cause, int status) {
        cancelLegs(call, legs, cause.code());
        legs.forEach(leg -> lose(call, leg, status, cause.code(), cause.because()));
    }

    /** Who has answered and has yet to take the call is told by BYE. */
    static void cancelLegs(LiveCall call, List<Leg.Ringing> legs, String cause) {
        List<String> ringing = legs.stream()
                .filter(leg -> leg.asked() == null)
                .map(Leg.Ringing::id)
                .toList();
        if (!ringing.isEmpty()) {
            call.command(new Command.CancelLegs(call.id(), ringing, cause));
        }
        List<String> asked = legs.stream()
                .filter(leg -> leg.asked() != null)
                .map(Leg.Ringing::id)
                .toList();
        if (!asked.isEmpty()) {
            call.command(new Command.HangUpLegs(call.id(), asked, cause));
        }
    }

    private static void lose(LiveCall call, Leg.Ringing leg, int status, String why, Because because) {
        over(call, leg, lost(call, leg, status, why, false), because);
        RungUsers.releaseIdle(call, leg.party());
    }

    private static CallEvent.LegLost lost(
            LiveCall call, Leg.Ringing leg, int status, String why, boolean answeredElsewhere) {
        return new CallEvent.LegLost(call.id(), leg.id(), leg.party(), status, why, answeredElsewhere);
    }

    private static void over(LiveCall call, Leg.Ringing leg, CallEvent.LegLost lost, Because because) {
        call.change(it -> it.with(leg.over(lost.status(), call.now())));
        RungTrunks.release(call, leg);
        call.emit(lost, because);
    }

    private static void fail(LiveCall call, RingOutcome outcome, Because because) {
        RingAttempt attempt = attempt(call);
        String answers = RingAnswers.of(call.state()).said();
        RungUsers.releaseAllBut(call, null);
        call.emit(
                new CallEvent.RingFailed(
                        call.id(), attempt.number(), attempt.purpose().userId(), outcome),
                answers.isEmpty() ? because : because.with("answers", answers));
    }

    private static RingAttempt attempt(LiveCall call) {
        return Objects.requireNonNull(call.state().ring(), "nobody was ever rung");
    }
}
