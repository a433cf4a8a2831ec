package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.VoiceMeter;
import io.ringlog.relay.Tape;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** One recording on the loop's side: gathers a second of sound, hands it on, and knows when it is enough. */
final class RecordingTape implements Tape {

    /** Where the seconds go; must not block. */
    interface Outlet {
        /** False when there is no room for it. */
        boolean append(short[] samples, int length);

        /** False once nothing more can be written, ever. */
        boolean isOpen();

        /** @param keptSamples what is left without the silence at its end */
        void finish(long keptSamples, RecordingEnd end, long lostMs);
    }

    private final Outlet outlet;
    private final long mostSamples;
    private final long silentSamples;
    private final VoiceMeter meter = new VoiceMeter();
    private final AtomicReference<RecordingEnd> asked = new AtomicReference<>();
    private short[] second = new short[Frames.SAMPLES_PER_SECOND];
    private int filled;
    private long lost;
    private long missed;
    private RecordingEnd end = RecordingEnd.HANGUP;

    RecordingTape(Command.RecordLeg order, Outlet outlet) {
        this.outlet = outlet;
        this.mostSamples = (long) order.maxSec() * Frames.SAMPLES_PER_SECOND;
        this.silentSamples = (long) order.silenceSec() * Frames.SAMPLES_PER_SECOND;
    }

    /** Says why it will be over; the first reason counts. Any thread. */
    void because(RecordingEnd why) {
        asked.compareAndSet(null, why);
    }

    @Override
    public boolean frame(short[] frame) {
        meter.take(frame);
        System.arraycopy(frame, 0, second, filled, frame.length);
        filled += frame.length;
        if (filled == second.length) {
            handOn();
        }
        if (!outlet.isOpen()) {
            end = RecordingEnd.FAILED;
        } else if (meter.heardSamples() >= mostSamples) {
            end = RecordingEnd.LIMIT;
        } else if (silentSamples > 0 && meter.silentSamples() >= silentSamples) {
            end = RecordingEnd.SILENCE;
        } else {
            return true;
        }
        return false;
    }

    /** A second that finds no room becomes silence nowhere: it is left out, and told as lost. */
    private void handOn() {
        if (outlet.append(second, filled)) {
            second = new short[Frames.SAMPLES_PER_SECOND];
        } else {
            lost += filled;
            Arrays.fill(second, (short) 0);
        }
        filled = 0;
    }

    @Override
    public void missed(int frames) {
        missed += (long) frames * Frames.SAMPLES;
    }

    @Override
    public void over() {
        if (filled > 0) {
            handOn();
        }
        RecordingEnd why = asked.get();
        long kept = Math.max(0, meter.keptSamples() - lost);
        outlet.finish(kept, why == null ? end : why, (lost + missed) * 1000 / Frames.SAMPLES_PER_SECOND);
    }
}
