package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesSpec {

    private final CountDownLatch answering = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void let_everybody_go() {
        answering.countDown();
    }

    @Test
    void an_address_needs_nobody() {
        Names names = new Names(this::never);

        assertThat(names.addressOf("192.0.2.7")).contains("192.0.2.7");
        assertThat(names.addressOf("[2001:db8::1]")).contains("2001:db8:0:0:0:0:0:1");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_name_is_looked_up_once() {
        Names names = new Names(this::at);

        assertThat(names.addressOf("sbc.example")).contains("192.0.2.1");
        assertThat(names.addressOf("sbc.example")).contains("192.0.2.1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_name_that_nobody_has_is_remembered_too() {
        Names names = new Names(name -> {
            asked.incrementAndGet();
            throw new UnknownHostException(name);
        });

        assertThat(names.addressOf("no.example")).isEmpty();
        assertThat(names.addressOf("no.example")).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void names_that_nobody_answers_for_hold_nobody_up() {
        Names names = new Names(this::never);

        for (int i = 0; i < 100; i++) {
            assertThat(names.addressOf("slow" + i + ".example")).isEmpty();
        }

        assertThat(asked.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_late_answer_is_there_for_the_next_who_asks() {
        Names names = new Names(name -> {
            await();
            return at(name);
        });
        assertThat(names.addressOf("late.example")).isEmpty();

        answering.countDown();

        while (names.addressOf("late.example").isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(names.addressOf("late.example")).contains("192.0.2.1");
    }

    private static final long NANOS = 1_000_000_000L;

    @Test
    void an_address_that_is_old_is_good_while_the_next_one_is_looked_up_and_for_a_while_without_one() {
        AtomicLong now = new AtomicLong();
        AtomicReference<Names.Lookup> resolver = new AtomicReference<>(this::at);
        Names names = new Names(name -> resolver.get().of(name), now::get);
        assertThat(names.addressOf("sbc.example")).contains("192.0.2.1");

        now.set(31 * NANOS);
        resolver.set(this::never);
        assertThat(names.addressOf("sbc.example")).contains("192.0.2.1");
        assertThat(names.sought("sbc.example", "acc_1")).isCompletedWithValue(Optional.of("192.0.2.1"));

        resolver.set(name -> {
            throw new UnknownHostException(name);
        });
        answering.countDown();
        now.set(500 * NANOS);
        assertThat(names.addressOf("sbc.example")).contains("192.0.2.1");
        now.set(1_300 * NANOS);
        while (names.addressOf("sbc.example").isPresent()) {
            now.addAndGet(31 * NANOS);
        }
        assertThat(now).hasValueLessThan(10_000 * NANOS);
    }

    @Test
    void who_seeks_waits_for_a_slow_name_without_a_thread() {
        Names names = new Names(this::never);

        CompletableFuture<Optional<String>> sought = names.sought("slow.example", "acc_1");
        assertThat(sought).isNotDone();

        answering.countDown();
        assertThat(sought.join()).contains("192.0.2.1");
        assertThat(names.sought("192.0.2.9", "acc_1").join()).contains("192.0.2.9");
    }

    @Test
    void who_has_names_that_nobody_answers_for_holds_up_nobody_else() {
        Names names = new Names(name -> name.startsWith("slow") ? never(name) : at(name));
        for (int i = 0; i < 9; i++) {
            names.sought("slow" + i + ".example", "acc_1");
        }
        assertThat(names.sought("one.example", "acc_1")).isCompletedExceptionally();

        assertThat(names.sought("other.example", "acc_2").join()).contains("192.0.2.1");
        assertThat(names.addressOf("third.example")).contains("192.0.2.1");
    }

    @Test
    void all_together_have_a_bound_that_calls_are_not_held_to() {
        Names names = new Names(name -> name.startsWith("slow") ? never(name) : at(name));
        for (int i = 0; i < 100; i++) {
            names.sought("slow" + i + ".example", "acc_" + i);
        }

        assertThat(names.sought("one.example", "acc_200")).isCompletedExceptionally();
        assertThat(names.addressOf("two.example")).contains("192.0.2.1");
    }

    private InetAddress at(String name) {
        asked.incrementAndGet();
        return InetAddress.ofLiteral("192.0.2.1");
    }

    private InetAddress never(String name) {
        asked.incrementAndGet();
        await();
        return InetAddress.ofLiteral("192.0.2.1");
    }

    private void await() {
        try {
            answering.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
