package io.ringlog.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptionSpec {
    private static final int UNIT = 125_000;
    private static final long FRAME = 20_000_000;

    private final Reception reception = new Reception();

    private void arrive(int... sequences) {
        for (int sequence : sequences) {
            reception.count(sequence & 0xFFFF);
        }
    }

    private void arrived(long packets, long lost) {
        assertThat(reception.packets()).isEqualTo(packets);
        assertThat(reception.lost()).isEqualTo(lost);
    }

    @Test
    void nothing_is_lost_before_anything_came() {
        arrived(0, 0);
        reception.otherSource();
        arrived(0, 0);
    }

    @Test
    void all_that_came_in_order_is_counted_over_the_wrap() {
        arrive(0xFFFE, 0xFFFF, 0, 1);
        arrived(4, 0);
    }

    @Test
    void a_gap_is_lost_until_it_is_filled_late() {
        arrive(10, 11, 14);
        arrived(3, 2);
        arrive(13);
        arrived(4, 1);
    }

    @Test
    void what_comes_twice_hides_no_loss() {
        arrive(10, 10, 12, 12, 12);
        arrived(2, 1);
        assertThat(reception.count(12)).isFalse();
    }

    @Test
    void the_first_two_may_be_swapped() {
        arrive(11, 10, 12);
        arrived(3, 0);
    }

    @Test
    void a_packet_that_is_64_late_is_too_late_and_one_that_is_63_late_is_not() {
        arrive(100, 101 + 63);
        arrive(101);
        arrived(3, 62);
        arrive(100);
        arrived(3, 62);
        arrive(100 + 64 + 63, 164 + 63 - 64);
        arrived(4, 62 + 62);
    }

    @Test
    void a_gap_of_more_numbers_than_are_remembered_is_lost_whole() {
        arrive(0, 2_999);
        arrived(2, 2_998);
    }

    @Test
    void a_jump_counts_when_it_is_followed() {
        arrive(10, 11, 30_000);
        arrived(2, 0);
        arrive(30_001, 30_003);
        arrived(5, 1);
    }

    @Test
    void a_jump_that_nothing_follows_is_left_out() {
        arrive(10, 30_000, 11, 30_001, 12);
        arrived(3, 0);
    }

    @Test
    void another_source_loses_nothing_of_the_one_before() {
        arrive(10, 12);
        reception.otherSource();
        arrive(40_000, 40_002);
        arrived(4, 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_is_dropped_doubled_and_swapped_within_the_memory_is_counted_exactly(long seed) {
        var random = new SplittableRandom(seed);
        List<Integer> sent =
                new ArrayList<>(IntStream.range(65_000, 65_000 + 5_000).boxed().toList());
        Set<Integer> dropped = new HashSet<>();
        IntStream.range(1, 4_999).filter(_ -> random.nextInt(10) == 0).forEach(i -> dropped.add(65_000 + i));
        sent.removeIf(dropped::contains);
        for (int at = 10; at + 30 < sent.size() - 10; at += 30) {
            Collections.shuffle(sent.subList(at, at + 20), new Random(seed + at));
            sent.add(at, sent.get(at));
        }

        sent.forEach(number -> reception.count(number & 0xFFFF));

        arrived(5_000 - dropped.size(), dropped.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_numbers_whatever_make_less_than_nothing_of_it(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            reception.count(random.nextInt(0x10000));
            reception.time(random.nextLong(), random.nextInt(), UNIT);
            assertThat(reception.lost()).isNotNegative();
            assertThat(reception.jitterMostNanos()).isBetween(0L, 2_000_000_000L);
        }
        assertThat(reception.packets()).isLessThanOrEqualTo(200_000);
    }

    @Test
    void even_packets_have_no_jitter() {
        for (int i = 0; i < 100; i++) {
            reception.time(i * FRAME, i * 160, UNIT);
        }
        assertThat(reception.jitterCount()).isEqualTo(99);
        assertThat(reception.jitterSumNanos()).isZero();
        assertThat(reception.jitterMostNanos()).isZero();
    }

    /** Each step differs by 2 x 5 ms, so that the estimate of RFC 3550 A.8 comes to 10 ms. */
    @Test
    void packets_that_come_by_turns_early_and_late_have_the_jitter_of_the_rfc() {
        for (int i = 0; i < 1_000; i++) {
            reception.time(i * FRAME + (i % 2 == 0 ? 5_000_000 : -5_000_000), i * 160, UNIT);
        }
        assertThat(reception.jitterMostNanos()).isBetween(9_990_000L, 10_000_000L);
        assertThat(reception.jitterSumNanos() / reception.jitterCount()).isBetween(9_800_000L, 10_000_000L);
    }

    @Test
    void a_pause_that_the_timestamp_knows_of_is_no_jitter() {
        reception.time(0, 0, UNIT);
        reception.time(60_000_000_000L, 480_000, UNIT);
        assertThat(reception.jitterMostNanos()).isZero();
    }

    @Test
    void a_clock_that_was_set_anew_is_no_jitter() {
        reception.time(0, 0, UNIT);
        reception.time(FRAME, 1_000_000_000, UNIT);
        reception.time(2 * FRAME, 1_000_000_160, UNIT);
        assertThat(reception.jitterCount()).isEqualTo(1);
        assertThat(reception.jitterMostNanos()).isZero();
    }

    @Test
    void the_timestamp_may_wrap() {
        reception.time(0, -80, UNIT);
        reception.time(FRAME, 80, UNIT);
        assertThat(reception.jitterMostNanos()).isZero();
        assertThat(reception.jitterCount()).isEqualTo(1);
    }
}
