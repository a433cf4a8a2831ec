package io.ringlog.app.role;

import io.ringlog.app.watch.EdgeWatch;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.StreamsRoles;
import io.ringlog.wire.JournalWriter;
import java.time.InstantSource;

/** Timers, and the watch over the edges. */
public final class ClockRole implements AutoCloseable {
    private static final int BOUND = 10_000;

    private final JournalWriter journal;
    private final StreamsRole timers;
    private final EdgeWatch watch;

    private ClockRole(JournalWriter journal, StreamsRole timers, EdgeWatch watch) {
        this.journal = journal;
        this.timers = timers;
        this.watch = watch;
    }

    /** Returns at once; timers fire when {@link #timers()} is ready. */
    public static ClockRole start(Surroundings here) {
        var clock = InstantSource.system();
        var journal = new JournalWriter(here.clients().journalProducer(here.instance("clock-journal")), BOUND);
        StreamsRole timers = StreamsRoles.clock(here.streams("clock"), journal, clock);
        timers.start();
        var watch = EdgeWatch.start(here.clients(), here.config().clock().edgeTimeout(), clock);
        return new ClockRole(journal, timers, watch);
    }

    public StreamsRole timers() {
        return timers;
    }

    @Override
    public void close() {
        watch.close();
        timers.close();
        journal.close();
    }
}
