package io.ringlog.topology;

import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.Granule;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.JournalWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the timers of one partition and writes {@code TimerFired} to the journal when one is due; what it knows is in
 * the state too, so that whoever takes the partition over watches the same. It decides nothing: the record is written
 * at least once, and the brain ignores one that does not match its state.
 *
 * <p>The time that counts is the journal's: a record's append time. No clock here is that one, so a timer is taken for
 * due when the wall clock says so or when enough time has passed since the newest record. If that was too early, the
 * brain leaves the timer as it is, and it rests for as long as was missing.
 */
final class TimerWatch {

    /** Wakes the watch once, after a time; a new call replaces the one before. */
    interface Bell {
        void ringIn(Duration time);
    }

    /** How soon one looks again where more is due than may be written at once. */
    static final Duration TICK = Duration.ofMillis(20);

    /** Records written at one look; the stream thread has other work. */
    static final int MOST_AT_ONCE = 500;

    /**
     * A firing that the journal took comes back within milliseconds; a silent one is written again, ever more seldom.
     */
    static final Duration FIRST_REST = Duration.ofSeconds(30);

    private static final int MOST_DOUBLINGS = 16;
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(TimerWatch.class);

    private final TimerPost post;
    private final String source;
    private final Bell bell;
    private final Map<String, Held> held = new HashMap<>();
    /** Not written yet, by epoch milliseconds of the journal's time. */
    private final Agenda waiting = new Agenda();
    /** Written and not heard of yet, by steady nanoseconds: a clock that jumps must not make them sleep for hours. */
    private final Agenda resting = new Agenda();

    private final long began;
    private Instant journalTime = Instant.EPOCH;
    private long heardAt;
    private long wakesAt = Long.MAX_VALUE;

    private record Held(String account, Timer timer, int tries) {
        Held once() {
            return new Held(account, timer, Math.min(tries + 1, MOST_DOUBLINGS));
        }
    }

    TimerWatch(TimerPost post, String source, Bell bell) {
        this.post = post;
        this.source = source;
        this.bell = bell;
        this.began = post.steadyNanos().getAsLong();
    }

    /** Takes up what the state holds. */
    void restore(Granule granule) {
        if (granule instanceof Granule.TimerSet set) {
            hold(set);
        } else if (granule instanceof Granule.PartitionClock clock) {
            hear(clock.now());
        }
    }

    /** Follows what one record changed; a timer it should have ended, and did not, was fired too early. */
    void follow(JournalRecord record, List<Outcome.Change> changes) {
        changes.forEach(this::follow);
        if (record.input() instanceof TimerFired fired) {
            restIfEarly(name(record.account(), fired.timerId()), fired.timer());
        }
        // Streams rings by the wall clock too: one that went back leaves the bell silent, and records still come.
        if (steady() - TICK.toNanos() > wakesAt) {
            look();
        }
        plan();
    }

    /** Writes what is due, and no more than may be written at once. */
    void look() {
        long now = steady();
        wakesAt = Long.MAX_VALUE;
        for (var name = resting.take(now); name.isPresent(); name = resting.take(now)) {
            waiting.put(name.get(), dueOf(name.get()));
        }
        Instant time = time();
        for (int room = MOST_AT_ONCE; room > 0; room--) {
            var name = waiting.take(time.toEpochMilli());
            if (name.isEmpty() || !fire(name.get(), now)) {
                break;
            }
        }
        plan();
    }

    private void follow(Outcome.Change change) {
        if (change.granule() instanceof Granule granule) {
            restore(granule);
        } else if (change.key().store().equals(Granule.TimerSet.STORE)) {
            forget(name(change.key().account(), change.key().id()));
        }
    }

    private void hold(Granule.TimerSet set) {
        String name = name(set.account(), set.timer().timerId());
        held.put(name, new Held(set.account(), set.timer(), 0));
        resting.remove(name);
        waiting.put(name, set.timer().due().toEpochMilli());
    }

    private void forget(String name) {
        held.remove(name);
        waiting.remove(name);
        resting.remove(name);
    }

    private void hear(Instant time) {
        if (time.isAfter(journalTime)) {
            journalTime = time;
            heardAt = steady();
        }
    }

    private void restIfEarly(String name, Timer timer) {
        Held still = held.get(name);
        if (still != null && still.timer.equals(timer)) {
            waiting.remove(name);
            long missing = Duration.between(journalTime, timer.due()).toNanos();
            resting.put(name, steady() + Math.max(missing, doubled(TICK, still.tries)));
        }
    }

    private boolean fire(String name, long now) {
        Held due = known(name);
        var id = "fired-" + name + "-" + due.timer.due().toEpochMilli();
        var entry = JournalWriter.Entry.of(due.account, id, TimerFired.of(due.timer), source);
        if (!post.journal().offer(entry, new Written(name))) {
            waiting.put(name, dueOf(name));
            return false;
        }
        resting.put(name, now + doubled(FIRST_REST, due.tries));
        held.put(name, due.once());
        return true;
    }

    /** Rings when the first one may be due; earlier than planned or not at all, for most timers are cancelled. */
    private void plan() {
        long now = steady();
        long wait = LONGEST_SLEEP.toNanos();
        if (waiting.next().isPresent()) {
            long millis = waiting.next().getAsLong() - time().toEpochMilli();
            wait = Math.min(wait, TimeUnit.MILLISECONDS.toNanos(millis));
        }
        if (resting.next().isPresent()) {
            wait = Math.min(wait, resting.next().getAsLong() - now);
        }
        wait = Math.max(wait, TICK.toNanos());
        if (!held.isEmpty() && now + wait < wakesAt) {
            wakesAt = now + wait;
            bell.ringIn(Duration.ofNanos(wait));
        }
    }

    /** The journal's time as far as one can know. */
    private Instant time() {
        Instant wall = post.wall().instant();
        Instant passed = journalTime.plusNanos(steady() - heardAt);
        return wall.isAfter(passed) ? wall : passed;
    }

    private long steady() {
        return post.steadyNanos().getAsLong() - began;
    }

    private Held known(String name) {
        return Objects.requireNonNull(held.get(name), name);
    }

    private long dueOf(String name) {
        return known(name).timer.due().toEpochMilli();
    }

    private static long doubled(Duration first, int times) {
        return Math.min(first.toNanos() << times, LONGEST_REST.toNanos());
    }

    private static String name(String account, String timerId) {
        return AccountPartitioner.key(account, timerId);
    }

    /** Nothing to do when it is stored: the record itself comes back. Runs on the producer's thread. */
    private record Written(String name) implements JournalWriter.Ack {
        @Override
        public void stored(int partition, long offset) {}

        @Override
        public void failed(Exception why) {
            LOG.warn("timer {} could not be written and will be tried again", name, why);
        }
    }
}
