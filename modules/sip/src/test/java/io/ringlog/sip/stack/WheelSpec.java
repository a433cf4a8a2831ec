package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Timers of the SIP stack, in a time that the spec makes. */
class WheelSpec {
    private final List<String> ran = new ArrayList<>();
    private long now = 1_000;
    private final Wheel wheel = new Wheel(20, 64, now);

    private void until(long time) {
        now = time;
        wheel.turn(now).forEach(Wheel.Timeout::run);
    }

    private Wheel.Timeout set(String name, long at) {
        return wheel.set(() -> ran.add(name), at);
    }

    @Test
    void a_timer_is_never_early_and_late_by_a_tick_at_most() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            long due = now + random.nextLong(10_000);
            wheel.set(() -> assertThat(now).isBetween(due, due + 20), due);
        }
        for (long t = now; t < 12_000; t += 10) {
            until(t);
        }
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void a_timer_of_several_turns_waits_for_its_own() {
        set("far", now + 3 * 64 * 20 + 100);
        set("near", now + 100);

        until(now + 200);

        assertThat(ran).containsExactly("near");
        until(now + 3 * 64 * 20);
        assertThat(ran).containsExactly("near", "far");
    }

    @Test
    void a_clock_that_slept_long_finds_everything_that_came_due() {
        for (int i = 0; i < 500; i++) {
            set("t", now + i * 100);
        }

        until(now + 1_000_000);

        assertThat(ran).hasSize(500);
    }

    @Test
    void what_is_cancelled_does_not_run_even_when_it_was_due() {
        Wheel.Timeout waiting = set("waiting", now + 100);
        Wheel.Timeout due = set("due", now + 100);
        assertThat(waiting.cancel()).isTrue();

        List<Wheel.Timeout> taken = wheel.turn(now + 200);
        assertThat(due.cancel()).isFalse();
        taken.forEach(Wheel.Timeout::run);

        assertThat(ran).isEmpty();
        assertThat(waiting.cancel()).isFalse();
    }

    @Test
    void it_says_when_to_turn_it_next() {
        assertThat(wheel.nextMillis()).isNull();
        set("t", now + 301);
        assertThat(wheel.nextMillis()).isEqualTo(now + 320);
    }

    @Test
    void a_periodic_task_of_the_stack_goes_on_until_it_is_cancelled() {
        WheelTimer timer = new WheelTimer(() -> now);
        timer.begin();
        SIPStackTimerTask task = new SIPStackTimerTask() {
            @Override
            public void runTask() {
                ran.add("tick");
                if (ran.size() == 3) {
                    timer.cancel(this);
                }
            }

            @Override
            public Object getThreadHash() {
                return this;
            }
        };

        timer.scheduleWithFixedDelay(task, 500, 500);
        for (int i = 0; i < 400; i++) {
            now += 10;
            timer.runDue();
        }

        assertThat(ran).containsExactly("tick", "tick", "tick");
    }

    @Test
    void the_thread_wakes_up_for_a_timer_that_is_due_before_all_others() throws InterruptedException {
        WheelTimer timer = new WheelTimer();
        timer.start(null, null);
        var first = new java.util.concurrent.CountDownLatch(1);
        timer.schedule(task(() -> {}), Duration.ofMinutes(1).toMillis());

        timer.schedule(task(first::countDown), 5);

        assertThat(first.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        timer.stop();
    }

    private static SIPStackTimerTask task(Runnable what) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                what.run();
            }

            @Override
            public Object getThreadHash() {
                return this;
            }
        };
    }
}
