package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.Desk;
import io.ringlog.relay.Tape;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs recordings of talks: their notices, their pauses, their end. One per leg. Desk thread only. */
public final class TalkTapes {

    /** What recordings of talks need from their surroundings. */
    public interface Studio {
        /** Lets a leg and whoever it talks to hear a sound. */
        void notice(Note note, String playbackId, String mediaId);

        /** False when the tape will hear nothing, not even that it is over. */
        boolean recordTalk(String callId, String legId, Tape tape);

        void endTalkRecording(String callId, String legId);

        /** @param kept runs once no kill can lose the news */
        void tell(Finished finished, Runnable kept);
    }

    private static final String PLAYBACK_PREFIX = "notice/";

    private record Spot(String callId, String legId) {}

    private static final class Running {
        private final Note note;
        private final Command.RecordTalk order;
        private final TalkTape tape;
        private boolean paused;

        private Running(Note note, Command.RecordTalk order, TalkTape tape) {
            this.note = note;
            this.order = order;
            this.tape = tape;
        }
    }

    private final Desk desk;
    private final RecordingWriter writer;
    private final Studio studio;
    private final Map<Spot, Running> running = new HashMap<>();

    public TalkTapes(Desk desk, RecordingWriter writer, Studio studio) {
        this.desk = desk;
        this.writer = writer;
        this.studio = studio;
    }

    /** True for the notices of recordings, whose end is no fact. */
    public static boolean owns(String playbackId) {
        return playbackId.startsWith(PLAYBACK_PREFIX);
    }

    /** Begins, in place of what was recorded of the leg's talk so far. */
    public void start(String account, Command.RecordTalk order) {
        Spot spot = new Spot(order.callId(), order.legId());
        end(running.get(spot), RecordingEnd.STOPPED);
        Note note = Note.ofTalk(account, order.callId(), order.legId(), order.recordingId());
        TalkTape tape = new TalkTape(
                order.maxSec(), writer.begin(note, finished -> desk.execute(() -> done(spot, note, finished))));
        Running run = new Running(note, order, tape);
        running.put(spot, run);
        if (!studio.recordTalk(order.callId(), order.legId(), tape)) {
            tape.because(RecordingEnd.FAILED);
            tape.over();
            return;
        }
        notice(spot, run);
    }

    /** A pause, its end, or the end of a recording; nothing when another runs by now, or none. */
    public void turn(Command.TurnRecording order) {
        Running run = running.get(new Spot(order.callId(), order.legId()));
        if (run == null || !run.note.recordingId().equals(order.recordingId())) {
            return;
        }
        switch (order.to()) {
            case PAUSE -> pause(run, true);
            case RESUME -> pause(run, false);
            case END -> end(run, RecordingEnd.STOPPED);
        }
    }

    /** The leg is gone. */
    public void gone(String callId, String legId) {
        end(running.get(new Spot(callId, legId)), RecordingEnd.HANGUP);
    }

    private static void pause(Running run, boolean wanted) {
        run.paused = wanted;
        run.tape.pause(wanted);
    }

    private void end(@Nullable Running run, RecordingEnd why) {
        if (run != null) {
            run.tape.because(why);
            studio.endTalkRecording(run.note.callId(), run.note.legId());
        }
    }

    private void done(Spot spot, Note note, Finished finished) {
        Running run = running.get(spot);
        if (run != null && run.note.equals(note)) {
            running.remove(spot);
        }
        studio.tell(finished, () -> writer.told(note));
    }

    /** Now, and again and again while nobody has paused it. */
    private void notice(Spot spot, Running run) {
        String mediaId = run.order.noticeMediaId();
        if (mediaId == null || running.get(spot) != run) {
            return;
        }
        if (!run.paused) {
            studio.notice(run.note, PLAYBACK_PREFIX + run.note.recordingId(), mediaId);
        }
        if (run.order.noticeEverySec() > 0) {
            desk.after(Duration.ofSeconds(run.order.noticeEverySec()), () -> notice(spot, run));
        }
    }
}
