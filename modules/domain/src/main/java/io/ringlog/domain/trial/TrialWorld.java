package io.ringlog.domain.trial;

import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegProgressed;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.NumbersLookedUp;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Input;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an edge, phones and a caller do in a trial: some of it by themselves, the rest when the script says so. */
final class TrialWorld {

    private static final int BUSY = 486;
    private static final int CANCELLED = 487;
    private static final int RINGS = 180;
    private static final int DECLINED = 603;
    private static final int BYTES_A_SECOND = 16_000;

    private final String callId;
    private final TrialJournal journal;
    private final Deque<Supplier<Input>> due = new ArrayDeque<>();
    private final List<String> ringing = new ArrayList<>();
    private boolean rungInVain;
    private boolean proxied;
    private Command.@Nullable Gather asked;
    private Command.@Nullable RecordLeg recording;
    private Effect.@Nullable AskHttp asking;

    TrialWorld(String callId, TrialJournal journal) {
        this.callId = callId;
        this.journal = journal;
    }

    /** Carries out a command as an edge does; what is to be told of it is told later. */
    void obey(Command.CallCommand command) {
        switch (command) {
            case Command.InviteParty it -> ring(it);
            case Command.CancelLegs it -> it.legIds().forEach(leg -> fail(leg, CANCELLED));
            case Command.Play it -> play(it);
            case Command.Gather it -> {
                hush();
                asked = it;
            }
            case Command.RecordLeg it -> {
                hush();
                recording = it;
            }
            case Command.LookUpNumbers it ->
                due.add(() -> new NumbersLookedUp(journal.stamp(), callId, List.of(), it.rings(), it.use()));
            case Command.StopMedia it -> hush();
            case Command.JoinLegs it -> due.add(() -> new LegsJoined(journal.stamp(), callId, it.talkId(), it.legs()));
            case Command.HangUpLegs it -> it.legIds().forEach(this::end);
            default -> {
                // Nothing of it comes back to a call that stands at a node.
            }
        }
    }

    /** Keeps in mind what a worker is to do. */
    void obey(Effect effect) {
        if (effect instanceof Effect.AskHttp it && it.callId().equals(callId)) {
            asking = it;
        }
    }

    /** What was asked of a web service and is over is answered no more. */
    void happened(Event event) {
        if (event instanceof FlowEvent.HttpTold) {
            asking = null;
        }
    }

    /** How long a question waits for its first key. */
    Duration patience() {
        return Duration.ofMillis(Objects.requireNonNull(asked).firstTimeoutMs());
    }

    /** What happens by itself now; null when it is the script's turn, or the clock's. */
    @Nullable
    Input next() {
        Supplier<Input> first = due.poll();
        return first == null ? null : first.get();
    }

    /** The input that the call waits for; null when it waits for time to pass. */
    @Nullable
    String waitsFor() {
        if (asked != null) {
            return "keys";
        } else if (recording != null) {
            return "speaks_sec";
        } else if (asking != null) {
            return "http";
        }
        return ringing.isEmpty() || rungInVain ? null : "ring";
    }

    /** What is wrong with keys as an answer to what is asked; null when nothing is. */
    @Nullable
    String unfit(String keys) {
        Command.Gather it = Objects.requireNonNull(asked);
        int end = terminated(keys, it);
        if (end >= 0 && end < keys.length() - 1) {
            return "the key " + keys.charAt(end) + " ends the input, and more keys follow";
        }
        return end < 0 && keys.length() > it.maxDigits() ? "it takes " + it.maxDigits() + " keys at most" : null;
    }

    /** What is wrong with an answer to what is asked of a web service; null when nothing is. */
    @Nullable
    String unfit(TrialInput.Http answer) {
        List<HttpAsk.Wanted> wanted = Objects.requireNonNull(asking).ask().wanted();
        return answer.values().stream()
                .map(HttpAnswer.Value::variable)
                .filter(name -> wanted.stream().noneMatch(it -> it.variable().equals(name)))
                .findFirst()
                .map(name -> "the node takes no value " + name)
                .orElse(null);
    }

    /** What is wanted and not said is missing; a status alone says that nothing was. */
    void answer(TrialInput.Http it) {
        Effect.AskHttp asked = Objects.requireNonNull(asking);
        asking = null;
        List<HttpAnswer.Missing> missing = asked.ask().wanted().stream()
                .map(HttpAsk.Wanted::variable)
                .filter(name ->
                        it.values().stream().noneMatch(value -> value.variable().equals(name)))
                .map(name -> new HttpAnswer.Missing(name, "is not in the script"))
                .toList();
        String none = it.status() == null ? "the script says so" : "";
        due.add(() -> new HttpAnswered(
                callId, asked.requestId(), new HttpAnswer(it.status(), it.values(), missing, 1, 0, none)));
    }

    void press(String keys) {
        Command.Gather it = Objects.requireNonNull(asked);
        asked = null;
        int end = terminated(keys, it);
        boolean full = end < 0 && keys.length() == it.maxDigits();
        if (end < 0 && !full) {
            journal.pass(Duration.ofMillis(keys.isEmpty() ? it.firstTimeoutMs() : it.interDigitTimeoutMs()));
        }
        GatherEnd how = end >= 0 ? GatherEnd.TERMINATOR : full ? GatherEnd.COMPLETE : GatherEnd.TIMEOUT;
        String digits = end >= 0 ? keys.substring(0, end) : keys;
        due.add(() -> new DigitsGathered(journal.stamp(), callId, it.legId(), it.gatherId(), digits, how));
    }

    void ring(TrialInput.RingEnd end) {
        switch (end) {
            case ANSWERED -> answer();
            case BUSY -> List.copyOf(ringing).forEach(leg -> fail(leg, BUSY));
            case DECLINED -> List.copyOf(ringing).forEach(leg -> fail(leg, DECLINED));
            case NO_ANSWER -> rungInVain = true;
        }
    }

    void speak(int seconds) {
        Command.RecordLeg it = Objects.requireNonNull(recording);
        int spoken = Math.min(seconds, it.maxSec());
        finish(it, spoken, spoken == it.maxSec() ? RecordingEnd.LIMIT : RecordingEnd.SILENCE);
    }

    /** The caller goes, in the middle of whatever it is. */
    void hangUp(boolean answered) {
        due.add(() -> answered
                ? new LegEnded(journal.stamp(), callId, CallFact.CALLER, EndedBy.PARTY, null)
                : new CallFact.CallerCancelled(journal.stamp(), callId));
    }

    private void ring(Command.InviteParty it) {
        rungInVain = false;
        proxied = it.proxied();
        for (Command.Target target : it.targets()) {
            ringing.add(target.legId());
            due.add(() -> new LegProgressed(journal.stamp(), callId, target.legId(), RINGS, false));
        }
    }

    private void answer() {
        String first = ringing.removeFirst();
        if (proxied) {
            ringing.clear();
        }
        due.add(() -> new LegAnswered(journal.stamp(), callId, first));
    }

    private void fail(String leg, int status) {
        if (ringing.remove(leg)) {
            due.add(() -> new LegFailed(journal.stamp(), callId, leg, status, null));
        }
    }

    private void end(String leg) {
        ringing.remove(leg);
        due.add(() -> new LegEnded(journal.stamp(), callId, leg, EndedBy.COMMAND, null));
    }

    private void play(Command.Play it) {
        hush();
        if (!it.loop()) {
            due.add(() ->
                    new PlaybackFinished(journal.stamp(), callId, it.legId(), it.playbackId(), PlaybackEnd.FINISHED));
        }
    }

    private void finish(Command.RecordLeg it, int seconds, RecordingEnd end) {
        recording = null;
        journal.pass(Duration.ofSeconds(seconds));
        boolean spoke = seconds > 0;
        due.add(() -> new RecordingFinished(
                journal.stamp(),
                callId,
                it.legId(),
                it.recordingId(),
                seconds * 1000L,
                (long) seconds * BYTES_A_SECOND,
                end,
                spoke ? "trial/" + it.recordingId() + ".wav" : null,
                0));
    }

    private void hush() {
        asked = null;
        recording = null;
    }

    private static int terminated(String keys, Command.Gather it) {
        for (int i = 0; i < keys.length(); i++) {
            if (it.terminators().indexOf(keys.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
