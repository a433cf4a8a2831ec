package io.ringlog.domain.recording;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RecordingConsent;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the parties of a talk agree to be recorded, where their account has them asked. Asked are all who are no
 * users of the account; in a talk of users alone, all of them. What a party answered holds as long as its leg.
 *
 * <pre>
 *   not asked ──talk to be recorded──► ASKED ──1, or silence that agrees──► GIVEN
 *                                        └─────2, or silence that does not──► REFUSED
 * </pre>
 */
final class Consent {

    /** By this key who was asked agrees. */
    static final String YES = "1";

    static final String NO = "2";

    private enum Answer {
        ASKED,
        GIVEN,
        REFUSED
    }

    private Consent() {}

    private static RecordingConsent wanted(Turn turn) {
        return turn.state()
                .config()
                .account(turn.account())
                .map(Account::recordingConsent)
                .orElse(RecordingConsent.NONE);
    }

    /** Whether all who have to agree have done so, or nobody has to. */
    static boolean isGiven(Turn turn, Talk talk) {
        return wanted(turn) == RecordingConsent.NONE
                || whom(turn, talk).allMatch(leg -> answer(turn, leg).equals(Optional.of(Answer.GIVEN)));
    }

    /** Why a talk is not recorded whatever is wanted: somebody has refused. */
    static Optional<Rejection> refusal(Turn turn, Talk talk) {
        return wanted(turn) == RecordingConsent.NONE
                ? Optional.empty()
                : whom(turn, talk)
                        .filter(leg -> answer(turn, leg).equals(Optional.of(Answer.REFUSED)))
                        .findFirst()
                        .map(leg -> Obstacle.NO_CONSENT.rejection(
                                "leg " + leg.legId() + " of call " + leg.callId() + " has not agreed to be recorded"));
    }

    /** Asks those who have not been asked yet; whoever was asked before they came into this talk answers in it. */
    static void ask(Turn turn, Talk talk) {
        List<LegRef> legs =
                whom(turn, talk).filter(leg -> answer(turn, leg).isEmpty()).toList();
        for (LegRef leg : legs) {
            LiveCall call = turn.live(leg.callId()).orElseThrow();
            note(call, leg, Answer.ASKED);
            Ear.tell(call, leg.legId(), Phrase.of(Words.RECORDING_CONSENT));
            Taping.listen(turn, leg);
            call.emit(
                    new RecordingEvent.RecordingConsentAsked(call.id(), leg.legId(), talk.id()),
                    Because.of("recording.consent").with("mode", wanted(turn)));
        }
        whom(turn, talk)
                .filter(leg -> isAsked(turn, leg))
                .filter(leg -> turn.state().timer(timer(leg)).isEmpty())
                .forEach(leg -> await(turn, leg, talk.id()));
    }

    /** Each has as long for their answer as the account says, whenever the others were asked. */
    private static void await(Turn turn, LegRef leg, String talkId) {
        int seconds = turn.state()
                .config()
                .account(turn.account())
                .map(Account::recordingConsentSec)
                .orElseThrow();
        turn.timer(timer(leg), Duration.ofSeconds(seconds), new Timer.Purpose.ConsentDue(leg.callId(), talkId));
    }

    private static String timer(LegRef leg) {
        return "consent/" + leg.callId() + "/" + leg.legId();
    }

    /** The keys by which a leg answers now. */
    static List<String> keys(Turn turn, LegRef leg) {
        return isAsked(turn, leg) ? List.of(YES, NO) : List.of();
    }

    /** Whether a key answers the question; then it is noted. */
    static boolean answered(LiveCall call, String legId, String key) {
        LegRef leg = new LegRef(call.id(), legId);
        boolean asked = keys(call.turn(), leg).contains(key);
        if (asked) {
            answered(
                    call,
                    leg,
                    key.equals(YES),
                    Because.of("recording.consent-key").with("key", key));
            Ear.tell(call, legId, Phrase.of(key.equals(YES) ? Words.RECORDING_AGREED : Words.RECORDING_DECLINED));
        }
        return asked;
    }

    /** Whether this timer was that of a leg in a talk, which answers no more; one on hold has time again later. */
    static boolean late(LiveCall call, String timerId) {
        boolean agreed = wanted(call.turn()) == RecordingConsent.KEY_OR_SILENCE;
        Optional<LegRef> silent = call.state().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> new LegRef(call.id(), leg.id()))
                .filter(leg -> timer(leg).equals(timerId))
                .findFirst();
        silent.ifPresent(leg -> answered(call, leg, agreed, Because.of("recording.consent-silence")));
        return silent.isPresent();
    }

    private static void answered(LiveCall call, LegRef leg, boolean given, Because because) {
        note(call, leg, given ? Answer.GIVEN : Answer.REFUSED);
        call.turn().cancelTimer(timer(leg));
        Taping.listen(call.turn(), leg);
        call.emit(new RecordingEvent.RecordingConsentAnswered(call.id(), leg.legId(), given), because);
    }

    private static Stream<LegRef> whom(Turn turn, Talk talk) {
        List<LegRef> others =
                talk.legs().stream().filter(leg -> !Taping.isUser(turn, leg)).toList();
        return (others.isEmpty() ? talk.legs() : others)
                .stream().filter(leg -> turn.live(leg.callId()).isPresent());
    }

    private static boolean isAsked(Turn turn, LegRef leg) {
        return answer(turn, leg).equals(Optional.of(Answer.ASKED));
    }

    private static Optional<Answer> answer(Turn turn, LegRef leg) {
        return turn.live(leg.callId())
                .map(call -> call.state().variables().get(Variables.RECORDING_CONSENT + leg.legId()))
                .flatMap(said -> Stream.of(Answer.values())
                        .filter(it -> it.name().equals(said))
                        .findFirst());
    }

    private static void note(LiveCall call, LegRef leg, Answer answer) {
        call.change(it -> it.withVariable(Variables.RECORDING_CONSENT + leg.legId(), answer.name()));
    }
}
