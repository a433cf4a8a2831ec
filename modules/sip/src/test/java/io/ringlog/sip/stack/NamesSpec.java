package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
