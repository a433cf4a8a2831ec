package io.ringlog.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What stands between two parties and a take-over. */
class UnderWaySpec {
    private final UnderWay underWay = new UnderWay();

    @Test
    void an_invite_is_over_with_the_ack_of_its_success() {
        underWay.asked(true, "INVITE", 2);
        underWay.answered(true, "INVITE", 2, true);
        assertThat(underWay.isNothing()).isFalse();

        underWay.acknowledged(true, 2);

        assertThat(underWay.isNothing()).isTrue();
    }

    @Test
    void an_invite_that_failed_and_an_update_are_over_at_once() {
        underWay.asked(false, "INVITE", 5);
        underWay.asked(false, "UPDATE", 6);

        underWay.answered(false, "INVITE", 5, false);
        assertThat(underWay.isNothing()).isFalse();
        underWay.answered(false, "UPDATE", 6, true);

        assertThat(underWay.isNothing()).isTrue();
    }

    @Test
    void an_ack_of_another_invite_or_of_the_other_side_ends_nothing() {
        underWay.asked(true, "INVITE", 3);

        underWay.acknowledged(true, 2);
        underWay.acknowledged(false, 3);
        underWay.answered(true, "INVITE", 2, false);

        assertThat(underWay.isNothing()).isFalse();
    }

    @Test
    void what_does_not_touch_the_session_is_not_waited_for() {
        underWay.asked(true, "INFO", 3);
        underWay.asked(false, "MESSAGE", 1);

        assertThat(underWay.isNothing()).isTrue();
    }
}
