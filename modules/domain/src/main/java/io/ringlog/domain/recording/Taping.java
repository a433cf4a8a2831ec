package io.ringlog.domain.recording;

import io.ringlog.domain.act.RoomCodes;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RecordingNotice;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.TurnRecording.To;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Talk;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has edges begin recordings of talks and do things with them. */
public final class Taping {

    /** Of an account; each is a row of the state and of a list. */
    static final int MOST = 20_000;

    private static final int LONGEST_SEC = 4 * 3600;
    private static final long MB = 1_000_000;
    private static final String BEEP = "beep";
    private static final String PROMPT = "recording-notice";

    private Taping() {}

    /** Begins a recording of a talk on its first leg, or says why not, in the call too. */
    static Optional<Rejection> start(Turn turn, Talk talk, boolean paused, Because because) {
        LegRef leg = talk.legs().getFirst();
        LiveCall call = turn.live(leg.callId()).orElseThrow();
        Optional<Rejection> refusal = full(turn);
        refusal.ifPresentOrElse(
                why -> call.emit(new RecordingEvent.RecordingRefused(call.id(), why.code(), why.text()), why.because()),
                () -> begin(turn, talk.id(), leg, paused, because));
        return refusal;
    }

    private static void begin(Turn turn, String talkId, LegRef leg, boolean paused, Because because) {
        LiveCall call = turn.live(leg.callId()).orElseThrow();
        CallHead head = call.head();
        String id = turn.newId("rec");
        String command = call.command(order(turn, leg, id));
        TalkRecording recording = new TalkRecording(
                turn.account(),
                id,
                leg.callId(),
                leg.legId(),
                talkId,
                call.state().edge(),
                command,
                turn.now(),
                false,
                null);
        turn.put(recording);
        call.change(CallState::taped);
        if (paused) {
            turn(turn, recording, To.PAUSE);
        }
        call.emit(
                new RecordingEvent.RecordingStarted(
                        id, leg.callId(), leg.legId(), talkId, head.direction(), head.from(), head.to(), paused),
                because);
    }

    private static Command.RecordTalk order(Turn turn, LegRef leg, String recordingId) {
        Optional<Account> account = turn.state().config().account(turn.account());
        RecordingNotice notice = account.map(Account::recordingNotice).orElse(RecordingNotice.NONE);
        String sound = switch (notice) {
            case NONE -> null;
            case BEEP -> BEEP;
            case PROMPT -> PROMPT;
        };
        int every = notice == RecordingNotice.BEEP
                ? account.map(Account::recordingBeepSec).orElse(0)
                : 0;
        return new Command.RecordTalk(leg.callId(), leg.legId(), recordingId, LONGEST_SEC, sound, every);
    }

    /** Lets the users among them begin, pause and end a recording by keys, where the account has keys for that. */
    static void listen(Turn turn, List<LegRef> legs) {
        legs.stream().filter(leg -> !ofRecording(turn, leg).isEmpty()).forEach(leg -> listen(turn, leg));
    }

    /** Has an edge hear all the codes that mean something of a leg, and no others. */
    public static void listen(Turn turn, LegRef leg) {
        List<String> codes = Stream.of(ofRecording(turn, leg), Consent.keys(turn, leg), RoomCodes.of(turn, leg))
                .flatMap(List::stream)
                .distinct()
                .toList();
        turn.live(leg.callId())
                .ifPresent(call -> call.command(new Command.ListenForCodes(leg.callId(), leg.legId(), codes)));
    }

    private static List<String> ofRecording(Turn turn, LegRef leg) {
        return isUser(turn, leg)
                ? turn.state().config().account(turn.account()).stream()
                        .flatMap(it -> Stream.of(
                                Optional.ofNullable(it.recordingKeys()), Optional.ofNullable(it.recordingPauseKeys())))
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    static boolean isUser(Turn turn, LegRef ref) {
        return turn.live(ref.callId())
                .flatMap(call -> call.state().leg(ref.legId()))
                .filter(leg -> leg.party().userId() != null)
                .isPresent();
    }

    /** Why nothing more is recorded in the account; empty while there is room. */
    static Optional<Rejection> full(Turn turn) {
        int quotaMb = turn.state()
                .config()
                .account(turn.account())
                .map(Account::recordingQuotaMb)
                .orElse(0);
        if (turn.state().recordings().bytes() >= quotaMb * MB) {
            return Optional.of(Obstacle.RECORDINGS_FULL.rejection(
                    "the recordings of the account take all of its " + quotaMb + " MB"));
        }
        return turn.state().recordings().all().size() >= MOST
                ? Optional.of(Obstacle.RECORDINGS_FULL.rejection("the account has " + MOST + " recordings"))
                : Optional.empty();
    }

    /** Nothing for a call that has ended: its recordings have too. */
    static void turn(Turn turn, TalkRecording recording, To to) {
        turn.live(recording.callId())
                .ifPresent(call -> call.command(
                        new Command.TurnRecording(recording.callId(), recording.legId(), recording.recordingId(), to)));
    }
}
