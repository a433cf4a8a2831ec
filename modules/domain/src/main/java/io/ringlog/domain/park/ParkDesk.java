package io.ringlog.domain.park;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Parking;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Waiting;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What becomes of who waits in a slot: somebody comes for them, or whoever parked them is rung. */
public final class ParkDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof TimerFired(var id, Timer.Purpose.ParkOver(String callId), var due)) {
            turn.live(callId)
                    .ifPresent(call -> Optional.ofNullable(call.state().waiting())
                            .filter(waiting -> waiting.byCallId() == null)
                            .ifPresent(waiting -> nobodyCame(call, waiting)));
        } else if (input instanceof LegsJoined joined) {
            joined.legs().forEach(leg -> turn.live(leg.callId()).ifPresent(call -> joined(call, joined, leg)));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.ParkLotDialled dialled) {
            turn.live(dialled.callId()).ifPresent(call -> dialled(call, dialled));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId())
                    .ifPresent(call -> Optional.ofNullable(call.state().waiting())
                            .ifPresent(waiting -> waitsNoMore(call, waiting)));
            gone(turn, ended.callId());
        }
    }

    private static void dialled(LiveCall call, CallEvent.ParkLotDialled dialled) {
        String slot = dialled.slot();
        if (slot == null) {
            CallEnding.refuse(
                    call, Refusal.PARK_NOBODY.rejection("pass a caller on to this code: it parks nobody by itself"));
        } else {
            comeFor(call, dialled.lotId(), slot);
        }
    }

    private static void comeFor(LiveCall call, String lotId, String slot) {
        Turn turn = call.turn();
        Optional<CallState> parked = turn.state()
                .parkedIn(lotId, slot)
                .filter(it -> Objects.requireNonNull(it.waiting()).byCallId() == null);
        parked.flatMap(it -> turn.live(it.callId()))
                .ifPresentOrElse(
                        waiting -> Parking.comeFor(
                                call, waiting, Because.of("park.retrieved").with("slot", slot)),
                        () -> CallEnding.refuse(call, Refusal.PARK_NOBODY.rejection("nobody waits in " + slot)));
    }

    private static void joined(LiveCall call, LegsJoined fact, LegRef leg) {
        Waiting waiting = call.state().waiting();
        if (waiting != null && fact.callId().equals(waiting.byCallId())) {
            // Whoever parked them may be hearing the slot still.
            Optional.ofNullable(waiting.slot()).ifPresent(slot -> Transfers.parked(call, slot, false));
            call.change(it -> it.withWaiting(null));
            call.emit(
                    new CallEvent.CallRetrieved(call.id(), leg.legId(), waiting.lotId(), waiting.slot(), fact.callId()),
                    Because.of("park.joined").with("talk", fact.talkId()));
        }
    }

    /** Whoever is about to be joined with a party that is gone waits for nobody. */
    private static void waitsNoMore(LiveCall call, Waiting waiting) {
        call.cancelTimer(Parking.timer(call.id()));
        Refusal why = waiting.lotId() == null ? Refusal.PICKUP_NOTHING : Refusal.PARK_NOBODY;
        Optional.ofNullable(waiting.byCallId())
                .flatMap(call.turn()::live)
                .ifPresent(comer -> CallEnding.refuse(comer, why.rejection("whom they came for has hung up")));
    }

    /** Who came for somebody is gone before they were joined: a parked call waits on, a picked up one is lost. */
    private static void gone(Turn turn, String comer) {
        List.copyOf(turn.state().waitingFor(comer))
                .forEach(callId -> turn.live(callId).ifPresent(ParkDesk::waitsOn));
    }

    private static void waitsOn(LiveCall call) {
        Waiting waiting = Objects.requireNonNull(call.state().waiting());
        if (waiting.lotId() == null) {
            CallEnding.hangUp(call, Cause.PICKUP_FAILED);
        } else {
            call.change(it -> it.withWaiting(waiting.takenBy(null)));
            Parking.arm(call, timeout(call, waiting));
        }
    }

    private static int timeout(LiveCall call, Waiting waiting) {
        return call.turn()
                .state()
                .config()
                .as(String.valueOf(waiting.lotId()), ParkLot.class)
                .map(ParkLot::timeoutSec)
                .orElse(0);
    }

    private static void nobodyCame(LiveCall call, Waiting waiting) {
        Optional<SipUser> user = Optional.ofNullable(waiting.byUserId())
                .flatMap(call.turn().state().config()::user);
        call.change(it -> it.withWaiting(null));
        call.emit(
                new CallEvent.ParkTimedOut(
                        call.id(),
                        String.valueOf(waiting.lotId()),
                        String.valueOf(waiting.slot()),
                        user.map(SipUser::id).orElse(null)),
                Cause.NOBODY_CAME.because().with("since", waiting.since()));
        user.ifPresentOrElse(
                it -> Ringing.user(call, new RingAttempt.Purpose.Recall(it.id()), it.id(), it.ringTimeoutSec()),
                () -> CallEnding.hangUp(call, Cause.NOBODY_CAME));
    }
}
