package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.dns.Found;
import io.ringlog.sip.dns.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesSpec {

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    private final CountDownLatch answering = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void let_everybody_go() {
        answering.countDown();
    }

    @Test
    void an_address_needs_nobody() {
        assertThat(Names.literal("192.0.2.7")).contains("192.0.2.7");
        assertThat(Names.literal("[2001:db8::1]")).contains("2001:db8:0:0:0:0:0:1");
        assertThat(Names.literal("sbc.example")).isEmpty();
    }

    @Test
    void a_name_is_looked_up_once() {
        Names names = new Names(this::at);

        assertThat(addressOf(names, "sbc.example")).contains("192.0.2.1");
        assertThat(addressOf(names, "sbc.example")).contains("192.0.2.1");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_name_that_nobody_has_is_remembered_too() {
        Names names = new Names(name -> {
            asked.incrementAndGet();
            return Found.nothing(GOOD_FOR);
        });

        assertThat(addressOf(names, "no.example")).isEmpty();
        assertThat(addressOf(names, "no.example")).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void names_that_nobody_answers_for_hold_nobody_up() {
        Names names = new Names(this::never);

        for (int i = 0; i < 100; i++) {
            assertThat(addressOf(names, "slow" + i + ".example")).isEmpty();
        }

        assertThat(asked.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_late_answer_is_there_for_the_next_who_asks() {
        Names names = new Names(name -> {
            await();
            return at(name);
        });
        assertThat(addressOf(names, "late.example")).isEmpty();

        answering.countDown();

        while (addressOf(names, "late.example").isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(addressOf(names, "late.example")).contains("192.0.2.1");
    }

    private static final long NANOS = 1_000_000_000L;

    @Test
    void an_address_that_is_old_is_good_while_the_next_one_is_looked_up_and_for_a_while_without_one() {
        AtomicLong now = new AtomicLong();
        AtomicReference<Names.Lookup> resolver = new AtomicReference<>(this::at);
        Names names = new Names(name -> resolver.get().of(name), now::get);
        assertThat(addressOf(names, "sbc.example")).contains("192.0.2.1");

        now.set(31 * NANOS);
        resolver.set(this::never);
        assertThat(addressOf(names, "sbc.example")).contains("192.0.2.1");
        assertThat(sought(names, "sbc.example", "acc_1")).isCompletedWithValue(List.of("192.0.2.1"));

        resolver.set(name -> {
            return Found.nothing(GOOD_FOR);
        });
        answering.countDown();
        now.set(500 * NANOS);
        assertThat(addressOf(names, "sbc.example")).contains("192.0.2.1");
        now.set(1_300 * NANOS);
        while (addressOf(names, "sbc.example").isPresent()) {
            now.addAndGet(31 * NANOS);
        }
        assertThat(now).hasValueLessThan(10_000 * NANOS);
    }

    @Test
    void who_seeks_waits_for_a_slow_name_without_a_thread() {
        Names names = new Names(this::never);

        CompletableFuture<List<String>> sought = sought(names, "slow.example", "acc_1");
        assertThat(sought).isNotDone();

        answering.countDown();
        assertThat(sought.join()).contains("192.0.2.1");
    }

    @Test
    void who_has_names_that_nobody_answers_for_holds_up_nobody_else() {
        Names names = new Names(name -> name.host().startsWith("slow") ? never(name) : at(name));
        for (int i = 0; i < 500; i++) {
            sought(names, "slow" + i + ".example", "acc_1");
        }
        assertThat(sought(names, "one.example", "acc_1")).isCompletedExceptionally();

        assertThat(sought(names, "other.example", "acc_2").join()).contains("192.0.2.1");
        assertThat(addressOf(names, "third.example")).contains("192.0.2.1");
        assertThat(asked).hasValueLessThanOrEqualTo(4);
    }

    @Test
    void who_seeks_more_names_than_are_looked_up_at_once_waits_for_all_of_them() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Names names = new Names(name -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Found found = never(name);
            atOnce.decrementAndGet();
            return found;
        });
        List<CompletableFuture<List<String>>> sought = IntStream.range(0, 500)
                .mapToObj(i -> sought(names, "slow" + i + ".example", "acc_1"))
                .toList();
        List<CompletableFuture<List<String>>> again = IntStream.range(0, 32)
                .mapToObj(i -> sought(names, "slow" + i + ".example", "acc_1"))
                .toList();
        assertThat(sought.subList(0, 32)).noneMatch(CompletableFuture::isDone);
        assertThat(sought.subList(32, 500)).allMatch(CompletableFuture::isCompletedExceptionally);

        answering.countDown();

        assertThat(sought.subList(0, 32))
                .allSatisfy(one -> assertThat(one.join()).containsExactly("192.0.2.1"));
        assertThat(again).allSatisfy(one -> assertThat(one.join()).containsExactly("192.0.2.1"));
        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(asked).hasValue(32);
        assertThat(sought(names, "one.example", "acc_1").join()).contains("192.0.2.1");
    }

    @Test
    void whose_turn_it_is_takes_the_place_of_the_one_before_however_many_others_look_up() {
        CountDownLatch mine = new CountDownLatch(1);
        Names names = new Names(name -> name.host().startsWith("mine") ? after(mine) : never(name));
        List<CompletableFuture<List<String>>> sought = IntStream.range(0, 10)
                .mapToObj(i -> sought(names, "mine" + i + ".example", "acc_1"))
                .toList();
        for (int i = 0; i < 100; i++) {
            sought(names, "slow" + i + ".example", "acc_2_" + i);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(addressOf(names, "slower" + i + ".example")).isEmpty();
        }

        mine.countDown();

        assertThat(sought).allSatisfy(one -> assertThat(one.join()).containsExactly("192.0.2.1"));
    }

    @Test
    void a_name_that_others_have_had_looked_up_meanwhile_needs_no_turn() {
        CountDownLatch mine = new CountDownLatch(1);
        Names names = new Names(name -> {
            asked.incrementAndGet();
            return name.host().startsWith("mine") ? after(mine) : found();
        });
        for (int i = 0; i < 2; i++) {
            sought(names, "mine" + i + ".example", "acc_1");
        }
        CompletableFuture<List<String>> waiting = sought(names, "sbc.example", "acc_1");
        assertThat(waiting).isNotDone();
        assertThat(sought(names, "sbc.example", "acc_2").join()).contains("192.0.2.1");

        mine.countDown();

        assertThat(waiting.join()).contains("192.0.2.1");
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_name_that_nobody_had_a_while_ago_waits_for_its_turn_too() {
        AtomicLong now = new AtomicLong();
        AtomicReference<Names.Lookup> resolver = new AtomicReference<>(name -> Found.nothing(GOOD_FOR));
        Names names = new Names(name -> resolver.get().of(name), now::get);
        assertThat(sought(names, "sbc.example", "acc_1").join()).isEmpty();

        now.set(31 * NANOS);
        resolver.set(this::never);
        for (int i = 0; i < 2; i++) {
            sought(names, "slow" + i + ".example", "acc_1");
        }
        CompletableFuture<List<String>> waiting = sought(names, "sbc.example", "acc_1");
        assertThat(waiting).isNotDone();

        answering.countDown();
        assertThat(waiting.join()).contains("192.0.2.1");
    }

    @Test
    void all_together_have_a_bound_that_calls_are_not_held_to() {
        Names names = new Names(name -> name.host().startsWith("slow") ? never(name) : at(name));
        for (int i = 0; i < 100; i++) {
            sought(names, "slow" + i + ".example", "acc_" + i);
        }

        assertThat(sought(names, "one.example", "acc_200")).isCompletedExceptionally();
        assertThat(addressOf(names, "two.example")).contains("192.0.2.1");
    }

    private Found at(Wanted name) {
        asked.incrementAndGet();
        return found();
    }

    private Found never(Wanted name) {
        asked.incrementAndGet();
        await();
        return found();
    }

    private static Found found() {
        return new Found(List.of(new Found.Server("", 0, 0, 0, 5060, List.of("192.0.2.1"))), GOOD_FOR);
    }

    private static Wanted wanted(String name) {
        return new Wanted(name, 0, null);
    }

    private static Optional<String> addressOf(Names names, String name) {
        return names.placeOf(wanted(name)).map(Found.Place::address);
    }

    private static CompletableFuture<List<String>> sought(Names names, String name, String who) {
        return names.sought(wanted(name), who)
                .thenApply(places -> places.stream().map(Found.Place::address).toList());
    }

    private void await() {
        await(answering);
    }

    private static Found after(CountDownLatch latch) {
        await(latch);
        return found();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
