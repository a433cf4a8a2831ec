package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Crossing;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.act.Settling;
import io.ringlog.domain.act.Taking;
import io.ringlog.domain.act.Talks;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CallTakenOver;
import io.ringlog.domain.journal.CallFact.CallerCancelled;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegHeld;
import io.ringlog.domain.journal.CallFact.LegProgressed;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.CallFact.TalkSplit;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.queue.OfferDesk;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Hearing;
import io.ringlog.domain.state.Hold;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Waiting;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a call's legs: ringing, answer, failure, hold and the end. */
public final class LegDesk implements Concern {

    private static final Because MEASURED = Because.of("media.measured");

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof CallFact fact) {
            turn.live(fact.callId()).ifPresentOrElse(call -> heard(fact, call), () -> unknown(fact, turn));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.RingTimeout ring, var due)) {
            turn.live(ring.callId()).ifPresent(call -> Ringing.due(call, ring.attempt()));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.EndDue end, var due)) {
            turn.live(end.callId()).ifPresent(call -> Settling.due(call, end));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.MaxDuration(String callId), var due)) {
            turn.live(callId).ifPresent(CallEnding::tooLong);
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallerAnswered answered) {
            turn.live(answered.callId()).ifPresent(CallEnding::armLongest);
        }
    }

    private static void heard(CallFact fact, LiveCall call) {
        switch (fact) {
            case LegProgressed it -> progressed(it, call);
            case CallFact.LegSent it -> sent(it, call);
            case LegAnswered it -> answered(it, call);
            case LegFailed it -> failed(it.legId(), it.status(), it.reason(), call);
            case CallerCancelled it ->
                CallEnding.partyLeft(call, CallFact.CALLER, Disposition.CANCELLED, Cause.CALLER_CANCELLED.because());
            case LegEnded it -> ended(it, call);
            case CallFact.LegsMeasured it -> measured(it, call);
            case LegHeld it -> held(it, call);
            case LegsJoined it -> Talks.joined(call.turn(), it.talkId(), it.legs());
            case CommandFailed it -> commandFailed(it, call);
            case CallFact.MediaMissing it ->
                call.emit(
                        new CallEvent.MediaMissing(call.id(), it.legId(), it.mediaId(), it.why()),
                        Because.of("media.missing").with("media", it.mediaId()));
            case CallTakenOver it -> takenOver(it, call);
            case TalkSplit it -> Talks.split(call.turn(), it.talkId());
            case InviteReceived it -> {}
            case CallFact.LegChallenged it -> {}
            case PlaybackFinished it -> {}
            case DigitsGathered it -> said(it, call);
            case CallFact.CodePressed it -> {}
            case CallFact.SpeakerHeard it -> {}
            case CallFact.ReferReceived it -> {}
            case CallFact.NumbersLookedUp it -> {}
            case RecordingFinished it -> recorded(it, call);
        }
    }

    private static void sent(CallFact.LegSent fact, LiveCall call) {
        if (call.state().leg(fact.legId()).isPresent()) {
            String before = fact.passedOver();
            Because found =
                    Because.of("party.located").with("host", fact.host()).with("at", fact.at());
            call.emit(
                    new CallEvent.LegSent(call.id(), fact.legId(), fact.host(), fact.at(), fact.transport(), before),
                    before == null ? found : found.over("the server before", before));
        }
    }

    private static void progressed(LegProgressed fact, LiveCall call) {
        if (call.state().leg(fact.legId()).orElse(null) instanceof Leg.Ringing leg) {
            Ringing.heard(call, leg);
            call.emit(new CallEvent.LegRang(call.id(), fact.legId(), fact.status()), Because.of("party.progressed"));
        }
    }

    private static void answered(LegAnswered fact, LiveCall call) {
        if (call.state().leg(fact.legId()).orElse(null) instanceof Leg.Ringing leg) {
            call.change(it -> it.answeredOutside(leg.id(), call.now()));
            if (Taking.mustBeAsked(call, leg)) {
                Taking.ask(call, leg);
            } else {
                connect(call, leg);
            }
        } else if (fact.legId().equals(CallFact.CALLER)) {
            Optional.ofNullable(call.state().waiting())
                    .filter(Waiting::answering)
                    .ifPresent(waiting -> call.change(it -> it.withWaiting(waiting.answered())));
        } else if (fact.wasPassedOn()
                && Crossing.isPossible(call.state())
                && call.state().leg(fact.legId()).orElse(null) instanceof Leg.Over phone) {
            Crossing.answerWins(call, phone);
        } else {
            // A 2xx that crossed our CANCEL: the fence is that the leg rings no more.
            tooLate(fact, call.turn());
            Settling.silent(call, fact.legId());
        }
    }

    private static void said(DigitsGathered fact, LiveCall call) {
        if (!(call.state().leg(fact.legId()).orElse(null) instanceof Leg.Ringing leg)
                || !fact.gatherId().equals(leg.asked())) {
            return;
        }
        if (Taking.isYes(fact.digits())) {
            connect(call, leg);
        } else {
            Taking.no(call, leg, fact.digits());
        }
    }

    /** Nobody may talk on a call that is over: an answer may have crossed its end. */
    private static void unknown(CallFact fact, Turn turn) {
        if (fact instanceof LegAnswered answered && !answered.legId().equals(CallFact.CALLER)) {
            tooLate(answered, turn);
        } else if (fact instanceof LegEnded ended && ended.media() != null) {
            turn.emit(new CallEvent.LegsMeasured(fact.callId(), ended.media()), MEASURED);
        }
    }

    private static void measured(CallFact.LegsMeasured fact, LiveCall call) {
        List<MediaFigures> figures = keep(fact.media(), call);
        if (!figures.isEmpty()) {
            call.emit(new CallEvent.LegsMeasured(call.id(), figures), MEASURED);
        }
    }

    /** Of legs that the call does not have nothing is kept. */
    private static List<MediaFigures> keep(List<MediaFigures> media, LiveCall call) {
        List<MediaFigures> known = media.stream()
                .filter(it -> call.state().leg(it.legId()).isPresent())
                .toList();
        if (!known.isEmpty()) {
            call.change(it -> it.measured(known));
        }
        return known;
    }

    private static void tooLate(LegAnswered fact, Turn turn) {
        turn.command(
                fact.stamp().edge(),
                fact.callId(),
                new Command.HangUpLegs(fact.callId(), List.of(fact.legId()), Cause.ANSWERED_TOO_LATE.code()));
    }

    /** Whoever answers is joined with the leg it was rung for; where nobody waits it hears the engine. */
    private static void connect(LiveCall call, Leg.Ringing leg) {
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        if (call.state().isSilent()) {
            CallEnding.armLongest(call);
        }
        if (attempt.isOurs()) {
            Ear.open(call, Because.of("party.took").with("leg", leg.id()));
        }
        Leg waiting = waiting(call.state(), attempt);
        call.change(it -> it.with(leg.hosted(call.now()))
                .answeredAt(call.now())
                .takenBy(leg.party().userId()));
        String talkId = waiting instanceof Leg.Inviting ? call.turn().newId("tk") : null;
        if (waiting instanceof Leg.Inviting inviting && talkId != null) {
            call.change(it -> it.with(inviting.talking(talkId, call.now()))
                    .with(leg.talking(talkId, call.now()))
                    .proxied(true));
        }
        Ringing.answered(call, leg, talkId != null);
        if (waiting instanceof Leg.Up up) {
            Talks.answered(call, up, leg.id());
        }
        call.emit(new CallEvent.LegConnected(call.id(), leg.id(), leg.party(), talkId), Ringing.becauseAnswered());
    }

    /** Who is asked into a talk is awaited by all of it, whoever has left since. */
    private static @Nullable Leg waiting(CallState call, RingAttempt attempt) {
        String onBehalfOf = attempt.onBehalfOf();
        Leg waiting = onBehalfOf == null ? null : call.leg(onBehalfOf).orElse(null);
        return attempt.purpose() instanceof RingAttempt.Purpose.Added && !(waiting instanceof Leg.InTalk)
                ? call.up().stream()
                        .filter(Leg.InTalk.class::isInstance)
                        .findFirst()
                        .orElse(null)
                : waiting;
    }

    private static void failed(String legId, int status, @Nullable String reason, LiveCall call) {
        Leg.Ringing leg = call.state().leg(legId).orElse(null) instanceof Leg.Ringing it ? it : null;
        if (leg != null && leg.asked() != null) {
            Ringing.refused(call, leg, status, reason == null ? "" : reason);
        } else if (leg != null) {
            Ringing.legFailed(call, leg, status, reason == null ? "" : reason);
        } else {
            Settling.silent(call, legId);
        }
    }

    private static void ended(LegEnded fact, LiveCall call) {
        List<MediaFigures> media = fact.media();
        if (media != null) {
            keep(media, call);
        }
        Leg leg = call.state().leg(fact.legId()).orElse(null);
        if (leg instanceof Leg.Ringing asked && asked.asked() != null) {
            Ringing.legFailed(call, asked, 480, Cause.NOT_TAKEN.code());
            return;
        }
        if (!(leg instanceof Leg.Up) && !(leg instanceof Leg.Inviting)) {
            return;
        }
        boolean callers = fact.legId().equals(CallFact.CALLER);
        Because because = cause(fact, callers).because().with("reason", fact.reason() == null ? "" : fact.reason());
        Disposition disposition = call.state().isSilent() ? Disposition.FAILED : Disposition.ANSWERED;
        // While a take-over is under way nobody knows yet whether the BYE has passed through.
        boolean passedThrough = call.state().proxied()
                && call.state().hold() == null
                && call.state().transfer() == null
                && call.state().addition() == null;
        if (passedThrough && fact.by() == CallFact.EndedBy.PARTY) {
            CallEnding.partedBetweenThem(call, disposition, because);
        } else {
            CallEnding.partyLeft(call, fact.legId(), disposition, because);
        }
    }

    private static Cause cause(LegEnded fact, boolean callers) {
        return switch (fact.by()) {
            case PARTY -> callers ? Cause.CALLER_HUNG_UP : Cause.CALLED_HUNG_UP;
            case MEDIA_SILENCE -> Cause.MEDIA_SILENT;
            case SESSION_EXPIRED -> Cause.SESSION_EXPIRED;
            case PARTY_GONE -> Cause.PARTY_GONE;
            case SIGNALLING_FAILURE -> Cause.SIGNALLING_FAILED;
            case NODE_STOPPED -> Cause.NODE_STOPPED;
            case COMMAND -> Cause.ENDED_BY_EDGE;
        };
    }

    private static void held(LegHeld fact, LiveCall call) {
        Leg leg = call.state().leg(fact.legId()).orElse(null);
        if (leg instanceof Leg.Talking talking && fact.held()) {
            call.change(it -> it.with(talking.held(call.now())));
        } else if (leg instanceof Leg.Held held && !fact.held()) {
            call.change(it -> it.with(held.resumed(call.now())));
        } else if (leg instanceof Leg.Hosted hosted) {
            call.change(it -> it.with(hosted.holding(fact.held())));
        }
        call.emit(new CallEvent.LegHoldChanged(call.id(), fact.legId(), fact.held()), Because.of("party.held"));
    }

    /** A recording of a talk has a story of its own. */
    private static void recorded(RecordingFinished it, LiveCall call) {
        if (call.turn()
                .state()
                .recordings()
                .recording(it.recordingId())
                .filter(TalkRecording::isOfTalk)
                .isPresent()) {
            return;
        }
        call.emit(
                new CallEvent.LegRecorded(
                        call.id(),
                        it.legId(),
                        it.recordingId(),
                        it.durationMs(),
                        it.sizeBytes(),
                        it.end(),
                        it.objectKey(),
                        it.lostMs()),
                Because.of("media.recorded").with("end", it.end()));
    }

    private static void takenOver(CallTakenOver fact, LiveCall call) {
        call.change(it -> it.proxied(false));
        call.emit(new CallEvent.CallTakenOver(call.id(), fact.legs()), Because.of("edge.taken-over"));
    }

    private static void commandFailed(CommandFailed fact, LiveCall call) {
        call.emit(
                new CallEvent.CommandRefused(call.id(), fact.commandId(), fact.reason()),
                Cause.COMMAND_FAILED.because());
        if (call.turn().state().recordings().isBegunBy(call.id(), fact.commandId())
                || call.turn().state().supervisionBy(fact.commandId()).isPresent()) {
            return;
        }
        Hold hold = call.state().hold();
        Transfer transfer = call.state().transfer();
        Addition addition = call.state().addition();
        if ((hold != null && hold.commandId().equals(fact.commandId()))
                || (transfer != null && transfer.commandId().equals(fact.commandId()))
                || (addition != null && addition.commandId().equals(fact.commandId()))) {
            return;
        }
        if (call.state().proxied() && !fact.reason().equals(Obstacle.CALL_UNKNOWN.code())) {
            // What was to be done with a caller whom a phone had already, or for somebody who has left: both talk on.
            return;
        }
        String legId = fact.legId() == null ? CallFact.CALLER : fact.legId();
        Optional<Listener.ParkedSlot> slot = toldOfSlot(call, legId);
        if (slot.isPresent()) {
            // Who was parked waits, whether the slot can be said or not.
            Transfers.parked(call, slot.get(), false);
        } else if (legId.equals(CallFact.CALLER)) {
            callerFailed(fact.reason(), call);
        } else if (call.state().leg(legId).orElse(null) instanceof Leg.Up) {
            // Two who should hear each other and never will: neither may wait for the other to give up.
            CallEnding.hangUp(call, Cause.COMMAND_FAILED);
        } else {
            call.state()
                    .leg(legId)
                    .filter(Leg.Ringing.class::isInstance)
                    .ifPresent(leg -> OfferDesk.notRung(call, leg, fact.reason()));
            failed(legId, 500, fact.reason(), call);
        }
    }

    /** The slot that somebody is about to hear who has parked the call. */
    private static Optional<Listener.ParkedSlot> toldOfSlot(LiveCall call, String legId) {
        return call.state()
                .leg(legId)
                .filter(Leg.Hosted.class::isInstance)
                .flatMap(leg -> Optional.ofNullable(((Leg.Hosted) leg).hearing())
                        .map(Hearing::listener)
                        .filter(Listener.ParkedSlot.class::isInstance)
                        .map(Listener.ParkedSlot.class::cast));
    }

    /** What keeps the engine from answering is the caller's offer, and the edge has told the caller so. */
    private static void callerFailed(String reason, LiveCall call) {
        if (reason.equals(Obstacle.NO_COMMON_CODEC.code())) {
            never(call, 488, Obstacle.NO_COMMON_CODEC, "no codec in common with the caller");
        } else if (reason.equals(Refusal.ENCRYPTION_REQUIRED.code())) {
            never(call, 488, Refusal.ENCRYPTION_REQUIRED, "nothing of what the caller offers encrypted can be spoken");
        } else if (reason.equals(Obstacle.NO_ADDRESS.code())) {
            never(call, 488, Obstacle.NO_ADDRESS, "the caller's media has no address, or a name in its place");
        } else if (reason.equals(Obstacle.EXTENSION_REQUIRED.code())) {
            never(call, 420, Obstacle.EXTENSION_REQUIRED, "the caller requires what is not supported");
        } else if (reason.equals(Obstacle.TOO_BROAD.code())) {
            never(call, 440, Obstacle.TOO_BROAD, "the call may not ring in so many places at once");
        } else {
            CallEnding.hangUp(call, Cause.COMMAND_FAILED);
        }
    }

    private static void never(LiveCall call, int status, Code why, String text) {
        CallEnding.neverAnswered(call, status, why.rejection(text));
    }
}
