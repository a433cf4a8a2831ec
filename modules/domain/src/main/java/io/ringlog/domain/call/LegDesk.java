package io.ringlog.domain.call;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CallerCancelled;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegHeld;
import io.ringlog.domain.journal.CallFact.LegProgressed;
import io.ringlog.domain.journal.CallFact.LegsBridged;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.domain.state.Leg;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a call's legs: ringing, answer, failure, hold and the end. */
public final class LegDesk implements Concern {

    /** No call lasts longer; a leg that an edge forgot cannot hold its account's place for ever. */
    private static final Duration LONGEST_CALL = Duration.ofHours(12);

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof CallFact fact) {
            turn.call(fact.callId()).ifPresentOrElse(call -> heard(fact, call, turn), () -> unknown(fact, turn));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.RingTimeout ring, var due)) {
            turn.call(ring.callId()).ifPresent(call -> Ringing.timedOut(turn, call, ring.attempt()));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.MaxDuration(String callId), var due)) {
            CallEnding.hangUp(turn, callId, "call.too-long");
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallerAnswered answered) {
            armLongest(turn, answered.callId());
        }
    }

    private static void heard(CallFact fact, CallState call, Turn turn) {
        switch (fact) {
            case LegProgressed it -> progressed(it, call, turn);
            case LegAnswered it -> answered(it, call, turn);
            case LegFailed it -> failed(it.legId(), it.status(), it.reason(), call, turn);
            case CallerCancelled it ->
                CallEnding.partyLeft(
                        turn, call, CallFact.CALLER, Disposition.CANCELLED, Because.of("caller.cancelled"));
            case LegEnded it -> ended(it, call, turn);
            case LegHeld it ->
                turn.emit(new CallEvent.LegHoldChanged(call.callId(), it.legId(), it.held()), Because.of("party.held"));
            case LegsBridged it -> bridged(it, call, turn);
            case CommandFailed it -> commandFailed(it, call, turn);
            case InviteReceived it -> {}
            case PlaybackFinished it -> {}
            case DigitsGathered it -> {}
        }
    }

    private static void progressed(LegProgressed fact, CallState call, Turn turn) {
        if (call.leg(fact.legId()).orElse(null) instanceof Leg.Ringing) {
            turn.emit(
                    new CallEvent.LegRang(call.callId(), fact.legId(), fact.status()), Because.of("party.progressed"));
        }
    }

    private static void answered(LegAnswered fact, CallState call, Turn turn) {
        if (call.leg(fact.legId()).orElse(null) instanceof Leg.Ringing leg) {
            connect(call, leg, turn);
        } else if (!fact.legId().equals(CallFact.CALLER)) {
            // A 2xx that crossed our CANCEL: the fence is that the leg rings no more.
            tooLate(fact, turn);
            if (call.caller() == Caller.INVITING) {
                // A proxied caller has got that 2xx too, and can be led nowhere else any more.
                CallEnding.partyLeft(
                        turn, call, CallFact.CALLER, Disposition.NO_ANSWER, Because.of("call.answered-too-late"));
            }
        }
    }

    /** Nobody may talk on a call that is over: an answer may have crossed its end. */
    private static void unknown(CallFact fact, Turn turn) {
        if (fact instanceof LegAnswered answered && !answered.legId().equals(CallFact.CALLER)) {
            tooLate(answered, turn);
        }
    }

    private static void tooLate(LegAnswered fact, Turn turn) {
        turn.command(
                fact.stamp().edge(),
                fact.callId(),
                new Command.HangUpLegs(fact.callId(), List.of(fact.legId()), "call.answered-too-late"));
    }

    private static void connect(CallState call, Leg.Ringing leg, Turn turn) {
        boolean proxied = call.caller() == Caller.INVITING;
        turn.cancelTimer(Ringing.timer(call.callId()));
        if (call.outline().answeredAt() == null) {
            armLongest(turn, call.callId());
        }
        CallState connected = call.with((Leg) leg.answered(turn.now())).answeredAt(turn.now());
        turn.put(proxied ? connected.with(Caller.TALKING) : connected);
        othersStop(connected, leg, proxied, turn);
        if (!proxied) {
            turn.command(call, new Command.BridgeLegs(call.callId(), CallFact.CALLER, leg.id()));
        }
        turn.emit(
                new CallEvent.LegConnected(call.callId(), leg.id(), leg.userId(), leg.deviceId()),
                Because.of("party.answered"));
    }

    private static void armLongest(Turn turn, String callId) {
        turn.timer(CallDesk.durationTimer(callId), LONGEST_CALL, new Timer.Purpose.MaxDuration(callId));
    }

    /**
     * The winner takes the call; a proxying edge has cancelled the others by itself (RFC 3261 section 16.7 step 10).
     */
    private static void othersStop(CallState call, Leg winner, boolean proxied, Turn turn) {
        List<String> others = call.ringing().stream().map(Leg.Ringing::id).toList();
        if (!others.isEmpty() && !proxied) {
            turn.command(call, new Command.CancelLegs(call.callId(), others, "call.answered-elsewhere"));
        }
        for (Leg.Ringing other : call.ringing()) {
            turn.put(turn.call(call.callId()).orElseThrow().with((Leg) other.lost(487, turn.now())));
            turn.emit(
                    new CallEvent.LegLost(call.callId(), other.id(), 487, "call.answered-elsewhere"),
                    Because.of("call.answered-elsewhere").with("winner", winner.id()));
        }
    }

    private static void failed(String legId, int status, @Nullable String reason, CallState call, Turn turn) {
        if (call.leg(legId).orElse(null) instanceof Leg.Ringing leg) {
            Ringing.legFailed(turn, call, leg, status, reason == null ? "" : reason);
        }
    }

    private static void ended(LegEnded fact, CallState call, Turn turn) {
        boolean callers = fact.legId().equals(CallFact.CALLER);
        if (!callers && !(call.leg(fact.legId()).orElse(null) instanceof Leg.Talking)) {
            return;
        }
        Because because = Because.of(cause(fact, callers)).with("reason", fact.reason() == null ? "" : fact.reason());
        Disposition disposition = call.outline().answeredAt() == null ? Disposition.FAILED : Disposition.ANSWERED;
        CallEnding.partyLeft(turn, call, fact.legId(), disposition, because);
    }

    private static String cause(LegEnded fact, boolean callers) {
        return switch (fact.by()) {
            case PARTY -> callers ? "caller.hung-up" : "called.hung-up";
            case MEDIA_SILENCE -> "media.silent";
            case SIGNALLING_FAILURE -> "signalling.failed";
            case COMMAND -> "edge.ended";
        };
    }

    private static void bridged(LegsBridged fact, CallState call, Turn turn) {
        turn.put(call.with(Caller.TALKING));
        turn.emit(new CallEvent.LegsJoined(call.callId(), fact.legA(), fact.legB()), Because.of("media.bridged"));
    }

    private static void commandFailed(CommandFailed fact, CallState call, Turn turn) {
        turn.emit(
                new CallEvent.CommandRefused(call.callId(), fact.commandId(), fact.reason()),
                Because.of("edge.command-failed"));
        String legId = fact.legId() == null ? CallFact.CALLER : fact.legId();
        if (legId.equals(CallFact.CALLER)) {
            callerFailed(fact.reason(), call, turn);
        } else if (call.leg(legId).orElse(null) instanceof Leg.Talking) {
            // Two who should hear each other and never will: neither may wait for the other to give up.
            CallEnding.hangUp(turn, call.callId(), "edge.command-failed");
        } else {
            failed(legId, 500, fact.reason(), turn.call(call.callId()).orElseThrow(), turn);
        }
    }

    /** What keeps the engine from answering is the caller's offer, and the edge has told the caller so. */
    private static void callerFailed(String reason, CallState call, Turn turn) {
        switch (reason) {
            case "media.no-common-codec" ->
                CallEnding.neverAnswered(
                        turn, call.callId(), 488, Rejection.of(reason, "no codec in common with the caller"));
            case "sip.extension-required" ->
                CallEnding.neverAnswered(
                        turn, call.callId(), 420, Rejection.of(reason, "the caller requires what is not supported"));
            default -> CallEnding.hangUp(turn, call.callId(), "edge.command-failed");
        }
    }
}
