package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.media.audio.Frames;
import io.ringlog.relay.Tape;
import java.util.concurrent.atomic.AtomicReference;

/** A recording of both sides of a talk on the loop's side: hands seconds on, and leaves out what is said in a pause. */
final class TalkTape implements Tape {

    private static final int CHANNELS = 2;
    private static final int SECOND = CHANNELS * Frames.SAMPLES_PER_SECOND;
    private static final int FRAME_MS = 20;

    private final RecordingTape.Outlet outlet;
    private final long mostSamples;
    private final AtomicReference<RecordingEnd> asked = new AtomicReference<>();
    private volatile boolean paused;
    private short[] second = new short[SECOND];
    private int filled;
    private long kept;
    private long lostMs;
    private RecordingEnd end = RecordingEnd.HANGUP;

    TalkTape(int maxSec, RecordingTape.Outlet outlet) {
        this.outlet = outlet;
        this.mostSamples = (long) maxSec * SECOND;
    }

    /** Says why it will be over; the first reason counts. Any thread. */
    void because(RecordingEnd why) {
        asked.compareAndSet(null, why);
    }

    /** What is said from now on is left out, or no more. Any thread. */
    void pause(boolean wanted) {
        paused = wanted;
    }

    @Override
    public boolean frame(short[] frame) {
        if (!paused) {
            System.arraycopy(frame, 0, second, filled, frame.length);
            filled += frame.length;
        }
        if (filled == second.length) {
            handOn();
        }
        if (!outlet.isOpen()) {
            end = RecordingEnd.FAILED;
            return false;
        }
        end = kept >= mostSamples ? RecordingEnd.LIMIT : end;
        return kept < mostSamples;
    }

    private void handOn() {
        if (outlet.append(second, filled)) {
            second = new short[SECOND];
            kept += filled;
        } else {
            lostMs += filled * 1000L / SECOND;
        }
        filled = 0;
    }

    @Override
    public void missed(int frames) {
        lostMs += paused ? 0 : (long) frames * FRAME_MS;
    }

    @Override
    public void over() {
        if (filled > 0) {
            handOn();
        }
        RecordingEnd why = asked.get();
        outlet.finish(kept, why == null ? end : why, lostMs);
    }
}
