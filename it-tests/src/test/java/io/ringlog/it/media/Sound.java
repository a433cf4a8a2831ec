package io.ringlog.it.media;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import java.util.Arrays;

/** What is to be heard in a recording of 8 kHz. */
final class Sound {
    private Sound() {}

    /** Whether a tone is heard in it for the length of a frame at least. */
    static boolean hears(short[] sound, double hz) {
        for (int at = 0; at + Frames.SAMPLES <= sound.length; at += Frames.SAMPLES) {
            if (Goertzel.hears(Arrays.copyOfRange(sound, at, at + Frames.SAMPLES), hz)) {
                return true;
            }
        }
        return false;
    }
}
