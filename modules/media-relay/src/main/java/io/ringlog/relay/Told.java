package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.rtp.Renumbering;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the party of a leg is told: one stream, whoever speaks. Its SSRC stays and its numbers go on when a sound ends
 * and another party begins, since many telephones stay deaf to a source that changes within a call. What another party
 * says keeps its own numbers for as long as nothing else has been told. Confined to its loop's thread.
 */
final class Told {
    private static final long PAUSE_NANOS = 3 * EngineClock.FRAME_NANOS;

    final RtpStream stream;
    /** Whether the engine's next frame follows a gap in its stream. */
    boolean paused;

    private final Renumbering passed = new Renumbering();
    private boolean begun;
    private @Nullable Leg speaker;
    private long at;

    Told(RtpStream stream) {
        this.stream = stream;
    }

    boolean isBegun() {
        return begun;
    }

    /** Whose packets it is told now; null for the engine's. */
    @Nullable
    Leg speaker() {
        return speaker;
    }

    /**
     * Lets a packet of another party go on in the stream.
     *
     * @param isKey whether it is a telephone event, which takes no time of its own
     * @param isCounted whether the party is told it under a key, where a number that leaps would take all that follow
     *     for old (RFC 3711 section 3.3.1): it joins anew
     */
    void pass(Leg from, RtpView packet, boolean isKey, boolean isCounted) {
        boolean isOther = speaker != from || passed.source() != packet.ssrc();
        if (isOther || (isCounted && !stream.goesOn(passed.sequence(packet)))) {
            join(from, packet);
        }
        passed.packet(packet);
        int lasts = G711.of(packet.payloadType()) == null ? Frames.SAMPLES : packet.payloadLength();
        stream.passed(packet.sequence(), isKey ? stream.nextTimestamp() : packet.timestamp() + lasts);
        at = from.heardAt;
    }

    private void join(Leg from, RtpView packet) {
        int unitNanos = from.meter.unitNanos();
        if (begun) {
            stream.skip(missed(from.heardAt, unitNanos == 0 ? Engine.UNIT_NANOS : unitNanos));
            int sequence = stream.nextSequence() - packet.sequence();
            int timestamp = stream.nextTimestamp() - packet.timestamp();
            passed.shift(packet.ssrc(), stream.ssrc(), sequence, timestamp);
            packet.mark();
        } else {
            stream.adopt(packet.ssrc(), packet.sequence(), packet.timestamp());
            passed.keep(packet.ssrc());
        }
        begun = true;
        speaker = from;
    }

    /** What a pause leaves out of the timestamps, which stand for the time that passes (RFC 3551 section 4.1). */
    private int missed(long now, int unitNanos) {
        long since = now - at;
        return since < PAUSE_NANOS ? 0 : (int) (since / unitNanos) - Frames.SAMPLES;
    }

    /** Lets the engine go on in the stream; true when a talkspurt begins with its next frame. */
    boolean resume(long now) {
        if (!paused || !begun) {
            return paused;
        }
        stream.skip(missed(now, Engine.UNIT_NANOS));
        return speaker != null || now - at >= PAUSE_NANOS;
    }

    /** The engine has told something. */
    void spoke(long now) {
        at = now;
        begun = true;
        paused = false;
        speaker = null;
    }

    /** What the party reports of what it is told, on its way to whoever speaks. */
    void reportBack(ByteBuffer compound) {
        passed.heard(compound);
    }

    /** What whoever speaks reports of what they say. */
    void report(ByteBuffer compound) {
        passed.sent(compound);
    }
}
