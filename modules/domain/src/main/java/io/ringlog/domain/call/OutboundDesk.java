package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.OutsideAnswers;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.CidRule;
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
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.trunk.TrunkLogin;
import io.ringlog.kernel.Because;
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
            turn.live(failed.callId()).ifPresent(OutboundDesk::failed);
        }
    }

    /** The caller is told what the trunk that had the last word said of the number. */
    private static void failed(LiveCall call) {
        RingAttempt attempt = call.state().ring();
        if (attempt == null || !(attempt.purpose() instanceof RingAttempt.Purpose.Outside outside)) {
            return;
        }
        CallEnding.refuse(call, OutsideAnswers.refusal(call.state(), outside.number()));
    }
}
