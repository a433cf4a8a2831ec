package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.MixMinus;
import io.ringlog.relay.LegCounts.Of;
import java.util.ArrayList;
import java.util.List;

/** Three or more legs that hear each other, each all but itself. G.711 only. */
final class Mix implements Beat {
    private final Engine engine;
    private final MixMinus sum = new MixMinus();
    private final List<Seat> seats = new ArrayList<>();

    Mix(Engine engine) {
        this.engine = engine;
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
        leg.pausedInEngine = true;
        return seat;
    }

    void remove(Leg leg) {
        seats.removeIf(seat -> seat.leg == leg);
    }

    @Override
    public void frame() {
        sum.clear();
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            seat.listen();
            if (seat.speaks()) {
                sum.add(seat.frame());
            }
        }
        for (int i = 0; i < seats.size(); i++) {
            answer(seats.get(i));
        }
    }

    private void answer(Seat seat) {
        if (seat.leg.hears() != seat) {
            seat.leg.counts.one(Of.SUPPRESSED);
            return;
        }
        if (seat.speaks()) {
            sum.without(seat.frame(), engine.frame());
        } else {
            sum.all(engine.frame());
        }
        engine.say(seat.leg);
    }

    @Override
    public void missed(int frames) {
        for (Seat seat : seats) {
            seat.leg.stream.skip(frames * Frames.SAMPLES);
        }
    }
}
