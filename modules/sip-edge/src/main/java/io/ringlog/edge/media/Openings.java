package io.ringlog.edge.media;

import io.ringlog.edge.Desk;
import io.ringlog.edge.media.Sounds.Heard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens sounds beside the desk, which serves every call: a disk that hangs holds up whoever waits for it, and them for
 * a short while. At each place the newest opening counts. Desk thread only.
 */
public final class Openings {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    static final int AT_ONCE = 4;
    static final int WAITING_MOST = 500;
    private static final long IDLE_SEC = 30;

    /**
     * Where a sound is to be heard: at a leg, or in a whole talk.
     *
     * @param id of the leg's call or of the talk
     */
    record Place(String id, @Nullable String legId) {}

    /** Which sounds are meant. */
    record Asked(String account, Sounds.Asked sounds) {}

    /** Who waits for a sound; hears of one thing, once. */
    interface Taker {
        void opened(Heard heard);

        /** Something else is to be heard there, or nothing. */
        void overtaken();
    }

    private static final class Opening {
        final Taker taker;
        volatile boolean over;

        @Nullable
        Future<?> deadline;

        Opening(Taker taker) {
            this.taker = taker;
        }

        void end() {
            over = true;
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }

    private final Sounds sounds;
    private final Desk desk;
    private final Duration patience;
    /** Each its own, so that a share of recordings that hangs leaves the prompts. */
    private final Executor promptReaders = readers("edge-prompts");

    private final Executor recordingReaders = readers("edge-messages");
    private final Map<Place, Opening> open = new HashMap<>();

    public Openings(Sounds sounds, Desk desk) {
        this(sounds, desk, PATIENCE);
    }

    Openings(Sounds sounds, Desk desk, Duration patience) {
        this.sounds = sounds;
        this.desk = desk;
        this.patience = patience;
    }

    /** Not virtual threads: what waits for a disk keeps a carrier, and there are few. */
    private static Executor readers(String name) {
        var threads = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
        var waiting = new ArrayBlockingQueue<Runnable>(WAITING_MOST);
        var pool = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, IDLE_SEC, TimeUnit.SECONDS, waiting, threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** What is at hand is opened at once, and what does not come in time is replaced by what is. */
    void open(Place place, Asked asked, Taker taker) {
        forget(place);
        if (sounds.isAtHand(asked.sounds())) {
            taker.opened(sounds.findOrInstead(asked.account(), asked.sounds()));
            return;
        }
        Opening opening = new Opening(taker);
        open.put(place, opening);
        opening.deadline = desk.after(
                patience, () -> end(place, opening, instead(asked, "did not come in " + patience.toMillis() + " ms")));
        try {
            Executor readers = asked.sounds().hasRecording() ? recordingReaders : promptReaders;
            readers.execute(() -> read(place, opening, asked));
        } catch (RejectedExecutionException full) {
            end(place, opening, instead(asked, "waits behind too many others"));
        }
    }

    private void read(Place place, Opening opening, Asked asked) {
        if (!opening.over) {
            Heard heard = sounds.findOrInstead(asked.account(), asked.sounds());
            desk.execute(() -> end(place, opening, heard));
        }
    }

    private static Heard instead(Asked asked, String why) {
        return Sounds.instead(asked.sounds(), why);
    }

    private void end(Place place, Opening opening, Heard heard) {
        if (open.remove(place, opening)) {
            opening.end();
            opening.taker.opened(heard);
        }
    }

    /** Nothing that is being opened for this place is to be heard. */
    void forget(Place place) {
        Opening opening = open.remove(place);
        if (opening != null) {
            opening.end();
            opening.taker.overtaken();
        }
    }
}
