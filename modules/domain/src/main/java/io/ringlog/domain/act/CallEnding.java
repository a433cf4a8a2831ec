package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.cdr.CdrProjection;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.refusal.Answer;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.Talk;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Way;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Code;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way a call ends: its legs are told, its timers cancelled, its CDR written. A second end changes nothing. */
public final class CallEnding {

    /** When a caller whose edge was taken for lost may try again. */
    private static final int RETRY_AFTER_SEC = 5;

    /** No call lasts longer; a leg that an edge forgot cannot hold its account's place for ever. */
    private static final Duration LONGEST_CALL = Duration.ofHours(12);

    private CallEnding() {}

    /** Ends a call by the platform's own decision. A caller whom nobody has answered is refused with 480. */
    public static void hangUp(LiveCall call, Code cause) {
        hangUp(call, cause, Disposition.ANSWERED);
    }

    /** The same, for a caller who heard the platform: {@code heard} says what that was worth. */
    public static void hangUp(LiveCall call, Code cause, Disposition heard) {
        if (call.isOver()) {
            return;
        }
        Rejection why = cause.rejection("the call was ended before an answer");
        if (!call.state().isSilent()) {
            dropLegs(call, List.of(), cause.code());
            close(call, heard, cause.because(), null);
        } else if (!Settling.waits(call, why, true)) {
            refuseWith(call, Answer.ENDED, why);
        }
    }

    /** Nobody has answered a caller who was about to hear a final answer. */
    static void settled(LiveCall call, Rejection why, boolean hangsUp) {
        Answer answer =
                hangsUp ? Answer.ENDED : Refusal.answer(why.code(), call.head().direction());
        refuseWith(call, answer, why);
    }

    /**
     * Refuses a call for a reason; one that somebody has answered already is hung up with the code as cause, and one
     * that is being passed on goes back.
     */
    public static void refuse(LiveCall call, Rejection why) {
        if (call.isOver() || Transfers.comesBack(call, why)) {
            return;
        }
        if (!call.state().isSilent()) {
            dropLegs(call, List.of(), why.code());
            close(call, Disposition.ANSWERED, why.because(), why.code());
        } else if (!Settling.waits(call, why, false)) {
            settled(call, why, false);
        }
    }

    /** The edge has refused a caller whom the media engine should have answered: there never was an answer. */
    public static void neverAnswered(LiveCall call, int status, Rejection why) {
        dropLegs(call, List.of(CallFact.CALLER), why.code());
        call.cancelTimer(durationTimer(call));
        call.change(CallState::unanswered);
        call.emit(new CallEvent.CallRefused(call.id(), status, why.code(), why.text()), why.because());
        close(call, Disposition.FAILED, why.because(), why.code());
    }

    /** A leg is gone by itself; whoever hears nobody any more is told, and the call ends with its last talk. */
    public static void partyLeft(LiveCall call, String goneLeg, Disposition disposition, Because because) {
        List<Talk> talks = Talks.of(call);
        switch (Remainder.of(call.state(), talks, goneLeg)) {
            case Remainder.Nothing it -> {
                dropLegs(call, List.of(goneLeg), because.rule());
                close(call, disposition, because, null);
            }
            case Remainder.GoesOn it -> {
                left(call, goneLeg, because);
                talks.forEach(talk -> deserted(call.turn(), talk.id()));
            }
        }
    }

    /** A BYE of a party has passed through a proxied call: the other phone knows by it, and there is nobody to tell. */
    public static void partedBetweenThem(LiveCall call, Disposition disposition, Because because) {
        cancelRinging(call, because.rule());
        close(call, disposition, because, null);
    }

    /** A leg that was up is over and its call goes on; nobody else is told. */
    public static void left(LiveCall call, String legId, Because because) {
        call.state().leg(legId).ifPresent(leg -> {
            call.change(it -> it.with(leg.over(200, call.now())));
            RungTrunks.release(call, leg);
            call.emit(
                    new CallEvent.LegLeft(
                            call.id(),
                            legId,
                            leg.party(),
                            because.rule(),
                            call.state().outline().media(legId)),
                    because);
        });
    }

    /** Whoever is alone in a talk that others have left hears nobody: its leg ends, and its call if nothing is left. */
    private static void deserted(Turn turn, String talkId) {
        List<LegRef> left = turn.state().talk(talkId).map(Talk::legs).orElse(List.of());
        if (left.size() == 1) {
            LegRef alone = left.getFirst();
            turn.live(alone.callId())
                    .filter(call -> !isPassedOn(call, alone) && !isJoined(call, talkId))
                    .filter(call -> turn.state().roomOf(alone).isEmpty())
                    .ifPresent(call -> sendAway(
                            call, alone.legId(), Cause.TALK_DESERTED.because().with("talk", talkId)));
        }
    }

    /** Ends a leg that is up, and its call if nothing is left of that. */
    public static void sendAway(LiveCall call, String legId, Because because) {
        call.command(new Command.HangUpLegs(call.id(), List.of(legId), because.rule()));
        partyLeft(call, legId, Disposition.ANSWERED, because);
    }

    /** Who is being passed on waits for somebody else than those who have left. */
    private static boolean isPassedOn(LiveCall call, LegRef leg) {
        Transfer transfer = call.state().transfer();
        return transfer != null && transfer.legId().equals(leg.legId());
    }

    /** Somebody who was asked into the talk has answered and is about to be heard in it. */
    private static boolean isJoined(LiveCall call, String talkId) {
        Addition coming = call.state().addition();
        return coming != null && coming.isComingTo(talkId);
    }

    /** The edge with all legs is gone and has started anew; nobody can be told, and every call of a talk is lost. */
    public static void gone(LiveCall call, Because because) {
        end(call, Disposition.LOST, because, null);
    }

    /**
     * The edge is taken for gone. Should it live after all, it is told that its legs are over, so that its phones agree
     * with the log; a dead one finds the command when it starts again, and knows the call no more.
     */
    public static void lost(LiveCall call, Because because) {
        dropLegs(call, List.of(), because.rule());
        if (call.state().isUnanswered()) {
            call.command(new Command.RefuseCall(
                    call.id(), 503, "Service Unavailable", null, because.rule(), RETRY_AFTER_SEC));
        }
        gone(call, because);
    }

    /** Ends the call when it has lasted as long as any may; counts from its first answer. */
    public static void armLongest(LiveCall call) {
        call.timer(durationTimer(call), LONGEST_CALL, new Timer.Purpose.MaxDuration(call.id()));
    }

    /** A call has lasted as long as any may; one in which somebody talks to an emergency number lasts on. */
    public static void tooLong(LiveCall call) {
        Way outside = call.state().wayUp();
        if (outside != null && outside.numberClass() == NumberClass.EMERGENCY) {
            armLongest(call);
        } else {
            hangUp(call, Cause.TOO_LONG);
        }
    }

    private static String durationTimer(LiveCall call) {
        return "duration/" + call.id();
    }

    private static void refuseWith(LiveCall call, Answer answer, Rejection why) {
        cancelRinging(call, why.code());
        if (call.state().isUnanswered()) {
            call.command(new Command.RefuseCall(
                    call.id(), answer.status(), answer.phrase(), answer.reason(), why.code(), null));
        }
        call.emit(new CallEvent.CallRefused(call.id(), answer.status(), why.code(), why.text()), why.because());
        close(call, answer.disposition(), why.because(), why.code());
    }

    private static void dropLegs(LiveCall call, List<String> gone, String cause) {
        cancelRinging(call, cause);
        List<String> left = call.state().up().stream()
                .map(Leg::id)
                .filter(leg -> !gone.contains(leg))
                .toList();
        if (!left.isEmpty()) {
            call.command(new Command.HangUpLegs(call.id(), left, cause));
        }
    }

    private static void cancelRinging(LiveCall call, String cause) {
        Ringing.cancelLegs(call, call.state().ringing(), cause);
    }

    /** A caller who waits in a queue, or is let go by it, has spoken to nobody: music is no answer. */
    private static Disposition outcome(LiveCall call, Disposition said) {
        QueuePlace place = call.state().place();
        boolean waits = place != null && place.state() != QueuePlace.State.CLAIMED;
        boolean dismissed = call.state().guest().orElse(null) instanceof Leg.Hosted leg
                && leg.hearing() != null
                && leg.hearing().listener() instanceof Listener.QueueGoodbye;
        return (waits || dismissed) && said == Disposition.ANSWERED ? Disposition.NO_ANSWER : said;
    }

    private static void close(LiveCall call, Disposition said, Because because, @Nullable String refusalCode) {
        List<Talk> talks = Talks.of(call);
        end(call, said, because, refusalCode);
        talks.forEach(talk -> deserted(call.turn(), talk.id()));
    }

    private static void end(LiveCall call, Disposition said, Because because, @Nullable String refusalCode) {
        Disposition disposition = outcome(call, said);
        if (!call.state().ringing().isEmpty()) {
            call.cancelTimer(Ringing.timer(call.id()));
        }
        if (!call.state().isSilent()) {
            call.cancelTimer(durationTimer(call));
        }
        call.cancelTimer(Settling.timer(call.id()));
        call.change(CallState::ended);
        call.emit(
                new CallEvent.CallEnded(
                        call.id(),
                        disposition,
                        because.rule(),
                        CdrProjection.of(call.state(), Zones.of(call), disposition, because, refusalCode, call.now())),
                because);
    }
}
