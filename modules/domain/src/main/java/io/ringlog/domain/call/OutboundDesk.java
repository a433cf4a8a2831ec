package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.CallFact.LegChallenged;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.NumbersHere;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.trunk.TrunkLogin;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/** Calls that ring outside: trunks that ask who we are, and calls that nobody took. */
public final class OutboundDesk implements Concern {

    private final TrunkLogin login;

    public OutboundDesk(SecretOpener secrets) {
        this.login = new TrunkLogin(secrets);
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof LegChallenged asked) {
            turn.live(asked.callId()).ifPresent(call -> challenged(asked, call));
            return;
        }
        LookedUp answer = LookedUp.of(input).orElse(null);
        if (answer != null && answer.use() instanceof NumberUse.Dial dial) {
            answer.takenUp(turn)
                    .ifPresent(call -> Leaving.dial(call, dialling(call, dial, answer.here()), dial.asks()));
        }
    }

    private static Dialling dialling(LiveCall call, NumberUse.Dial dial, NumbersHere here) {
        Dialling dialling =
                Dialling.by(dial.userId(), call.head(), dial.dialled()).lookedUp(here);
        CidRule rule = dial.rule();
        return rule == null ? dialling : dialling.showing(rule);
    }

    private void challenged(LegChallenged asked, LiveCall call) {
        if (!(call.state().leg(asked.legId()).orElse(null) instanceof Leg.Ringing leg)) {
            return;
        }
        Optional<SipTrunk> trunk = leg.party() instanceof Party.Trunk it
                ? call.turn().state().config().as(it.trunkId(), SipTrunk.class)
                : Optional.empty();
        TrunkLogin.Asked request = new TrunkLogin.Asked("INVITE", asked.requestUri(), asked.challenges());
        trunk.flatMap(it -> login.answer(it, request, leg.logins(), call.turn().newId("cn")))
                .ifPresentOrElse(
                        it -> authorize(call, leg, asked, trunk.orElseThrow().id(), it),
                        () -> Ringing.refused(
                                call, leg, asked.status(), leg.logins() > 0 ? "auth.refused" : "auth.cannot-answer"));
    }

    private static void authorize(
            LiveCall call, Leg.Ringing leg, LegChallenged asked, String trunkId, TrunkLogin.Answered answer) {
        call.change(it -> it.with(leg.loggedIn()));
        call.command(new Command.AuthorizeLeg(call.id(), leg.id(), TrunkLogin.header(asked.status()), answer.value()));
        String realm = answer.challenge().realm();
        call.emit(
                new CallEvent.LegAuthorized(call.id(), leg.id(), trunkId, realm),
                Because.of("trunk.challenged").with("status", asked.status()).with("realm", realm));
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof RingFailed failed) {
            turn.live(failed.callId()).ifPresent(call -> failed(failed, call));
        }
    }

    /** The caller is told what the trunk that had the last word said of the number. */
    private static void failed(RingFailed failed, LiveCall call) {
        RingAttempt attempt = call.state().ring();
        if (attempt == null || !(attempt.purpose() instanceof RingAttempt.Purpose.Outside outside)) {
            return;
        }
        int status = lastStatus(call.state(), attempt);
        Refusal why = attempt.legIds().isEmpty() ? Refusal.TRUNK_FULL : refusal(status);
        Because because = why.because()
                .with("number", outside.number())
                .with("attempt", failed.attempt())
                .with("status", status);
        CallEnding.refuse(call, new Rejection(because, text(why, outside.number(), status)));
    }

    private static int lastStatus(CallState call, RingAttempt attempt) {
        return call.legs().stream()
                .filter(leg -> attempt.legIds().contains(leg.id()))
                .filter(Leg.Over.class::isInstance)
                .mapToInt(leg -> ((Leg.Over) leg).status())
                .reduce(0, (before, last) -> last);
    }

    private static Refusal refusal(int status) {
        return switch (RingOutcome.of(status)) {
            case BUSY -> Refusal.BUSY;
            case NO_ANSWER -> Refusal.NO_ANSWER;
            case DECLINED -> Refusal.DECLINED;
            case UNREACHABLE -> isOfNumber(status) ? Refusal.NUMBER_REFUSED : Refusal.TRUNKS_FAILED;
        };
    }

    /** The number does not exist or is not whole, anywhere (RFC 3261 sections 21.4.5, 21.4.22, 21.6.3). */
    private static boolean isOfNumber(int status) {
        return status == 404 || status == 410 || status == 484 || status == 604;
    }

    private static String text(Refusal why, String number, int status) {
        return why == Refusal.TRUNK_FULL
                ? "every trunk that takes " + number + " is full"
                : "nobody took the call to " + number + "; the last answer was " + status;
    }
}
