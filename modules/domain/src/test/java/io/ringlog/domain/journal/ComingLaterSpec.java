package io.ringlog.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What leaves the brain is told from what was seen before by its place in the journal. */
class ComingLaterSpec {
    @Test
    void by_the_offset_and_then_by_the_number_at_it() {
        assertThat(Outgoing.isLater("3-10-0", "3-9-4")).isTrue();
        assertThat(Outgoing.isLater("3-9-10", "3-9-9")).isTrue();
        assertThat(Outgoing.isLater("3-9-9", "3-9-9")).isFalse();
        assertThat(Outgoing.isLater("3-9-0", "3-10-0")).isFalse();
    }

    @Test
    void what_has_no_such_place_was_not_seen_before() {
        assertThat(Outgoing.isLater("3-9-0", "")).isTrue();
        assertThat(Outgoing.isLater("acc_1-WAITING", "3-9-0")).isTrue();
        assertThat(Outgoing.isLater("3-99999999999999999999-0", "3-9-0")).isTrue();
    }
}
