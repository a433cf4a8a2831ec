package io.ringlog.domain.brain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.testing.BrainSpec;
import org.junit.jupiter.api.Test;

/** A spec fires a timer that is set and due, or none: another would reach nobody. */
class FiringTimersSpec {

    private static final Timer.Purpose PURPOSE = new Timer.Purpose.WindowIdle("w");

    private final BrainSpec brain = BrainSpec.of();

    @Test
    void a_timer_that_nobody_set_cannot_be_fired() {
        assertThatThrownBy(() -> brain.when(new TimerFired("t", PURPOSE, brain.now())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_timer_that_is_set_otherwise_or_not_due_cannot_be_fired() {
        brain.givenSet(new Timer("t", brain.now().plusSeconds(1), PURPOSE));

        assertThatThrownBy(() -> brain.when(new TimerFired("t", PURPOSE, brain.now())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        brain.when(new TimerFired("t", PURPOSE, brain.now().plusSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
