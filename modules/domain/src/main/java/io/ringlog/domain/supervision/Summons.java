package io.ringlog.domain.supervision;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.SuperviseRequested;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Supervision;
import io.ringlog.domain.supervision.SupervisionRules.Verdict;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/** Rings a supervisor who was asked for over REST, in a call of their own; one who hears the call already is turned. */
final class Summons {

    private Summons() {}

    static void asked(SuperviseRequested asked, Turn turn) {
        LiveCall of = turn.live(asked.callId()).orElse(null);
        SipUser supervisor = turn.state().config().userNamed(asked.userId()).orElse(null);
        if (of == null) {
            refuse(turn, asked, Obstacle.CALL_UNKNOWN.rejection("there is no live call " + asked.callId()));
        } else if (supervisor == null) {
            refuse(turn, asked, AuthRefusal.USER_MISSING.rejection("there is no user " + asked.userId()));
        } else {
            turn.state().supervisionsOf(of.id()).stream()
                    .filter(it -> it.userId().equals(supervisor.id()))
                    .findFirst()
                    .ifPresentOrElse(it -> turned(turn, asked, it), () -> wanted(asked, of, supervisor));
        }
    }

    private static void turned(Turn turn, SuperviseRequested asked, Supervision it) {
        Supervisors.change(turn, it, asked.mode(), because(asked));
        reply(turn, asked, "the supervisor's mode is " + Because.word(asked.mode()), it.callId());
    }

    private static void wanted(SuperviseRequested asked, LiveCall of, SipUser supervisor) {
        switch (SupervisionRules.of(of, asked.legId(), supervisor.id())) {
            case Verdict.MayNot(Rejection why) -> refused(asked, of, supervisor, why);
            case Verdict.May(String legId, Because because) -> summon(asked, of, supervisor, legId);
        }
    }

    private static void refused(SuperviseRequested asked, LiveCall of, SipUser supervisor, Rejection why) {
        of.emit(
                new SupervisionEvent.SupervisionRefused(of.id(), supervisor.id(), why.code(), why.text()),
                why.because().with("actor", asked.actor()));
        refuse(of.turn(), asked, why);
    }

    private static void summon(SuperviseRequested asked, LiveCall of, SipUser supervisor, String legId) {
        Turn turn = of.turn();
        List<Candidate> phones = UserTargets.of(turn.state(), supervisor, supervisor.ringTimeoutSec(), turn.now());
        if (phones.isEmpty()) {
            refused(
                    asked,
                    of,
                    supervisor,
                    Refusal.UNREACHABLE.rejection("no phone of " + supervisor.username() + " is registered"));
            return;
        }
        String supervised = of.state()
                .leg(legId)
                .flatMap(leg -> Optional.ofNullable(leg.party().userId()))
                .flatMap(turn.state().config()::user)
                .map(SipUser::username)
                .orElse(legId);
        LiveCall own = begin(asked, of, head(of, supervisor, supervised));
        Optional<Rejection> full = AdmissionDesk.admit(turn, own.head(), null);
        if (full.isPresent()) {
            CallEnding.refuse(own, full.get());
            refused(asked, of, supervisor, full.get());
            return;
        }
        turn.put(Supervision.wanted(own.head(), supervisor.id(), of.id(), legId, asked.mode()));
        Ringing.start(own, new RingAttempt.Purpose.Supervising(supervisor.id(), supervised), phones);
        reply(turn, asked, "the phones of " + supervisor.username() + " ring", own.id());
    }

    private static LiveCall begin(SuperviseRequested asked, LiveCall of, CallHead head) {
        LiveCall own = of.turn().begin(CallState.started(head));
        own.emit(
                new CallEvent.CallStarted(
                        head.callId(),
                        head.direction(),
                        head.from(),
                        head.to(),
                        head.userId(),
                        head.edge(),
                        head.correlationId(),
                        null),
                because(asked).with("call", of.id()));
        return own;
    }

    /** It lives where the call does that it hears. */
    private static CallHead head(LiveCall of, SipUser supervisor, String supervised) {
        Turn turn = of.turn();
        CallHead theirs = of.head();
        return new CallHead(
                turn.account(),
                turn.newId("call"),
                Direction.INTERNAL,
                supervisor.username(),
                supervisor.displayName(),
                supervised,
                supervisor.id(),
                null,
                theirs.edge(),
                theirs.edgeEpoch(),
                theirs.correlationId(),
                turn.now(),
                of.id(),
                null,
                null,
                null);
    }

    private static Because because(SuperviseRequested asked) {
        return Because.of("api.supervise").with("actor", asked.actor());
    }

    private static void refuse(Turn turn, SuperviseRequested asked, Rejection why) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, null));
    }

    private static void reply(Turn turn, SuperviseRequested asked, String text, String callId) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), true, "supervise.done", text, null, callId));
    }
}
