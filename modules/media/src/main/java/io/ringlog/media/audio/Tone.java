package io.ringlog.media.audio;

import java.time.Duration;

/** A steady sine tone without end; the test signal of calls. */
public final class Tone implements AudioSource {
    private final double step;
    private final double amplitude;
    private double phase;

    /**
     * @param hz above 0 and below 4000
     * @param amplitude peak, 0 to 32767
     */
    public Tone(double hz, int amplitude) {
        if (hz <= 0 || hz >= Frames.SAMPLES_PER_SECOND / 2.0) {
            throw new IllegalArgumentException("a tone must lie between 0 and 4000 Hz, not at " + hz);
        }
        this.step = 2 * Math.PI * hz / Frames.SAMPLES_PER_SECOND;
        this.amplitude = amplitude;
    }

    /** A clip of a tone at a comfortable level. */
    public static Clip clip(double hz, Duration length) {
        return Clip.record(new Tone(hz, 8000), length);
    }

    @Override
    public boolean read(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) Math.round(amplitude * Math.sin(phase));
            phase += step;
        }
        phase %= 2 * Math.PI;
        return true;
    }
}
