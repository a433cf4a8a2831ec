package io.ringlog.relay;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who of a mix speaks now: whoever is loudest, as long as the one before is not clearly heard any more. Told at most
 * once a second. Counts frames of 20 ms and reads no clock.
 *
 * <p>Another takes over who is twice as loud as the one before, or the only one with a voice, for 300 ms; nobody speaks
 * when no voice was heard for 2 s.
 */
final class Speakers {

    /** Who is told, on the loop's thread; null when nobody speaks any more. */
    interface Ear {
        void changed(@Nullable Seat speaker);
    }

    static final int TAKES_OVER_FRAMES = 15;
    static final int FALLS_SILENT_FRAMES = 100;
    static final int TOLD_APART_FRAMES = 50;

    /** Mean amplitude, 44 dB under full scale: below it a line says nothing. */
    private static final int VOICE = 200;

    private static final int CLEARLY = 2;

    private final Ear ear;
    private @Nullable Seat speaker;
    private @Nullable Seat challenger;
    private int challenged;
    private int quiet = TOLD_APART_FRAMES;

    Speakers(Ear ear) {
        this.ear = ear;
    }

    /** One frame later: all have been listened to. */
    void frame(List<Seat> seats) {
        quiet = Math.min(quiet + 1, TOLD_APART_FRAMES);
        Seat next = next(seats);
        if (Objects.equals(next, speaker)) {
            challenged = 0;
            return;
        }
        challenged = Objects.equals(next, challenger) ? challenged + 1 : 1;
        challenger = next;
        int needed = next == null ? FALLS_SILENT_FRAMES : TAKES_OVER_FRAMES;
        if (challenged >= needed && quiet >= TOLD_APART_FRAMES) {
            speaker = next;
            quiet = 0;
            challenged = 0;
            ear.changed(next);
        }
    }

    private @Nullable Seat next(List<Seat> seats) {
        Seat loudest = null;
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            boolean more = loudest == null || seat.loudness() > loudest.loudness();
            if (more && seat.loudness() >= VOICE && !seat.leg.isAside()) {
                loudest = seat;
            }
        }
        Seat before = speaker;
        boolean stays = loudest != null
                && before != null
                && before.loudness() >= VOICE
                && loudest.loudness() < CLEARLY * before.loudness();
        return stays ? before : loudest;
    }

    /** Somebody is in the mix no more; whoever is told knows that already. */
    void gone(Leg leg) {
        if (speaker != null && speaker.leg == leg) {
            speaker = null;
        }
        if (challenger != null && challenger.leg == leg) {
            challenger = null;
            challenged = 0;
        }
    }
}
