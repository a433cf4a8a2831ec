package io.ringlog.media.dtmf;

import io.ringlog.media.audio.Frames;
import java.nio.ByteBuffer;

/**
 * Makes exactly one digit of the many packets of one event (RFC 4733 section 2.5). A digit is reported at its first
 * end packet, or, when all of them are lost, at the next event or when the owner says that the event has gone quiet.
 */
public final class DigitDecoder {
    /** Where digits go. */
    public interface Sink {
        void digit(char key, int durationMs);
    }

    private static final int NONE = -1;

    private final Sink sink;
    private int pressed = NONE;
    private int duration;
    private int startedAt;
    private int segmentAt;
    private int endedAt;
    private boolean anyEnded;

    public DigitDecoder(Sink sink) {
        this.sink = sink;
    }

    /**
     * Takes one telephone event packet.
     *
     * @param timestamp of the RTP packet; all packets of an event share it
     * @param packet holds the payload at {@code offset}
     * @return false when the payload is no event of a key
     */
    public boolean accept(int timestamp, ByteBuffer packet, int offset, int length) {
        if (length < TelephoneEvent.BYTES) {
            return false;
        }
        TelephoneEvent event = TelephoneEvent.read(packet, offset);
        if (!event.isKey()) {
            return false;
        }
        if (anyEnded && timestamp - endedAt <= 0) {
            return true;
        }
        follow(timestamp, event);
        return true;
    }

    private void follow(int timestamp, TelephoneEvent event) {
        if (pressed != NONE && timestamp - segmentAt < 0) {
            return;
        }
        if (pressed != NONE && timestamp == segmentAt) {
            duration = Math.max(duration, event.duration());
        } else {
            move(timestamp, event);
        }
        if (event.end()) {
            quiet();
        }
    }

    private void move(int timestamp, TelephoneEvent event) {
        // Keys held for more than 8 s go on in a new segment that starts where the last one was full (2.5.1.3).
        boolean continues = pressed == event.code() && timestamp - segmentAt == 0xFFFF;
        if (!continues) {
            quiet();
            startedAt = timestamp;
            pressed = event.code();
        }
        segmentAt = timestamp;
        duration = event.duration();
    }

    /** Whether an event has begun and not ended. */
    public boolean isPressed() {
        return pressed != NONE;
    }

    /** Ends an event whose end packets were all lost; without one, nothing happens. */
    public void quiet() {
        if (pressed == NONE) {
            return;
        }
        char key = TelephoneEvent.keyOf(pressed);
        pressed = NONE;
        anyEnded = true;
        endedAt = segmentAt;
        sink.digit(key, (segmentAt - startedAt + duration) / (Frames.SAMPLES_PER_SECOND / 1000));
    }

    /** Forgets everything: another stream begins, whose timestamps have nothing to do with the last. */
    public void reset() {
        quiet();
        anyEnded = false;
    }
}
