package io.ringlog.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Instant AT = Instant.parse("2026-11-02T10:00:00Z");

    @Test
    void the_same_time_and_randomness_give_the_same_id() {
        assertThat(Ids.next("us", AT, new SplittableRandom(7))).isEqualTo(Ids.next("us", AT, new SplittableRandom(7)));
    }

    @Test
    void ids_sort_by_the_time_they_were_made() {
        var random = new SplittableRandom(7);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            ids.add(Ids.next("us", AT.plusMillis(i), random));
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(Ids::isWellFormed);
    }

    @Test
    void the_first_ten_symbols_are_the_milliseconds_in_crockfords_base_32() {
        assertThat(Ids.next("us", Instant.ofEpochMilli(1), new SplittableRandom(7)))
                .startsWith("us_0000000001");
        assertThat(Ids.next("us", Instant.ofEpochMilli(32 * 31), new SplittableRandom(7)))
                .startsWith("us_00000000Z0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "us", "us_", "us_01J", "US_01JBV3X5ZZZZZZZZZZZZZZZZZZ", "us_01JBV3X5ZZZZZZZZZZZZZZZZIL"})
    void what_is_no_id_is_told_apart(String text) {
        assertThat(Ids.isWellFormed(text)).isFalse();
    }
}
