package io.ringlog.lab.attack;

import io.ringlog.lab.load.NumberedCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Sends every kind of attack at its rate, from one thread, until it is closed. */
public final class Attackers implements AutoCloseable {

    private static final long PAUSE_NANOS = 1_000_000;
    /** What could not be sent in time is left out: a burst later would be another attack. */
    private static final long BEHIND_MOST_NANOS = 200_000_000;

    private static final class Paced {
        private final Attack attack;
        private final long gap;
        private long next = System.nanoTime();

        Paced(Attack attack, int share) {
            this.attack = attack;
            this.gap = 1_000_000_000L * share / attack.perSecond();
        }

        void catchUp(long now) throws IOException {
            next = Math.max(next, now - BEHIND_MOST_NANOS);
            for (; next <= now; next += gap) {
                attack.send();
            }
        }
    }

    private final List<Attack> attacks;
    private final StrayMedia media;
    private final int share;
    private final Thread thread;
    private volatile boolean over;

    private Attackers(List<Attack> attacks, StrayMedia media, int share) {
        this.attacks = attacks;
        this.media = media;
        this.share = share;
        this.thread = Thread.ofPlatform().name("attackers").start(this::attack);
    }

    /**
     * Begins with all but the media, which waits for somebody to {@link #aim} at.
     *
     * @param users whose passwords are guessed
     * @param share 1 for every rate as it is, 10 for a tenth of each
     */
    public static Attackers on(InetSocketAddress sip, String realm, List<String> users, int share) throws IOException {
        StrayMedia media = new StrayMedia();
        return new Attackers(
                List.of(new LineEnds(sip), media, new HeavyDatagrams(sip), new Guesses(sip, realm, users)),
                media,
                share);
    }

    /** Sends RTP to the ports of these parties from now on, in their names. */
    public void aim(List<NumberedCalls.Place> always, List<NumberedCalls.Place> now) {
        media.aim(Stream.concat(always.stream(), now.stream()).toList());
    }

    /** What was sent so far, by kind. */
    public Map<String, Long> sent() {
        Map<String, Long> sent = new LinkedHashMap<>();
        attacks.forEach(attack -> sent.put(attack.word(), attack.sent()));
        return sent;
    }

    private void attack() {
        List<Paced> paced = attacks.stream().map(it -> new Paced(it, share)).toList();
        try {
            while (!over) {
                for (Paced each : paced) {
                    each.catchUp(System.nanoTime());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        thread.join();
        for (Attack attack : attacks) {
            attack.close();
        }
    }
}
