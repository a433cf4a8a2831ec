package io.ringlog.domain.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingSpec {

    private final Ranking<Integer> ranking = new Ranking<>(Comparator.naturalOrder());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_answers_as_a_sorted_list_does(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Integer> model = new TreeSet<>();
        for (int step = 0; step < 4_000; step++) {
            int value = random.nextInt(700);
            // It grows, is torn down from one end, and grows again.
            boolean grows = step / 1_000 % 2 == 0;
            if (grows || random.nextInt(3) == 0) {
                ranking.add(value);
                model.add(value);
            } else {
                int gone = model.isEmpty() || random.nextBoolean() ? value : model.first();
                ranking.remove(gone);
                model.remove(gone);
            }
            int asked = random.nextInt(700);
            assertThat(ranking.size()).isEqualTo(model.size());
            assertThat(ranking.before(asked)).isEqualTo(model.headSet(asked).size());
            assertThat(ranking.contains(asked)).isEqualTo(model.contains(asked));
        }
        assertThat(ranking.stream()).containsExactlyElementsOf(model);
    }

    @Test
    void what_comes_in_order_or_in_reverse_is_found_by_its_place() {
        for (int i = 0; i < 10_000; i++) {
            ranking.add(i);
            ranking.add(-i);
        }

        assertThat(ranking.size()).isEqualTo(19_999);
        assertThat(ranking.at(0)).isEqualTo(-9_999);
        assertThat(ranking.at(9_999)).isZero();
        assertThat(ranking.at(19_998)).isEqualTo(9_999);
    }

    @Test
    void an_element_as_large_takes_the_place() {
        Ranking<List<Integer>> pairs = new Ranking<>(Comparator.comparing((List<Integer> it) -> it.getFirst()));
        pairs.add(List.of(1, 1));
        pairs.add(List.of(1, 2));

        assertThat(pairs.stream()).containsExactly(List.of(1, 2));
    }

    @Test
    void there_is_nothing_at_a_place_beyond_the_last() {
        assertThat(ranking.isEmpty()).isTrue();
        assertThatThrownBy(() -> ranking.at(0)).isInstanceOf(IndexOutOfBoundsException.class);
        ranking.add(1);
        assertThatThrownBy(() -> ranking.at(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> ranking.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void who_looks_at_the_first_pays_for_the_first() {
        List<Integer> compared = new ArrayList<>();
        Ranking<Integer> counted = new Ranking<>((a, b) -> {
            compared.add(a);
            return Integer.compare(a, b);
        });
        for (int i = 0; i < 100_000; i++) {
            counted.add(i);
        }
        compared.clear();

        counted.add(50_000);
        counted.remove(7);
        counted.before(99_999);
        counted.stream().limit(1).forEach(it -> {});

        assertThat(compared).hasSizeLessThan(100);
    }
}
