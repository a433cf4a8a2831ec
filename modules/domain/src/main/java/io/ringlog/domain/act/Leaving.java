package io.ringlog.domain.act;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.fraud.FraudGuard;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Outward;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.state.Way;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sends a call out of the account. */
public final class Leaving {

    /** An edge looks numbers up in a copy of its own; one that has not answered by now does not know the question. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Leaving() {}

    /** Rings the trunks that take the number, one after the other, or refuses the call. */
    public static void dial(LiveCall call, Dialling dialling) {
        dial(call, dialling, false);
    }

    /** @param asks whether whoever answers has to take the call */
    public static void dial(LiveCall call, Dialling dialling, boolean asks) {
        Optional<PublicNumber> unknown = Outbound.unknown(call.turn(), dialling);
        if (unknown.isPresent()) {
            NumberUse use = new NumberUse.Dial(dialling.dialled(), dialling.userId(), dialling.rule(), asks);
            lookUp(call, List.of(unknown.get().e164()), use);
            return;
        }
        switch (found(call, dialling)) {
            case Outbound.Exit.Nowhere(Rejection why) -> CallEnding.refuse(call, why);
            case Outbound.Exit.Found found -> {
                said(call, dialling, found);
                boolean emergency = found.number().numberClass() == NumberClass.EMERGENCY;
                Ringing.start(
                        call,
                        new RingAttempt.Purpose.Outside(found.number().e164()),
                        asks && !emergency
                                ? found.candidates().stream()
                                        .map(Candidate::asking)
                                        .toList()
                                : found.candidates());
            }
        }
    }

    /**
     * Has the edge of the call say which of these are numbers of other accounts; what they are for goes on then, or
     * when nobody has said it in time.
     */
    public static void lookUp(LiveCall call, List<String> numbers, NumberUse use) {
        int rings = call.state().tally().rings();
        call.command(new Command.LookUpNumbers(call.id(), numbers, rings, use));
        call.timer(timer(call.id()), PATIENCE, new Timer.Purpose.NumbersLate(call.id(), rings, use));
    }

    static String timer(String callId) {
        return "numbers/" + callId;
    }

    /** Whether the call still waits for what was looked up: nobody rings since, and nobody's answer came before. */
    static boolean waitsFor(LiveCall call, LookedUp answer) {
        CallState state = call.state();
        boolean nobodySince = state.ringing().isEmpty() && state.tally().rings() == answer.rings();
        boolean waits = answer.use() instanceof NumberUse.Talk
                ? Optional.ofNullable(state.addition())
                        .filter(Addition::isRinging)
                        .isPresent()
                : state.legs().stream().noneMatch(Leg.InTalk.class::isInstance);
        return nobodySince && waits;
    }

    /**
     * Rings a number outside for somebody who is to come to others; where the edge has to say first whose it is, that
     * is asked for.
     *
     * @param use what goes on with the edge's answer
     * @param purpose of the ring, from the number in E.164 digits
     * @return why nobody can be rung
     */
    public static Optional<Rejection> bring(
            LiveCall call, Dialling dialling, NumberUse use, Function<String, RingAttempt.Purpose> purpose) {
        Optional<PublicNumber> unknown = Outbound.unknown(call.turn(), dialling);
        if (unknown.isPresent()) {
            lookUp(call, List.of(unknown.get().e164()), use);
            return Optional.empty();
        }
        return switch (among(call, dialling)) {
            case Outbound.Exit.Nowhere(Rejection why) -> Optional.of(why);
            case Outbound.Exit.Found found -> {
                Ringing.start(call, purpose.apply(found.number().e164()), found.candidates());
                yield Optional.empty();
            }
        };
    }

    /** By what a number outside that is one of several is rung, or why not; the call counts as one that leaves. */
    public static Outbound.Exit among(LiveCall call, Dialling dialling) {
        Outbound.Exit exit = found(call, dialling);
        if (exit instanceof Outbound.Exit.Found found) {
            said(call, dialling, found);
        }
        return exit;
    }

    private static Outbound.Exit found(LiveCall call, Dialling dialling) {
        return switch (Outbound.candidates(call.turn(), dialling.sentOnBy(numbersOf(call)))) {
            case Outbound.Exit.Nowhere it -> it;
            case Outbound.Exit.Found it ->
                stopped(call, it.number())
                        .<Outbound.Exit>map(Outbound.Exit.Nowhere::new)
                        .orElse(it);
        };
    }

    /** Who has the call sent on is known outside by a number of their own, or not at all. */
    private static List<String> numbersOf(LiveCall call) {
        CallState state = call.state();
        return Stream.concat(state.forwardedBefore().stream(), Stream.ofNullable(state.forwardedBy()))
                .flatMap(name -> call.turn().state().config().userNamed(name).stream())
                .flatMap(user -> Stream.ofNullable(user.outCidNumber()))
                .filter(number -> !number.equals(call.head().to()))
                .distinct()
                .toList();
    }

    private static Optional<Rejection> stopped(LiveCall call, PublicNumber number) {
        return FraudGuard.stops(call, number).or(() -> admitted(call, number));
    }

    /** A call that was not let in as an outbound one must pass what limits those. */
    private static Optional<Rejection> admitted(LiveCall call, PublicNumber number) {
        return call.head().direction() == Direction.OUTBOUND || number.numberClass() == NumberClass.EMERGENCY
                ? Optional.empty()
                : AdmissionDesk.admitOut(call.turn(), call.head(), number.e164());
    }

    private static void said(LiveCall call, Dialling dialling, Outbound.Exit.Found found) {
        PublicNumber number = found.number();
        call.emit(
                new CallEvent.NumberDialled(
                        call.id(),
                        dialling.dialled(),
                        number.e164(),
                        number.numberClass(),
                        found.candidates().getFirst().loops() ? true : null),
                found.because());
        FraudGuard.dialled(call, number);
        if (number.numberClass() == NumberClass.EMERGENCY) {
            Candidate first = found.candidates().getFirst();
            Shown shown = Objects.requireNonNull(first.outward()).shown();
            call.emit(
                    new CallEvent.EmergencyDialled(call.id(), number.e164(), dialling.userId(), shown.asserted()),
                    found.because());
        }
    }

    /**
     * Numbers outside do not ring for the call any more. It left by the way of the one that is up; where none is, it
     * counts among those that leave the account no more.
     */
    public static void stays(LiveCall call) {
        boolean counted =
                call.turn().state().holders(Scopes.account(Direction.OUTBOUND)).contains(call.id());
        if (call.head().direction() == Direction.OUTBOUND
                || (call.state().outline().way() == null && !counted)) {
            return;
        }
        Way way = call.state().wayUp();
        call.change(it -> it.leaving(way));
        if (way == null) {
            AdmissionDesk.staysInside(call);
        }
    }

    /** A number outside that was given up has answered after all: the call leaves by its way. */
    static void leavesAfterAll(LiveCall call, Way way) {
        call.change(it -> it.leaving(way));
        AdmissionDesk.leavesNumbers(call.turn(), call.id());
        if (call.head().direction() != Direction.OUTBOUND) {
            AdmissionDesk.leavesAfterAll(call, way.number());
        }
        FraudGuard.holds(call, new PublicNumber(way.number(), way.numberClass()));
    }

    /** Notes by which way the call leaves now. */
    static void by(LiveCall call, String legId, Candidate candidate) {
        Outward out = candidate.outward();
        if (out != null) {
            call.change(it -> it.leaving(out.way()).ringsOutside(legId, out.way()));
        }
    }
}
