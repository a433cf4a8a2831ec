package io.ringlog.domain.recording;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.Command.TurnRecording.To;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.recording.RecordingRules.Verdict;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Records talks: each from the moment two hear each other until they no longer do, in a recording of its own, where a
 * rule or somebody wants it. What was asked for in a call, a pause too, holds for its later talks.
 */
public final class RecordingDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof RecordingActed asked && asked.verb() != Verb.ERASE) {
            turn.live(asked.id())
                    .ifPresentOrElse(
                            call -> Replies.reply(turn, asked, act(asked.verb(), call, Replies.because(asked))),
                            () -> Replies.reply(
                                    turn,
                                    asked,
                                    Optional.of(Obstacle.CALL_UNKNOWN.rejection(
                                            "there is no call " + asked.id() + " in progress"))));
        } else if (input instanceof CallFact.CodePressed pressed) {
            turn.live(pressed.callId()).ifPresent(call -> pressed(pressed, call));
        } else if (input
                instanceof TimerFired(var id, Timer.Purpose.ConsentDue(String callId, String talkId), var due)) {
            turn.live(callId)
                    .filter(call -> Consent.late(call, id))
                    .flatMap(RecordingDesk::talkOf)
                    .ifPresent(talk -> agreed(turn, talk));
        } else if (input instanceof CommandFailed failed) {
            turn.state().recordings().of(failed.callId()).stream()
                    .filter(it -> it.commandId().equals(failed.commandId()))
                    .forEach(it -> failed(turn, it, failed.reason()));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegConnected(var callId, var leg, var party, String talkId)) {
            begin(turn, talkId, List.of(new LegRef(callId, leg)));
        } else if (event instanceof CallEvent.TalkJoined joined) {
            if (isFirst(turn, joined)) {
                begin(turn, joined.talkId(), joined.legs());
            }
        } else if (event instanceof CallEvent.TalkSplit split) {
            ofTalk(turn, split.talkId()).forEach(it -> end(turn, it));
        } else if (event instanceof CallEvent.LegLeft gone) {
            over(turn, gone.callId(), it -> it.legId().equals(gone.legId()));
        } else if (event instanceof CallEvent.CallEnded ended) {
            over(turn, ended.callId(), it -> true);
        }
    }

    /** Whoever is left of a talk goes on in a recording of their own, as it was asked for. */
    private static void over(Turn turn, String callId, Predicate<TalkRecording> which) {
        turn.state().recordings().of(callId).stream()
                .filter(it -> !it.over() && which.test(it))
                .forEach(it -> {
                    Kept.over(turn, it);
                    Optional.ofNullable(it.talkId()).ifPresent(talk -> goOn(turn, callId, talk));
                });
    }

    private static void goOn(Turn turn, String leftCallId, String talkId) {
        Wish wish = turn.known(leftCallId).map(Wish::of).orElse(Wish.NONE);
        turn.state().talk(talkId).filter(it -> wish != Wish.NONE).ifPresent(it -> wish.note(turn, it));
        begin(turn, talkId, List.of());
    }

    private static List<TalkRecording> ofTalk(Turn turn, String talkId) {
        return turn.state().recordings().running(talkId);
    }

    /** Every call of a talk is told who has come into it: this is the first of them. */
    private static boolean isFirst(Turn turn, CallEvent.TalkJoined joined) {
        return joined.legs().stream()
                .map(LegRef::callId)
                .filter(id -> turn.live(id).isPresent())
                .findFirst()
                .filter(joined.callId()::equals)
                .isPresent();
    }

    /** @param newcomers those of the talk who have just come into it */
    private static void begin(Turn turn, String talkId, List<LegRef> newcomers) {
        Optional<Talk> talk = turn.state().talk(talkId).filter(it -> it.legs().size() > 1);
        talk.ifPresent(it -> {
            it.legs().forEach(leg -> endElsewhere(turn, leg, talkId));
            if (!Consent.isGiven(turn, it)) {
                ofTalk(turn, talkId).forEach(running -> end(turn, running));
            }
            if (RecordingRules.of(turn, it).rule() != RecordingRule.OFF) {
                Taping.listen(turn, ofTalk(turn, talkId).isEmpty() ? it.legs() : newcomers);
            }
            agreed(turn, it);
        });
    }

    /** A talk that is to be recorded is, as soon as all agree who have to. */
    private static void agreed(Turn turn, Talk talk) {
        Verdict verdict = RecordingRules.of(turn, talk);
        Wish wish = Wish.of(turn, talk);
        if (!wish.isRecorded(verdict.rule())
                || wish == Wish.UNWANTED
                || !ofTalk(turn, talk.id()).isEmpty()) {
            return;
        }
        Optional<Rejection> refusal = Consent.refusal(turn, talk);
        if (refusal.isPresent()) {
            Rejection why = refusal.get();
            String callId = talk.legs().getFirst().callId();
            turn.emit(new RecordingEvent.RecordingRefused(callId, why.code(), why.text()), why.because());
        } else if (Consent.isGiven(turn, talk)) {
            Taping.start(turn, talk, wish == Wish.PAUSED, verdict.because("recording.policy"));
        } else {
            Consent.ask(turn, talk);
        }
    }

    /** A leg that came from another talk is recorded there no more. */
    private static void endElsewhere(Turn turn, LegRef leg, String talkId) {
        turn.state().recordings().of(leg.callId()).stream()
                .filter(it -> !it.over() && it.legId().equals(leg.legId()) && !talkId.equals(it.talkId()))
                .forEach(it -> end(turn, it));
    }

    private static void end(Turn turn, TalkRecording recording) {
        if (recording.isOfTalk()) {
            Taping.turn(turn, recording, To.END);
        }
        Kept.over(turn, recording);
    }

    private static void failed(Turn turn, TalkRecording recording, String code) {
        turn.remove(recording);
        turn.emit(
                new RecordingEvent.RecordingRefused(recording.callId(), code, unrecorded(recording, code)),
                Because.of(code).with("recording", recording.recordingId()));
    }

    private static String unrecorded(TalkRecording recording, String code) {
        if (!recording.isOfTalk()) {
            return "the edge cannot record leg " + recording.legId();
        }
        String why = code.equals(Obstacle.NOT_RECORDABLE.code())
                ? ": it is not in G.711 (PCMA or PCMU), and nothing is transcoded"
                : "";
        return "the edge cannot record talk " + recording.talkId() + why;
    }

    /** The same keys begin and stop, others pause and go on. What cannot be is told in the call alone. */
    private static void pressed(CallFact.CodePressed pressed, LiveCall call) {
        Optional<Talk> talk = talkOf(call);
        if (talk.isPresent() && Consent.answered(call, pressed.legId(), pressed.code())) {
            agreed(call.turn(), talk.get());
            return;
        }
        Optional<Account> account =
                call.turn().state().config().account(call.turn().account());
        if (talk.isEmpty()
                || account.filter(it -> it.hasRecordingKeys(pressed.code())).isEmpty()) {
            return;
        }
        boolean running = !ofTalk(call.turn(), talk.get().id()).isEmpty();
        boolean paused = Wish.of(call.turn(), talk.get()) == Wish.PAUSED;
        Verb toggled = running ? Verb.STOP : Verb.START;
        Verb verb = pressed.code().equals(account.get().recordingKeys()) ? toggled : paused ? Verb.RESUME : Verb.PAUSE;
        Because because =
                Because.of("recording.keyed").with("leg", pressed.legId()).with("keys", pressed.code());
        act(verb, call, because)
                .ifPresent(why ->
                        call.emit(new RecordingEvent.RecordingRefused(call.id(), why.code(), why.text()), because));
    }

    private static Optional<Rejection> act(Verb verb, LiveCall call, Because because) {
        Optional<Talk> talk = talkOf(call);
        if (talk.isEmpty()) {
            return Optional.of(Obstacle.LEG_NOT_TALKING.rejection("nobody talks in call " + call.id()));
        }
        List<TalkRecording> running = ofTalk(call.turn(), talk.get().id());
        if (verb == Verb.START) {
            return start(call, talk.get(), running, because);
        }
        if (running.isEmpty()) {
            return Optional.of(Obstacle.NOT_RECORDED.rejection("call " + call.id() + " is not recorded"));
        }
        Verdict verdict = RecordingRules.of(call.turn(), talk.get());
        if (verb == Verb.STOP && verdict.rule() == RecordingRule.ALWAYS) {
            return Optional.of(Obstacle.RECORDED_ALWAYS.rejection(verdict.by() + " has its calls recorded always"));
        }
        running.forEach(it -> carryOut(call.turn(), talk.get(), verb, it, because));
        return Optional.empty();
    }

    private static Optional<Talk> talkOf(LiveCall call) {
        return call.state().legs().stream()
                .flatMap(leg -> leg instanceof Leg.InTalk in ? Stream.of(in.talkId()) : Stream.empty())
                .flatMap(id -> call.turn().state().talk(id).stream())
                .filter(talk -> talk.legs().size() > 1)
                .findFirst();
    }

    private static Optional<Rejection> start(LiveCall call, Talk talk, List<TalkRecording> running, Because because) {
        Verdict verdict = RecordingRules.of(call.turn(), talk);
        if (verdict.rule() == RecordingRule.OFF) {
            return Optional.of(Obstacle.RECORDING_OFF.rejection(verdict.by() + " has no calls recorded"));
        }
        Optional<Rejection> refusal = Consent.refusal(call.turn(), talk);
        if (refusal.isPresent()) {
            return refusal;
        }
        Wish.WANTED.note(call.turn(), talk);
        if (!Consent.isGiven(call.turn(), talk)) {
            Consent.ask(call.turn(), talk);
            return Optional.empty();
        }
        return running.isEmpty()
                ? Taping.start(call.turn(), talk, false, because.with("says", verdict.by()))
                : Optional.empty();
    }

    private static void carryOut(Turn turn, Talk talk, Verb verb, TalkRecording recording, Because because) {
        switch (verb) {
            case STOP -> {
                Wish.UNWANTED.note(turn, talk);
                end(turn, recording);
            }
            case PAUSE -> {
                Wish.PAUSED.note(turn, talk);
                Taping.turn(turn, recording, To.PAUSE);
                turn.emit(new RecordingEvent.RecordingPaused(recording.recordingId(), recording.callId()), because);
            }
            case RESUME -> {
                Wish.WANTED.note(turn, talk);
                Taping.turn(turn, recording, To.RESUME);
                turn.emit(new RecordingEvent.RecordingResumed(recording.recordingId(), recording.callId()), because);
            }
            case START, ERASE -> {}
        }
    }
}
