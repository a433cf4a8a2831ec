package io.ringlog.media.audio;

import java.nio.ByteBuffer;
import java.time.Duration;

/** Gives one voice back to whoever it is from, some 40 ms later, until its time is over. Confined to one thread. */
public final class Echo implements AudioSource {
    private final VoiceBuffer voice = new VoiceBuffer();
    private long framesLeft;

    /** @param lasts how long it can be heard */
    public Echo(Duration lasts) {
        this.framesLeft = lasts.toMillis() * Frames.SAMPLES_PER_SECOND / 1000 / Frames.SAMPLES;
    }

    /**
     * Takes the payload of one packet of the voice.
     *
     * @param timestamp the packet's, in samples
     */
    public void hear(int timestamp, G711 law, ByteBuffer packet, int offset, int length) {
        voice.put(timestamp, law, packet, offset, length);
    }

    @Override
    public boolean read(short[] frame) {
        if (framesLeft == 0) {
            return false;
        }
        framesLeft--;
        return voice.take(frame) || AudioSource.silence().read(frame);
    }
}
