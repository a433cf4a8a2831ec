package io.ringlog.media.audio;

/** Hands out sound frame by frame to one listener; it is told when to go on and knows no time itself. */
public interface AudioSource {
    /**
     * Fills the whole frame with the next samples (8 kHz mono, 16-bit linear; 160 samples are 20 ms).
     *
     * @return false when the source had ended before; the frame is then untouched
     */
    boolean read(short[] frame);

    /** Silence without end. */
    static AudioSource silence() {
        return frame -> {
            java.util.Arrays.fill(frame, (short) 0);
            return true;
        };
    }
}
