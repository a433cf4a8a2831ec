package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Legs that hear each other. Two are wired to each other, more are mixed; one alone is heard by the platform only. A
 * talk that is mixed from the start stays so.
 * Confined to its loop's thread.
 */
final class Talk {
    /** A mix costs a quarter of a microsecond per leg and frame, and all legs have a packet to send at once. */
    static final int MOST = 50;

    private static final int PAIR = 2;

    private final Engine engine;
    private final boolean mixed;
    private final Speakers.Ear speakers;
    private final List<Leg> legs = new ArrayList<>();
    private @Nullable Mix mix;

    /**
     * @param mixed whether the engine speaks to its legs however few they are
     * @param speakers hears who speaks while it does
     */
    Talk(Engine engine, boolean mixed, Speakers.Ear speakers) {
        this.engine = engine;
        this.mixed = mixed;
        this.speakers = speakers;
    }

    List<Leg> legs() {
        return legs;
    }

    /** Whether the engine speaks to its legs. */
    boolean isMixed() {
        return mix != null;
    }

    void enter(Leg leg) {
        legs.add(leg);
        leg.talk = this;
        route();
    }

    void leave(Leg leg) {
        legs.remove(leg);
        leg.talk = null;
        leg.alone();
        if (mix != null) {
            mix.remove(leg);
        }
        route();
    }

    /** Lays the paths of all legs anew: somebody came or went, or accepts something else than before. */
    void route() {
        if (legs.size() > PAIR || (mixed && !legs.isEmpty()) || legs.stream().anyMatch(Leg::isAside)) {
            seat();
            return;
        }
        if (mix != null) {
            engine.end(mix);
            mix = null;
        }
        if (legs.size() == PAIR) {
            wire(legs.getFirst(), legs.getLast());
        } else {
            legs.forEach(Leg::alone);
        }
    }

    /** Lets all legs hear a sound beside each other; nobody does where the engine speaks to none. */
    void sound(AudioSource source) {
        if (mix != null) {
            mix.sound(source);
        }
    }

    private static void wire(Leg a, Leg b) {
        Wire toB = new Wire(a, b);
        Wire toA = new Wire(b, a);
        a.path(toB, toA);
        b.path(toA, toB);
    }

    private void seat() {
        if (mix == null) {
            mix = new Mix(engine, speakers);
            engine.begin(mix);
        }
        for (Leg leg : legs) {
            Seat seat = mix.seat(leg);
            leg.path(seat, seat);
        }
    }
}
