package io.ringlog.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsSpec {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    private int held() {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        return 1;
    }

    @Test
    void one_works_and_whoever_does_not_get_the_turn_in_time_is_sent_away() throws Exception {
        Turns turns = new Turns(8, Duration.ofMillis(1));
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = others.submit(() -> turns.take(this::held));
            begun.await();

            assertThatThrownBy(() -> turns.take(() -> 2)).isInstanceOf(PasswordsBusy.class);
            end.countDown();
            assertThat(first.get()).isEqualTo(1);
            assertThat(turns.take(() -> 2)).isEqualTo(2);
        }
    }

    @Test
    void a_few_wait_and_a_thousand_do_not() throws Exception {
        Turns turns = new Turns(3, LONG);
        AtomicInteger sentAway = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(1_000 - 3);
        List<Future<?>> all = new ArrayList<>();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            others.submit(() -> turns.take(this::held));
            begun.await();
            for (int i = 0; i < 1_000; i++) {
                all.add(others.submit(() -> {
                    try {
                        turns.take(atOnce::incrementAndGet);
                    } catch (PasswordsBusy busy) {
                        sentAway.incrementAndGet();
                        refused.countDown();
                    }
                }));
            }
            refused.await();
            end.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(sentAway).hasValue(997);
        assertThat(atOnce).hasValue(3);
    }

    @Test
    void there_is_room_again_after_work_that_broke() {
        Turns turns = new Turns(0, LONG);
        for (int i = 0; i < 9; i++) {
            assertThatThrownBy(() -> turns.take(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        }
        assertThat(turns.take(() -> 1)).isEqualTo(1);
    }
}
