package io.ringlog.relay;

import io.ringlog.media.audio.Echo;
import io.ringlog.media.audio.G711;
import io.ringlog.media.dtmf.DigitDecoder;
import io.ringlog.media.dtmf.TelephoneEvent;
import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;

/** The platform's ear on a leg: hears its digits (RFC 4733), and its voice where that is to be echoed. */
final class Ears implements Sink {
    private final DigitDecoder digits;
    private final Leg leg;
    private final RelayListener listener;
    private long heardAt;
    private boolean typing;

    Ears(Leg leg, RelayListener listener) {
        this.leg = leg;
        this.listener = listener;
        this.digits = new DigitDecoder(this::pressed);
    }

    /** Whom the party talks to may have no number for telephone events, and has to be told another way. */
    private void pressed(char key, int durationMs) {
        listener.digit(leg.callId, leg.legId, key, durationMs);
        Leg other = leg.partner();
        if (other != null && other.remote() != null && !other.takesEvents()) {
            listener.keyUntold(other.callId, other.legId, key, durationMs);
        }
    }

    /** Whether it is a telephone event of a key; one that was heard before is the same key. */
    boolean hears(Leg from, RtpView view, ByteBuffer packet) {
        boolean heard = view.payloadType() == from.eventsIn()
                && digits.accept(view.timestamp(), packet, view.payloadOffset(), view.payloadLength());
        if (heard) {
            heardAt = from.heardAt;
            from.watch().digit(this);
        }
        return heard;
    }

    @Override
    public void take(Leg from, RtpView view, ByteBuffer packet) {
        if (!hears(from, view, packet)
                && from.hears() instanceof Played played
                && played.sound() instanceof Echo echo) {
            G711 law = G711.of(view.payloadType());
            if (law != null) {
                echo.hear(view.timestamp(), law, packet, view.payloadOffset(), view.payloadLength());
            }
        }
    }

    /** Whoever the party talks to is told a key by its media, whether the platform listens or not. */
    void see(RtpView view, ByteBuffer packet) {
        if (!typing
                && leg.talk != null
                && view.payloadType() == leg.eventsIn()
                && view.payloadLength() >= TelephoneEvent.BYTES) {
            typing = TelephoneEvent.read(packet, view.payloadOffset()).isKey();
        }
    }

    /** Whether a key was seen in the media of this talk, which may have more. */
    boolean isTyping() {
        return typing && leg.eventsIn() != Payloads.NO_EVENTS;
    }

    /** How the party sends its keys is to be seen again. */
    void talkOver() {
        typing = false;
    }

    boolean isPressed() {
        return digits.isPressed();
    }

    long heardAt() {
        return heardAt;
    }

    /** No more of the digit comes: it has ended. */
    void quiet() {
        digits.quiet();
    }

    /** Another stream has another clock: its events must not be measured against the old one's. */
    void reset() {
        digits.reset();
    }
}
