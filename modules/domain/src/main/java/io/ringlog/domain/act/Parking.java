package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Features;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Waiting;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the guest of a call wait with music for somebody, and whoever comes for them be joined with them. */
public final class Parking {

    private Parking() {}

    /** The timer of a parked call. */
    public static String timer(String callId) {
        return "park/" + callId;
    }

    /** The slot that is free for a call: the one that is asked for, or the first; or why there is none. */
    public static Optional<Rejection> refusal(AccountState state, ParkLot lot, @Nullable String slot) {
        if (slot != null && state.parkedIn(lot.id(), slot).isPresent()) {
            return Optional.of(Refusal.PARK_TAKEN.rejection("somebody is parked in " + slot + " already"));
        }
        return slot == null && Features.freeSlot(state, lot).isEmpty()
                ? Optional.of(Refusal.PARK_TAKEN.rejection("no slot of " + lot.name() + " is free"))
                : Optional.empty();
    }

    /**
     * Parks a call in a slot that is free.
     *
     * @param slot null for the first
     * @param byUserId who is rung for it when nobody comes
     * @return the slot
     */
    public static String park(LiveCall call, ParkLot lot, @Nullable String slot, @Nullable String byUserId) {
        String guest = call.state().guestId();
        String free = slot != null
                ? slot
                : Features.freeSlot(call.turn().state(), lot).orElseThrow();
        call.change(it -> it.withWaiting(new Waiting(lot.id(), free, byUserId, call.now(), null, false)));
        Ear.music(call, guest, new Music(lot.mohPlaylistId(), null), new Listener.ParkMusic(free));
        arm(call, lot.timeoutSec());
        call.emit(
                new CallEvent.CallParked(call.id(), guest, lot.id(), free, byUserId),
                Because.of("park.parked").with("lot", lot.id()).with("timeout_sec", lot.timeoutSec()));
        return free;
    }

    /** Somebody is rung for it after so long. */
    public static void arm(LiveCall call, int seconds) {
        call.timer(timer(call.id()), Duration.ofSeconds(seconds), new Timer.Purpose.ParkOver(call.id()));
    }

    /** Whether whoever waits may be had by another: an offer of a queue is its agent's, and a talk asks in one user. */
    public static boolean mayBePickedUp(CallState call) {
        return call.guest().isPresent()
                && call.ring() instanceof RingAttempt ring
                && !ring.purpose().isOffer()
                && !(ring.purpose() instanceof RingAttempt.Purpose.Added);
    }

    /** Has a caller take a call that rings elsewhere, or refuses them when the edge cannot join the two. */
    public static void pickUp(LiveCall comer, LiveCall taken) {
        Optional<Rejection> unreachable = Talks.unreachable(comer, legs(comer, taken));
        if (unreachable.isPresent()) {
            CallEnding.refuse(comer, unreachable.get());
            return;
        }
        String userId = String.valueOf(comer.head().userId());
        Because because = Because.of("pickup.taken").with("by", userId);
        FlowExit.leave(taken, because);
        Ringing.takenElsewhere(taken, comer.id());
        taken.emit(new CallEvent.CallPickedUp(taken.id(), comer.id(), userId), because);
        comeFor(comer, taken, because);
        Transfers.taken(taken, DestKind.USER);
    }

    /** Has a caller come for the guest of another call, or refuses them when the edge cannot join the two. */
    public static void comeFor(LiveCall comer, LiveCall waiting, Because because) {
        List<LegRef> legs = legs(comer, waiting);
        Optional<Rejection> unreachable = Talks.unreachable(comer, legs);
        if (unreachable.isPresent()) {
            CallEnding.refuse(comer, unreachable.get());
            return;
        }
        waiting.cancelTimer(timer(waiting.id()));
        boolean answering = waiting.state().isUnanswered();
        Ear.open(waiting, because);
        Ear.open(comer, because);
        Waiting now = waiting.state().waiting();
        Waiting next = now == null ? Waiting.pickedUp(waiting.now(), comer.id(), answering) : now.takenBy(comer.id());
        waiting.change(it -> it.withWaiting(next).withChild(comer.id()));
        comer.change(it -> it.consultedFor(waiting.id()));
        Talks.joinLegs(comer, comer.turn().newId("tk"), legs);
    }

    /** The guests of both. */
    public static List<LegRef> legs(LiveCall comer, LiveCall waiting) {
        return List.of(
                new LegRef(waiting.id(), waiting.state().guestId()),
                new LegRef(comer.id(), comer.state().guestId()));
    }
}
