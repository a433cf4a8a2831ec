package io.ringlog.media.audio;

/**
 * Tells voice from silence in what is being recorded, and so how much of it is worth keeping. Frames are 8 kHz mono,
 * 16-bit linear; it counts samples, keeps no sound and reads no clock.
 */
public final class VoiceMeter {
    /** Below this root mean square, 47 dB under full scale, a line says nothing: noise of a quiet room is lower. */
    private static final int QUIET_RMS = 150;

    /** A word's last sound fades out: so much after it is kept. */
    private static final int FADING_SAMPLES = Frames.SAMPLES_PER_SECOND / 5;

    private long heard;
    private long voiced;

    public void take(short[] frame) {
        heard += frame.length;
        if (isVoice(frame)) {
            voiced = heard;
        }
    }

    /** How long nothing has been said, in samples: since the last voice, or since the beginning. */
    public long silentSamples() {
        return heard - voiced;
    }

    public long heardSamples() {
        return heard;
    }

    /** What is left when the silence at the end is taken off; 0 when nobody ever spoke. */
    public long keptSamples() {
        return voiced == 0 ? 0 : Math.min(heard, voiced + FADING_SAMPLES);
    }

    private static boolean isVoice(short[] frame) {
        long energy = 0;
        for (short sample : frame) {
            energy += (long) sample * sample;
        }
        return energy > (long) QUIET_RMS * QUIET_RMS * frame.length;
    }
}
