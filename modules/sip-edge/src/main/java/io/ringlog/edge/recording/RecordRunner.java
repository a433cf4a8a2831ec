package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.Desk;
import io.ringlog.relay.Tape;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs recordings: the beep before, the key that ends, whoever waits for the end. One per leg. Desk thread only. */
public final class RecordRunner {

    /** What recordings need from their surroundings. */
    public interface Studio {
        /** @param refused to be run when nothing will be heard */
        void beep(Note note, String playbackId, Runnable refused);

        /** False when the tape will hear nothing, not even that it is over. */
        boolean record(String callId, String legId, Tape tape);

        void endRecording(String callId, String legId);

        /** @param kept runs once no kill can lose the news */
        void tell(Finished finished, Runnable kept);
    }

    /** How long the end of a leg waits for its recording, so that the log hears of both in their order. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String PLAYBACK_PREFIX = "record/";

    private record Spot(String callId, String legId) {}

    private static final class Running {
        final Note note;
        final Command.RecordLeg order;

        @Nullable
        RecordingTape tape;

        @Nullable
        Runnable waiting;

        Running(Note note, Command.RecordLeg order) {
            this.note = note;
            this.order = order;
        }
    }

    private final Desk desk;
    private final RecordingWriter writer;
    private final Studio studio;
    private final Map<Spot, Running> running = new HashMap<>();

    public RecordRunner(Desk desk, RecordingWriter writer, Studio studio) {
        this.desk = desk;
        this.writer = writer;
        this.studio = studio;
    }

    /** True for the beeps of recordings, whose end is no fact of its own. */
    public static boolean owns(String playbackId) {
        return playbackId.startsWith(PLAYBACK_PREFIX);
    }

    public void start(String account, Command.RecordLeg order) {
        stop(order.callId(), order.legId());
        Running run = new Running(new Note(account, order.callId(), order.legId(), order.recordingId()), order);
        running.put(spot(run), run);
        if (!order.beep()) {
            record(run);
        } else {
            String playback = playback(order);
            studio.beep(run.note, playback, () -> beeped(order.callId(), order.legId(), playback, false));
        }
    }

    /** A beep was heard, or never will be. */
    public void beeped(String callId, String legId, String playbackId, boolean heard) {
        Running run = running.get(new Spot(callId, legId));
        if (run == null || run.tape != null || !playbackId.equals(playback(run.order))) {
            return;
        }
        if (heard) {
            record(run);
        } else {
            done(run, Finished.nothing(run.note, RecordingEnd.FAILED, 0));
        }
    }

    public void key(String callId, String legId, char key) {
        Running run = running.get(new Spot(callId, legId));
        if (run != null && run.order.terminators().indexOf(key) >= 0) {
            end(run, RecordingEnd.KEY);
        }
    }

    /** Something else is to happen with the leg. */
    public void stop(String callId, String legId) {
        Running run = running.get(new Spot(callId, legId));
        if (run != null) {
            end(run, RecordingEnd.STOPPED);
        }
    }

    /** The leg is gone; what the log must hear after the recording's end comes soon, whatever the disk does. */
    public void hungUp(String callId, String legId, Runnable then) {
        Running run = running.get(new Spot(callId, legId));
        if (run == null) {
            then.run();
            return;
        }
        run.waiting = then;
        desk.after(PATIENCE, () -> waited(run));
        end(run, RecordingEnd.HANGUP);
    }

    /** The leg is gone, and nobody waits to say so. */
    public void gone(String callId, String legId) {
        Running run = running.get(new Spot(callId, legId));
        if (run != null) {
            end(run, RecordingEnd.HANGUP);
        }
    }

    private void record(Running run) {
        RecordingTape tape = new RecordingTape(
                run.order, writer.begin(run.note, finished -> desk.execute(() -> done(run, finished))));
        run.tape = tape;
        if (!studio.record(run.note.callId(), run.note.legId(), tape)) {
            tape.because(RecordingEnd.FAILED);
            tape.over();
        }
    }

    private void end(Running run, RecordingEnd why) {
        RecordingTape tape = run.tape;
        if (tape == null) {
            done(run, Finished.nothing(run.note, why, 0));
        } else {
            tape.because(why);
            studio.endRecording(run.note.callId(), run.note.legId());
        }
    }

    private void done(Running run, Finished finished) {
        running.remove(spot(run), run);
        studio.tell(finished, () -> writer.told(run.note));
        waited(run);
    }

    private static void waited(Running run) {
        Runnable then = run.waiting;
        run.waiting = null;
        if (then != null) {
            then.run();
        }
    }

    private static Spot spot(Running run) {
        return new Spot(run.note.callId(), run.note.legId());
    }

    private static String playback(Command.RecordLeg order) {
        return PLAYBACK_PREFIX + order.recordingId();
    }
}
