package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.TimerRecord;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.JournalWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the pending timers of one partition and writes {@code TimerFired} to the journal when they are due. */
final class TimerProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    /** How late a timer may be looked at; the shortest timers are seconds. */
    static final Duration TICK = Duration.ofMillis(20);

    private final JournalWriter journal;
    private final InstantSource clock;
    private final DueTimers due = new DueTimers();
    private final Queue<DueTimers.Due> stored = new ConcurrentLinkedQueue<>();
    private final Queue<DueTimers.Due> refused = new ConcurrentLinkedQueue<>();
    private LiveStore<TimerRecord> pending;
    private Poison poison;

    @SuppressWarnings("NullAway.Init")
    TimerProcessor(JournalWriter journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        pending = context.getStateStore(Names.PENDING_TIMERS);
        poison = new Poison(context, Names.CLOCK, Names.CLOCK_QUARANTINE_SINK);
        due.clear();
        stored.clear();
        refused.clear();
        pending.wake();
        pending.all().forEach(timer -> remember(key(timer), timer));
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> fire());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            forget(record.key());
            return;
        }
        switch (Codecs.TIMER.decode(record.value())) {
            case Decoded.Ok<TimerRecord>(TimerRecord timer) -> apply(record.key(), timer);
            case Decoded.Undecodable<TimerRecord> why -> poison.quarantine(why, record);
        }
    }

    private void apply(String key, TimerRecord timer) {
        switch (timer.timer()) {
            case Timer.TimerSet _ -> {
                pending.put(key, timer);
                remember(key, timer);
            }
            case Timer.TimerCancelled _ -> forget(key);
        }
    }

    private static String key(TimerRecord timer) {
        return AccountPartitioner.key(timer.account(), timer.timer().timerId());
    }

    private void remember(String key, TimerRecord timer) {
        if (timer.timer() instanceof Timer.TimerSet set) {
            due.set(key, timer.id(), set);
        }
    }

    private void forget(String key) {
        pending.remove(key);
        due.cancel(key);
    }

    private void fire() {
        forgetStored();
        retryRefused();
        Instant now = clock.instant();
        for (var next = due.takeIfDue(now); next.isPresent(); next = due.takeIfDue(now)) {
            if (!offer(next.get(), now)) {
                // The journal has no room: put it back and look again at the next tick.
                due.putBack(next.get());
                return;
            }
        }
    }

    private boolean offer(DueTimers.Due timer, Instant now) {
        var set = timer.timer();
        var fired = new TimerFired(set.timerId(), set.purpose(), set.due());
        String account = AccountPartitioner.accountOf(timer.key());
        var entry = JournalWriter.Entry.of(account, "fired-" + timer.setBy(), fired, "ringlog/clock", now);
        return journal.offer(entry, new Handed(timer, stored, refused));
    }

    /** A timer leaves the store only when the journal holds its firing; one that was set anew meanwhile stays. */
    private void forgetStored() {
        for (var fired = stored.poll(); fired != null; fired = stored.poll()) {
            if (!due.isSet(fired.key())) {
                pending.remove(fired.key());
            }
        }
    }

    private void retryRefused() {
        for (var timer = refused.poll(); timer != null; timer = refused.poll()) {
            if (!due.isSet(timer.key()) && pending.get(timer.key()).isPresent()) {
                due.putBack(timer);
            }
        }
    }

    /** Runs on the producer's thread, so it only hands the timer back to the stream's. */
    private record Handed(DueTimers.Due timer, Queue<DueTimers.Due> stored, Queue<DueTimers.Due> refused)
            implements JournalWriter.Ack {
        @Override
        public void stored(int partition, long offset) {
            stored.add(timer);
        }

        @Override
        public void failed(Exception why) {
            refused.add(timer);
        }
    }
}
