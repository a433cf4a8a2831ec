package io.ringlog.media.audio;

/** The one shape of sound in this house: 8 kHz mono in frames of 20 ms. */
public final class Frames {
    public static final int SAMPLES_PER_SECOND = 8000;
    public static final int MILLIS = 20;
    public static final int SAMPLES = SAMPLES_PER_SECOND / 1000 * MILLIS;

    private Frames() {}
}
