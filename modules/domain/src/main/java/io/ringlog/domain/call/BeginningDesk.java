package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Music;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.feature.Redial;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls that the platform begins for a user: their own phones ring first, and then whom they want to talk to. */
public final class BeginningDesk implements Concern {

    /** How long a key that came with a question starts nothing new. */
    private static final Duration KEY_KEPT = Duration.ofHours(24);

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof CallAsked asked) {
            asked(asked, turn);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.KeyForgotten(String key), var due)) {
            turn.state().answered(key).ifPresent(turn::remove);
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof LegConnected connected) {
            turn.live(connected.callId()).ifPresent(call -> connected(connected.legId(), call));
        } else if (event instanceof RingFailed failed) {
            turn.live(failed.callId()).ifPresent(BeginningDesk::failed);
        }
    }

    private static void asked(CallAsked asked, Turn turn) {
        Optional<Granule.Answered> before =
                Optional.ofNullable(asked.idempotencyKey()).flatMap(turn.state()::answered);
        if (before.isPresent()) {
            started(turn, asked, before.get().callId());
            return;
        }
        SipUser user = turn.state().config().userNamed(asked.userId()).orElse(null);
        List<Candidate> phones =
                user == null ? List.of() : UserTargets.of(turn.state(), user, timeout(asked, user), turn.now());
        Optional<Rejection> refusal = barred(turn, asked.userId(), user, phones);
        if (user == null || refusal.isPresent()) {
            refused(turn, asked, refusal.orElseThrow(), null);
            return;
        }
        begin(turn, asked, user, phones);
    }

    private static int timeout(CallAsked asked, SipUser user) {
        return asked.ringTimeoutSec() == null ? user.ringTimeoutSec() : asked.ringTimeoutSec();
    }

    /** Why no call can begin now at the phones of a user named by id or username. */
    static Optional<Rejection> barred(Turn turn, String from) {
        SipUser user = turn.state().config().userNamed(from).orElse(null);
        return barred(turn, from, user, user == null ? List.of() : phones(turn, user));
    }

    private static List<Candidate> phones(Turn turn, SipUser user) {
        return UserTargets.of(turn.state(), user, user.ringTimeoutSec(), turn.now());
    }

    private static Optional<Rejection> barred(Turn turn, String from, @Nullable SipUser user, List<Candidate> phones) {
        Account.Status account = turn.state()
                .config()
                .account(turn.account())
                .map(Account::status)
                .orElse(Account.Status.ACTIVE);
        if (account != Account.Status.ACTIVE) {
            return Optional.of(Refusal.ACCOUNT_INACTIVE.rejection("the account is " + Because.word(account)));
        } else if (user == null) {
            return Optional.of(AuthRefusal.USER_MISSING.rejection("there is no user " + from));
        } else if (user.status() != RowStatus.ACTIVE) {
            return Optional.of(AuthRefusal.USER_DISABLED.rejection("user " + user.username() + " is disabled"));
        }
        return phones.isEmpty()
                ? Optional.of(Refusal.UNREACHABLE.rejection("no phone of " + user.username() + " is registered"))
                : Optional.empty();
    }

    /** Rings a user's phones for a call that nobody asks for through the API; empty when they ring. */
    static Optional<Rejection> begin(Turn turn, SipUser user, String to, Because because) {
        List<Candidate> phones = phones(turn, user);
        return barred(turn, user.id(), user, phones)
                .or(() -> Optional.ofNullable(
                        begin(turn, user, to, phones, because).refused()));
    }

    private static void begin(Turn turn, CallAsked asked, SipUser user, List<Candidate> phones) {
        Because because = Because.of("api.call").with("actor", asked.actor()).with("dialled", asked.to());
        Begun begun = begin(turn, user, asked.to(), phones, because);
        Rejection refused = begun.refused();
        if (refused != null) {
            refused(turn, asked, refused, begun.callId());
            return;
        }
        String key = asked.idempotencyKey();
        if (key != null) {
            turn.put(new Granule.Answered(turn.account(), key, begun.callId()));
            turn.timer("key/" + key, KEY_KEPT, new Timer.Purpose.KeyForgotten(key));
        }
        started(turn, asked, begun.callId());
    }

    /** A call whose first phones ring, or that was refused at once. */
    private record Begun(String callId, @Nullable Rejection refused) {}

    private static Begun begin(Turn turn, SipUser user, String to, List<Candidate> phones, Because because) {
        String dialled = Redial.meant(turn, to, user);
        Callee callee = Callee.of(turn, dialled, user.id());
        CallHead head = head(turn, user, callee, phones.getFirst().target().edge());
        LiveCall call = turn.begin(CallState.started(head));
        call.emit(
                new CallEvent.CallStarted(
                        head.callId(),
                        head.direction(),
                        head.from(),
                        head.to(),
                        head.userId(),
                        head.edge(),
                        head.correlationId(),
                        null),
                because);
        Redial.noted(call, to, dialled, user);
        Optional<Rejection> refusal = admitted(turn, head, callee);
        refusal.ifPresentOrElse(
                why -> CallEnding.refuse(call, why),
                () -> Ringing.start(call, new RingAttempt.Purpose.Beginning(user.id(), dialled), phones));
        return new Begun(call.id(), refusal.orElse(null));
    }

    private static Optional<Rejection> admitted(Turn turn, CallHead head, Callee callee) {
        if (callee.isEmergency()) {
            AdmissionDesk.admitAnyway(turn, head);
            return Optional.empty();
        }
        return AdmissionDesk.admit(turn, head, null);
    }

    private static CallHead head(Turn turn, SipUser user, Callee callee, String edge) {
        String callId = turn.newId("call");
        String number = user.outCidNumber();
        return new CallHead(
                turn.account(),
                callId,
                callee.direction(),
                callee.direction() == Direction.INTERNAL || number == null ? user.username() : number,
                user.displayName(),
                callee.to(),
                user.id(),
                null,
                edge,
                turn.state().mark(edge).map(Granule.EdgeMark::epoch).orElse(0L),
                callId,
                turn.now(),
                null,
                null,
                null,
                null);
    }

    /** Who was rung first is there and hears music until the other is. */
    private static void connected(String legId, LiveCall call) {
        RingAttempt attempt = call.state().ring();
        if (attempt == null || !(attempt.purpose() instanceof RingAttempt.Purpose.Beginning beginning)) {
            return;
        }
        Ear.music(call, legId, Music.USUAL, new Listener.Ringback());
        Hops.lead(call, beginning.dialled());
    }

    private static void failed(LiveCall call) {
        RingAttempt attempt = call.state().ring();
        if (attempt != null && attempt.purpose() instanceof RingAttempt.Purpose.Beginning beginning) {
            CallEnding.refuse(
                    call,
                    new Rejection(
                            Refusal.NO_ANSWER
                                    .because()
                                    .with("user", beginning.user())
                                    .with("attempt", attempt.number()),
                            "the user did not take the call that was asked for"));
        }
    }

    private static void started(Turn turn, CallAsked asked, String callId) {
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                true,
                "call.started",
                "the phones of " + asked.userId() + " ring",
                null,
                callId));
    }

    private static void refused(Turn turn, CallAsked asked, Rejection why, @Nullable String callId) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, callId));
    }
}
