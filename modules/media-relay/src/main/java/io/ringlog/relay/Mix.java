package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.MixMinus;
import io.ringlog.relay.LegCounts.Of;
import java.util.ArrayList;
import java.util.List;

/** Legs that hear each other, each all but itself, and sounds that all of them hear. G.711 only. */
final class Mix implements Beat {
    /** Who comes and goes with a crowd is not rung in one by one. */
    static final int MOST_SOUNDS = 4;

    private final Engine engine;
    private final List<AudioSource> sounds = new ArrayList<>();
    private final short[] sound = new short[Frames.SAMPLES];
    private final MixMinus sum = new MixMinus();
    private final List<Seat> seats = new ArrayList<>();
    private final Speakers speakers;

    /** @param speakers hears who speaks */
    Mix(Engine engine, Speakers.Ear speakers) {
        this.engine = engine;
        this.speakers = new Speakers(speakers);
    }

    /** The leg's seat, a new one if it had none. */
    Seat seat(Leg leg) {
        for (Seat seat : seats) {
            if (seat.leg == leg) {
                return seat;
            }
        }
        Seat seat = new Seat(leg);
        seats.add(seat);
        leg.told.paused = true;
        return seat;
    }

    /** One more sound for all, unless too many are heard already. */
    void sound(AudioSource source) {
        if (sounds.size() < MOST_SOUNDS) {
            sounds.add(source);
        }
    }

    void remove(Leg leg) {
        seats.removeIf(seat -> seat.leg == leg);
        speakers.gone(leg);
    }

    @Override
    public void frame() {
        sum.clear();
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            seat.listen();
            if (seat.speaks() && !seat.leg.isAside()) {
                sum.add(seat.frame());
            }
        }
        speakers.frame(seats);
        for (int i = sounds.size() - 1; i >= 0; i--) {
            if (sounds.get(i).read(sound)) {
                sum.add(sound);
            } else {
                sounds.remove(i);
            }
        }
        for (int i = 0; i < seats.size(); i++) {
            answer(seats.get(i));
        }
    }

    private void answer(Seat seat) {
        boolean hears = seat.leg.hears() == seat;
        TalkRecorder tape = seat.leg.taped();
        if (!hears) {
            seat.leg.counts.one(Of.SUPPRESSED);
        }
        if (!hears && tape == null) {
            return;
        }
        if (seat.speaks() && !seat.leg.isAside()) {
            sum.without(seat.frame(), engine.frame());
        } else {
            sum.all(engine.frame());
        }
        if (tape != null) {
            tape.told(engine.frame());
        }
        whisper(seat);
        if (hears) {
            engine.say(seat.leg);
        }
    }

    /** Adds the voices that are meant for some alone; no tape of the talk has them. */
    private void whisper(Seat seat) {
        for (int i = 0; i < seats.size(); i++) {
            Seat other = seats.get(i);
            if (other != seat && other.leg.isAside() && other.speaks() && other.leg.isHeardBy(seat.leg)) {
                MixMinus.aside(other.frame(), engine.frame());
            }
        }
    }

    @Override
    public void missed(int frames) {
        for (Seat seat : seats) {
            seat.leg.told.stream.skip(frames * Frames.SAMPLES);
        }
    }
}
