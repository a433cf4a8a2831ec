package io.ringlog.media.audio;

import java.nio.ByteBuffer;

/**
 * Evens out the packets of one voice, of whatever length, into frames of 20 ms. Waits for 40 ms of voice before it
 * begins, holds at most 120 ms, and leaves out what comes too late; it invents nothing where something is missing.
 */
public final class VoiceBuffer {
    private static final int BEGINS_AT = 2 * Frames.SAMPLES;
    private static final int HOLDS = 6 * Frames.SAMPLES;

    private final short[] ring = new short[HOLDS];
    private int head;
    private int held;
    private int next;
    private boolean begun;
    private boolean flowing;

    /**
     * Takes the payload of one packet.
     *
     * @param timestamp the packet's, in samples
     * @return false when it came too late to be heard
     */
    public boolean put(int timestamp, G711 law, ByteBuffer packet, int offset, int length) {
        if (begun && timestamp - next < 0 && next - timestamp < HOLDS) {
            return false;
        }
        begun = true;
        next = timestamp + length;
        for (int i = Math.max(0, length - HOLDS); i < length; i++) {
            append(law.decode(packet.get(offset + i)));
        }
        flowing |= held >= BEGINS_AT;
        return true;
    }

    private void append(short sample) {
        ring[(head + held) % HOLDS] = sample;
        if (held < HOLDS) {
            held++;
        } else {
            head = (head + 1) % HOLDS;
        }
    }

    /** Fills the frame; false, and the frame is left as it was, while the voice is silent or not long enough there. */
    public boolean take(short[] frame) {
        if (!flowing || held < Frames.SAMPLES) {
            flowing = false;
            return false;
        }
        for (int i = 0; i < Frames.SAMPLES; i++) {
            frame[i] = ring[(head + i) % HOLDS];
        }
        head = (head + Frames.SAMPLES) % HOLDS;
        held -= Frames.SAMPLES;
        return true;
    }
}
