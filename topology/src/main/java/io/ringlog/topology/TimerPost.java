package io.ringlog.topology;

import io.ringlog.wire.JournalWriter;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What watching timers takes from the world.
 *
 * @param journal writes outside of the brain's transactions: an open one would hold back every record behind it
 * @param wall may jump, and may differ from the broker's clock
 * @param steadyNanos only ever goes forward, from wherever it began
 */
public record TimerPost(JournalWriter journal, InstantSource wall, LongSupplier steadyNanos) {

    /** With the clocks of this machine. */
    static TimerPost of(JournalWriter journal) {
        return new TimerPost(journal, InstantSource.system(), System::nanoTime);
    }
}
