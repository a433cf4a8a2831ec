package io.ringlog.media.dtmf;

import io.ringlog.media.audio.Frames;
import java.util.ArrayList;
import java.util.List;

/** The packets a phone sends for a key press (RFC 4733 section 2.5.1): growing durations, then the end three times. */
public final class DigitEncoder {
    private static final int VOLUME = 10;
    private static final int ENDS = 3;

    /**
     * One packet of a key press, all with the timestamp of its start.
     *
     * @param frame when to send it, in frames of 20 ms from the start
     */
    public record Step(int frame, boolean marker, TelephoneEvent event) {}

    private DigitEncoder() {}

    /** @param durationMs at least one frame; at most 8 s, beyond which an event needs a second segment */
    public static List<Step> press(char key, int durationMs) {
        if (durationMs < Frames.MILLIS || durationMs > 8000) {
            throw new IllegalArgumentException("a key is pressed for 20 to 8000 ms, not " + durationMs);
        }
        int code = TelephoneEvent.codeOf(key);
        int frames = durationMs / Frames.MILLIS;
        List<Step> steps = new ArrayList<>();
        for (int frame = 1; frame < frames; frame++) {
            steps.add(new Step(frame, frame == 1, new TelephoneEvent(code, false, VOLUME, frame * Frames.SAMPLES)));
        }
        for (int copy = 0; copy < ENDS; copy++) {
            boolean marker = steps.isEmpty();
            steps.add(new Step(frames, marker, new TelephoneEvent(code, true, VOLUME, frames * Frames.SAMPLES)));
        }
        return List.copyOf(steps);
    }
}
