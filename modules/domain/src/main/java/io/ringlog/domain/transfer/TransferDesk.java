package io.ringlog.domain.transfer;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.ReferReceived;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.Hearing;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Transfer;
import io.ringlog.kernel.Because;
import java.util.Optional;

/** Hears who wants to pass on whom, and how far that is. What is done about it is in {@code PassingOn}. */
public final class TransferDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof ReferReceived asked) {
            Asking.byPhone(turn, asked);
        } else if (input instanceof TransferRequested asked) {
            Asking.byApi(turn, asked);
        } else if (input instanceof CallFact fact) {
            turn.live(fact.callId())
                    .ifPresent(call ->
                            Optional.ofNullable(call.state().transfer()).ifPresent(it -> heard(fact, it, call)));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegRang rang) {
            leading(turn, rang.callId()).ifPresent(call -> rang(call, rang.status()));
        } else if (event instanceof CallEvent.LegConnected connected) {
            leading(turn, connected.callId())
                    .ifPresent(call -> Transfers.arrived(
                            call, passing(call), Because.of("transfer.answered").with("leg", connected.legId())));
        } else if (event instanceof CallEvent.LegLeft left) {
            leading(turn, left.callId())
                    .filter(call -> passing(call).byLegId().equals(left.legId()))
                    .ifPresent(call -> PassingOn.unheard(call, passing(call)));
        } else if (event instanceof CallEvent.RingFailed failed) {
            turn.live(failed.callId())
                    .filter(call -> call.state().ring() instanceof RingAttempt ring
                            && ring.purpose() instanceof RingAttempt.Purpose.Recall)
                    .ifPresent(call -> CallEnding.hangUp(call, Cause.NOBODY_TOOK_BACK));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId()).ifPresent(TransferDesk::ended);
        }
    }

    private static void ended(LiveCall call) {
        Optional.ofNullable(call.state().transfer()).ifPresent(transfer -> PassingOn.ended(call, transfer));
        call.state().up().forEach(leg -> unheard(call, leg));
    }

    /** Whoever was about to hear the slot of another call than theirs has gone: it is parked all the same. */
    private static void unheard(LiveCall call, Leg.Up leg) {
        if (leg instanceof Leg.Hosted hosted
                && hosted.hearing() instanceof Hearing hearing
                && hearing.listener() instanceof Listener.ParkedSlot slot
                && slot.callId() != null) {
            Transfers.parked(call, slot, false);
        }
    }

    private static Optional<LiveCall> leading(Turn turn, String callId) {
        return turn.live(callId)
                .filter(call -> call.state().transfer() instanceof Transfer transfer && transfer.isLeading());
    }

    private static Transfer passing(LiveCall call) {
        return Optional.ofNullable(call.state().transfer()).orElseThrow();
    }

    /** Somebody who asked at the API sees nothing of a ring, and is free as soon as it rings. */
    private static void rang(LiveCall call, int status) {
        Transfer transfer = passing(call);
        Transfers.tell(call, transfer, status, false);
        if (transfer.asked() instanceof Transfer.Asked.ByApi) {
            Transfers.leaves(call, transfer);
        }
    }

    private static void heard(CallFact fact, Transfer transfer, LiveCall call) {
        switch (transfer.step()) {
            case TAKING_OVER -> {
                if (fact instanceof CallFact.CallTakenOver) {
                    PassingOn.takenOver(call, transfer);
                }
            }
            case SPLITTING -> {
                if (fact instanceof CallFact.TalkSplit split && split.talkId().equals(transfer.talkId())) {
                    PassingOn.split(call, transfer);
                }
            }
            case JOINING -> {
                if (fact instanceof CallFact.LegsJoined joined
                        && joined.talkId().equals(transfer.talkId())) {
                    PassingOn.joined(call, transfer);
                }
            }
            case LEADING, SEATING -> {}
        }
        if (fact instanceof CommandFailed failed && failed.commandId().equals(transfer.commandId())) {
            PassingOn.failed(call, transfer, failed.reason());
        }
    }
}
