package io.ringlog.edge.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CallerCancelled;
import io.ringlog.domain.journal.CallFact.LegProgressed;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.edge.EdgeCounters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the journal does, facts arrive in the order they were added, and none is missing. */
class DeliveringFactsSpec {

    private static final FactQueue.Limits LIMITS =
            new FactQueue.Limits(Duration.ofMillis(50), 20, 1 << 20, Duration.ZERO);

    @TempDir
    Path folder;

    private final Journal journal = new Journal();
    private final EdgeCounters counters = new EdgeCounters();

    /** A journal that can refuse, hold back its acknowledgements, or fail. */
    private static final class Journal implements FactSink {
        final List<Long> stored = new ArrayList<>();
        private final Deque<Runnable> held = new ArrayDeque<>();
        private int refusals;
        private int failures;
        private boolean holding;
        private boolean heldFail;
        private boolean closed;

        @Override
        public boolean offer(OutgoingFact fact, Ack ack) {
            Runnable answer;
            synchronized (this) {
                if (closed || refusals > 0) {
                    refusals--;
                    return false;
                }
                if (holding) {
                    held.add(heldAnswer(fact, ack));
                    notifyAll();
                    return true;
                }
                boolean fails = failures > 0;
                failures -= fails ? 1 : 0;
                answer = fails ? () -> ack.failed(new IllegalStateException("broken")) : () -> store(fact, ack);
            }
            answer.run();
            return true;
        }

        private Runnable heldAnswer(OutgoingFact fact, Ack ack) {
            return heldFail ? () -> ack.failed(new IllegalStateException("broken")) : () -> store(fact, ack);
        }

        private void store(OutgoingFact fact, Ack ack) {
            synchronized (this) {
                stored.add(((CallFact) fact.input()).stamp().seq());
            }
            ack.stored();
        }

        synchronized void refuses(int times) {
            refusals = times;
        }

        synchronized void fails(int times) {
            failures = times;
        }

        /** What is held now will have failed. */
        synchronized void failsHeld() {
            heldFail = true;
        }

        synchronized void awaitHeld(int facts) throws InterruptedException {
            while (held.size() < facts) {
                wait();
            }
            heldFail = false;
        }

        synchronized void holds() {
            holding = true;
        }

        /** What comes while the held ones are answered waits behind them: a journal keeps its order. */
        void releases() {
            for (Runnable next = nextHeld(); next != null; next = nextHeld()) {
                next.run();
            }
        }

        private synchronized @Nullable Runnable nextHeld() {
            Runnable next = held.poll();
            holding = next != null;
            return next;
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }

    private FactQueue queue(FactSink sink) throws IOException {
        return FactQueue.start(sink, folder.resolve("facts.spool"), LIMITS, counters);
    }

    private static void add(FactQueue queue, long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            queue.add(fact(seq));
        }
    }

    private static OutgoingFact fact(long seq) {
        EdgeStamp stamp = new EdgeStamp("edge1", 1, seq, Instant.EPOCH);
        return new OutgoingFact("acc_acme", new CallerCancelled(stamp, "call_1"));
    }

    private static OutgoingFact ringing(long seq) {
        EdgeStamp stamp = new EdgeStamp("edge1", 1, seq, Instant.EPOCH);
        return new OutgoingFact("acc_acme", new LegProgressed(stamp, "call_1", "b1", 180, false));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void facts_pass_in_order() throws Exception {
        try (FactQueue queue = queue(journal)) {
            add(queue, 1, 500);

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(journal.stored).isEqualTo(upTo(500));
    }

    @Test
    void a_journal_that_refuses_and_fails_now_and_then_gets_them_all() throws Exception {
        try (FactQueue queue = queue(journal)) {
            journal.refuses(1);
            add(queue, 1, 10);
            queue.drain(Duration.ofSeconds(5));
            journal.fails(1);
            add(queue, 11, 11);

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(journal.stored).isEqualTo(upTo(11));
    }

    @Test
    void an_outage_goes_through_the_disk_and_keeps_the_order() throws Exception {
        try (FactQueue queue = queue(journal)) {
            add(queue, 1, 5);
            queue.drain(Duration.ofSeconds(5));
            journal.holds();
            add(queue, 6, 300);
            assertThat(queue.isSpooling()).isTrue();
            journal.releases();
            add(queue, 301, 400);

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
            assertThat(queue.isSpooling()).isFalse();
        }
        assertThat(journal.stored).isEqualTo(upTo(400));
        assertThat(counters.get("facts.lost")).isZero();
    }

    @Test
    void what_was_not_acknowledged_is_delivered_by_the_next_start() throws Exception {
        journal.holds();
        try (FactQueue queue = queue(journal)) {
            add(queue, 1, 50);
        }
        Journal later = new Journal();

        try (FactQueue again = queue(later)) {
            add(again, 51, 60);
            assertThat(again.drain(Duration.ofSeconds(5))).isTrue();
        }

        assertThat(later.stored).isEqualTo(upTo(60));
    }

    @Test
    void whoever_brought_a_fact_hears_when_the_journal_has_it_and_not_before() throws Exception {
        FactQueue.Limits patient = new FactQueue.Limits(Duration.ofMinutes(1), 20, 1 << 20, Duration.ZERO);
        try (FactQueue queue = FactQueue.start(journal, folder.resolve("facts.spool"), patient, counters)) {
            AtomicInteger kept = new AtomicInteger();
            journal.holds();
            queue.add(fact(1), kept::incrementAndGet);
            journal.awaitHeld(1);
            queue.tick();
            assertThat(kept).hasValue(0);

            journal.releases();

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
            assertThat(kept).hasValue(1);
        }
    }

    @Test
    void whoever_brought_a_fact_hears_when_the_disk_was_forced_to_have_it() throws Exception {
        AtomicInteger kept = new AtomicInteger();
        journal.holds();
        try (FactQueue queue = queue(journal)) {
            for (int seq = 1; seq <= 30; seq++) {
                queue.add(fact(seq), kept::incrementAndGet);
            }
            assertThat(queue.isSpooling()).isTrue();
            assertThat(kept).hasValue(0);

            queue.tick();

            assertThat(kept).hasValue(30);
            journal.releases();
            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
            assertThat(kept).hasValue(30);
        }
    }

    @Test
    void a_frame_that_cannot_be_read_does_not_hold_up_those_behind_it() throws Exception {
        try (Spool spool = Spool.open(folder.resolve("facts.spool"), 1 << 20)) {
            spool.append("of another version".getBytes(StandardCharsets.UTF_8));
            spool.append("too".getBytes(StandardCharsets.UTF_8));
            spool.append(fact(1).toBytes());
        }

        try (FactQueue queue = queue(journal)) {
            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(journal.stored).isEqualTo(upTo(1));
    }

    @Test
    void facts_that_nobody_waits_for_leave_with_the_first_that_somebody_does() throws Exception {
        FactQueue.Limits patient = new FactQueue.Limits(Duration.ofMinutes(1), 20, 1 << 20, Duration.ofMinutes(1));
        try (FactQueue queue = FactQueue.start(journal, folder.resolve("facts.spool"), patient, counters)) {
            queue.add(ringing(1));
            queue.add(ringing(2));
            assertThat(queue.drain(Duration.ofMillis(50))).isFalse();
            assertThat(journal.stored).isEmpty();

            queue.add(fact(3));

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(journal.stored).isEqualTo(upTo(3));
    }

    @Test
    void a_fact_that_finds_no_company_leaves_alone() throws Exception {
        FactQueue.Limits brief = new FactQueue.Limits(Duration.ofMinutes(1), 20, 1 << 20, Duration.ofMillis(20));
        try (FactQueue queue = FactQueue.start(journal, folder.resolve("facts.spool"), brief, counters)) {
            queue.add(ringing(1));

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(journal.stored).isEqualTo(upTo(1));
    }

    @Test
    void a_fact_that_the_journal_fails_later_is_offered_again() throws Exception {
        try (FactQueue queue = queue(journal)) {
            journal.holds();
            journal.failsHeld();
            add(queue, 1, 1);
            journal.awaitHeld(1);
            journal.releases();

            assertThat(queue.drain(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(journal.stored).isEqualTo(upTo(1));
    }

    @Test
    void a_full_disk_loses_facts_aloud_and_stops_new_calls() throws Exception {
        journal.holds();
        FactQueue.Limits small = new FactQueue.Limits(Duration.ofMillis(50), 2, 1000, Duration.ZERO);
        try (FactQueue queue = FactQueue.start(journal, folder.resolve("facts.spool"), small, counters)) {
            add(queue, 1, 50);

            assertThat(queue.isNearlyFull()).isTrue();
            assertThat(counters.get("facts.lost")).isPositive();
        }
    }
}
