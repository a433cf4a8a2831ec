package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.AT;
import static io.ringlog.topology.TestBrain.cancelled;
import static io.ringlog.topology.TestBrain.invite;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.Event.FactsMissing;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call's timer is due after 30 s; here the broker's clock, this machine's and the steady one are three things. */
class FiringTimersTest {
    private static final Duration RING = Duration.ofSeconds(30);
    private static final int ROOM = 1_000;

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private Instant wall = AT;
    private long steady = Long.MIN_VALUE;
    private int seen;
    private final Driver driver = new Driver(
            BrainTopology.build(
                    TestBrain::create,
                    CommandTopics.ALL,
                    new TimerPost(new JournalWriter(producer, ROOM), () -> wall, () -> steady)),
            AT);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_timer_fires_when_it_is_due_and_not_before() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);

        pass(RING.minusMillis(1));
        assertThat(fired()).isEmpty();

        pass(TimerWatch.TICK);
        assertThat(fired()).extracting(TimerFired::timerId).containsExactly("ring-call_1");
        assertThat(producer.history().getFirst().key()).isEqualTo(TestBrain.ACCOUNT);
        append(AT.plus(RING));
        assertThat(told()).containsExactly("ring-call_1");
    }

    @Test
    void a_timer_set_and_cancelled_within_a_commit_leaves_nothing_and_never_fires() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        driver.journal(cancelled(2, "call_1"), AT.plusSeconds(1));

        assertThat(driver.store(Names.GRANULES).beginning("acc_1/timer/")).isEmpty();
        pass(RING.plusSeconds(1));
        assertThat(fired()).isEmpty();
    }

    @Test
    void a_firing_is_not_repeated_while_the_journal_may_still_have_it() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);

        pass(RING.plusMillis(20));
        for (int i = 0; i < 50; i++) {
            pass(TimerWatch.TICK);
        }

        assertThat(fired()).hasSize(1);
    }

    @Test
    void a_firing_nobody_heard_of_is_written_again_ever_more_seldom() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);

        for (int minute = 0; minute < 10; minute++) {
            pass(Duration.ofMinutes(1));
        }

        assertThat(fired()).hasSizeBetween(3, 6);
        append(AT.plus(RING));
        append(AT.plus(RING));
        assertThat(told()).containsExactly("ring-call_1");
    }

    @Test
    void a_wall_clock_ahead_of_the_brokers_fires_too_early_and_the_timer_fires_again_in_time() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        wall = wall.plusSeconds(10);

        pass(Duration.ofSeconds(21));
        append(AT.plusSeconds(21));
        assertThat(told()).isEmpty();

        pass(Duration.ofSeconds(8));
        assertThat(fired()).isEmpty();
        pass(Duration.ofSeconds(1).plusMillis(20));
        append(AT.plus(RING));
        assertThat(told()).containsExactly("ring-call_1");
    }

    @Test
    void a_wall_clock_that_goes_back_makes_no_timer_wait() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        wall = wall.minus(Duration.ofHours(1));

        pass(RING.plusMillis(20));

        assertThat(fired()).hasSize(1);
    }

    @Test
    void a_bell_that_the_jump_of_a_clock_has_silenced_is_made_good_by_the_next_record() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        wall = wall.minus(Duration.ofHours(1));
        steady += RING.plusSeconds(1).toNanos();

        driver.journal(cancelled(2, "call_2"), AT.plusSeconds(31));

        assertThat(fired()).hasSize(1);
    }

    @Test
    void a_brokers_clock_that_goes_back_is_asked_ever_more_seldom() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);

        int asked = 0;
        for (int second = 0; second < 600; second++) {
            pass(Duration.ofSeconds(1));
            asked += fired().size();
            append(AT.minus(Duration.ofHours(1)));
        }
        assertThat(asked).isLessThan(30);
        assertThat(told()).isEmpty();

        pass(Duration.ofMinutes(10));
        fired();
        append(AT.plus(RING));
        assertThat(told()).containsExactly("ring-call_1");
    }

    @Test
    void thousands_due_at_once_are_written_a_bounded_number_at_a_time() {
        for (int i = 1; i <= 3_000; i++) {
            driver.journal(invite("edge-1", i, "call_" + i), AT);
        }

        pass(RING);
        assertThat(fired()).hasSize(TimerWatch.MOST_AT_ONCE);
        pass(TimerWatch.TICK);
        assertThat(fired()).hasSize(TimerWatch.MOST_AT_ONCE);
        pass(TimerWatch.TICK);
        pass(TimerWatch.TICK);
        pass(TimerWatch.TICK);
        pass(TimerWatch.TICK);
        assertThat(fired()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void timers_wait_for_room_in_the_journal() {
        try (var narrow = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
                var brain = new Driver(
                        BrainTopology.build(
                                TestBrain::create,
                                CommandTopics.ALL,
                                new TimerPost(new JournalWriter(narrow, 1), () -> wall, () -> steady)),
                        AT)) {
            brain.journal(invite("edge-1", 1, "call_1"), AT);
            brain.journal(invite("edge-1", 2, "call_2"), AT);

            pass(RING, brain);
            assertThat(narrow.history()).hasSize(1);
            narrow.completeNext();
            pass(TimerWatch.TICK, brain);
            assertThat(narrow.history()).hasSize(2);
        }
    }

    @Test
    void a_timer_whose_firing_breaks_the_brain_fires_no_more() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        driver.journal(new EdgeLost("edge-9", 1, "test"), AT);
        pass(Duration.ofSeconds(2));
        assertThat(fired()).extracting(TimerFired::timerId).containsExactly("poison");
        append(AT.plusSeconds(2));

        assertThat(driver.outOf(Topics.QUARANTINE.name())).hasSize(1);
        assertThat(driver.store(Names.GRANULES).get("acc_1/timer/poison")).isEmpty();
        pass(Duration.ofMinutes(20));
        assertThat(fired()).extracting(TimerFired::timerId).containsOnly("ring-call_1");
    }

    private void pass(Duration time) {
        pass(time, driver);
    }

    private void pass(Duration time, Driver where) {
        wall = wall.plus(time);
        steady += time.toNanos();
        where.streams.advanceWallClockTime(time);
    }

    /** What was written since it was last asked. */
    private List<TimerFired> fired() {
        var fired = producer.history().stream()
                .skip(seen)
                .map(ProducerRecord::value)
                .map(bytes -> (TimerFired) Codecs.INPUT.decode(bytes).orThrow())
                .toList();
        seen = producer.history().size();
        return fired;
    }

    /** The broker appends the last firing written. */
    private void append(Instant at) {
        var all = producer.history();
        if (!all.isEmpty()) {
            Input last = Codecs.INPUT.decode(all.getLast().value()).orThrow();
            driver.journal(last, at);
        }
    }

    /** The firings the brain took. */
    private List<String> told() {
        return driver.outOf(Topics.EVENTS.name()).stream()
                .map(event -> Codecs.EVENT.decode(event.value()).orThrow().event())
                .filter(FactsMissing.class::isInstance)
                .map(event -> ((FactsMissing) event).edge())
                .toList();
    }
}
