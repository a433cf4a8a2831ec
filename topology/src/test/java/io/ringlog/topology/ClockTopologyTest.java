package io.ringlog.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Outgoing.TimerRecord;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockTopologyTest {
    private static final Instant START = TestBrain.AT;
    private static final Timer.Purpose PURPOSE = new Timer.Purpose.RingTimeout("call_1", 1);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Driver driver =
            new Driver(ClockTopology.build(new JournalWriter(producer, 2), () -> now.get()), START);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_timer_fires_when_it_is_due_and_not_before() {
        set("t1", START.plusSeconds(5));

        advance(Duration.ofMillis(4_900));
        assertThat(fired()).isEmpty();

        advance(Duration.ofMillis(200));
        assertThat(fired()).containsExactly(new TimerFired("t1", PURPOSE, START.plusSeconds(5)));
        assertThat(producer.history().getFirst().key()).isEqualTo("acc_1");
    }

    @Test
    void a_cancelled_timer_never_fires_and_a_moved_one_fires_once() {
        set("t1", START.plusSeconds(5));
        set("t2", START.plusSeconds(5));
        pipe("t1", new Timer.TimerCancelled("t1"));
        set("t2", START.plusSeconds(9));

        advance(Duration.ofSeconds(8));
        assertThat(fired()).isEmpty();

        advance(Duration.ofSeconds(2));
        assertThat(fired()).extracting(TimerFired::timerId).containsExactly("t2");
    }

    @Test
    void a_timer_in_the_past_fires_at_once() {
        set("t1", START.minusSeconds(5));

        advance(Duration.ofMillis(40));

        assertThat(fired()).hasSize(1);
    }

    @Test
    void a_timer_stays_stored_until_the_journal_holds_its_firing() {
        set("t1", START.plusSeconds(1));
        advance(Duration.ofSeconds(2));
        assertThat(stored()).isEqualTo(1);

        producer.completeNext();
        advance(Duration.ofMillis(40));
        assertThat(stored()).isZero();
    }

    @Test
    void timers_wait_when_the_journal_has_no_room_and_when_it_failed() {
        List.of("t1", "t2", "t3").forEach(id -> set(id, START.plusSeconds(1)));
        advance(Duration.ofSeconds(2));
        assertThat(fired()).extracting(TimerFired::timerId).containsExactly("t1", "t2");

        producer.errorNext(new IllegalStateException("no"));
        producer.completeNext();
        advance(Duration.ofMillis(100));
        assertThat(fired()).extracting(TimerFired::timerId).containsExactly("t1", "t2", "t1", "t3");
    }

    @Test
    void a_timer_that_cannot_be_read_is_quarantined() {
        driver.into(Topics.TIMERS.name()).pipeInput("acc_1/t1", "?".getBytes(StandardCharsets.UTF_8), START);

        assertThat(driver.outOf(Topics.QUARANTINE.name())).hasSize(1);
    }

    private void set(String id, Instant due) {
        pipe(id, new Timer.TimerSet(id, due, PURPOSE));
    }

    private void pipe(String id, Timer timer) {
        var record = new TimerRecord("0-0-" + id, "acc_1", START, timer);
        driver.into(Topics.TIMERS.name()).pipeInput("acc_1/" + id, Codecs.TIMER.encode(record), START);
    }

    private void advance(Duration by) {
        now.updateAndGet(at -> at.plus(by));
        driver.streams.advanceWallClockTime(by);
    }

    private List<TimerFired> fired() {
        return producer.history().stream()
                .map(ProducerRecord::value)
                .map(bytes -> (TimerFired) Codecs.INPUT.decode(bytes).orThrow())
                .toList();
    }

    private int stored() {
        return driver.<TimerRecord>store(Names.PENDING_TIMERS).all().size();
    }
}
