package io.ringlog.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestSpec {

    @Test
    void what_stands_for_a_text_is_as_short_for_a_long_one() {
        assertThat(Digest.of("")).hasSize(43);
        assertThat(Digest.of("x".repeat(1_000_000))).hasSize(43).isNotEqualTo(Digest.of("x".repeat(999_999)));
    }
}
