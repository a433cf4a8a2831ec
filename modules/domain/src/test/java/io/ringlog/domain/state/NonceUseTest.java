package io.ringlog.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NonceUseTest {

    private static NonceUse fresh() {
        return new NonceUse("acc_1", "dev_1", List.of(), null);
    }

    private static String nonce(long born) {
        return Long.toString(1_800_000_000_000L + born, 36) + ".abcdef.signature";
    }

    private static NonceUse usedUpTo(long last) {
        NonceUse use = fresh();
        for (long born = 1; born <= last; born++) {
            use = use.used(nonce(born), 1);
        }
        return use;
    }

    @Test
    void a_higher_count_is_no_replay() {
        NonceUse use = fresh().used(nonce(1), 5);

        assertThat(use.isReplay(nonce(1), 5)).isTrue();
        assertThat(use.isReplay(nonce(1), 6)).isFalse();
        assertThat(use.isReplay(nonce(0), 1)).isFalse();
    }

    @Test
    void a_forgotten_nonce_is_not_good_again() {
        NonceUse use = usedUpTo(40);

        assertThat(use.recent()).hasSize(32);
        assertThat(use.isReplay(nonce(1), 1)).isTrue();
        assertThat(use.isReplay(nonce(8), 2)).isTrue();
        assertThat(use.isReplay(nonce(40), 2)).isFalse();
    }

    @Test
    void a_new_nonce_always_lets_the_phone_in() {
        assertThat(usedUpTo(1_000).isReplay(nonce(1_001), 1)).isFalse();
    }

    @Test
    void the_youngest_of_the_forgotten_counts() {
        NonceUse use = fresh().used(nonce(500), 1);
        for (int i = 1; i <= 32; i++) {
            use = use.used(nonce(i), 1);
        }
        use = use.used(nonce(600), 1);

        assertThat(use.isReplay(nonce(499), 1)).isTrue();
        assertThat(use.isReplay(nonce(501), 1)).isFalse();
        assertThat(use.isReplay(nonce(32), 2)).isFalse();
    }

    @Test
    void what_carries_no_birth_is_forgotten_without_trace() {
        NonceUse use = fresh();
        for (int i = 0; i < 40; i++) {
            use = use.used("nonce-" + i, 1);
        }

        assertThat(use.forgottenTo()).isNull();
        assertThat(use.isReplay("nonce-0", 1)).isFalse();
    }
}
