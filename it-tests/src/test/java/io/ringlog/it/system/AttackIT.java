package io.ringlog.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.lab.bench.AttackSoak;
import io.ringlog.lab.load.NumberedMedia.Heard;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak under attack for as long as it takes to see it: {@code ./ringlog bench soak --attack} is the long form. */
class AttackIT {
    /** What no machine of ours needs, and less than what a leak takes in the time. */
    private static final int RESIDENT_MOST_MIB = 2_048;

    @Test
    void calls_go_on_while_strangers_send_whatever_they_have(@TempDir Path folder) throws Exception {
        // A busy machine that compiles decides late, and this test is not about that: a tenth of the attacks.
        var plan = new AttackSoak.Plan(5, 10, 2, 10, 10, List.of("sip.decision-timeout=4s"));

        AttackSoak.Outcome outcome = new AttackSoak(folder, System.out).run(plan);

        assertThat(outcome.calls()).isEqualTo(100);
        assertThat(outcome.failed()).isZero();
        assertThat(outcome.refused()).isZero();
        assertThat(outcome.lengthy())
                .isEqualTo(new AttackSoak.Lengthy(
                        true, outcome.lengthy().sent(), outcome.lengthy().sent(), 0, 0));
        assertThat(outcome.rung().calls()).isPositive();
        assertThat(outcome.rung().lastFault()).isEmpty();
        assertThat(outcome.rung().failed()).isZero();
        assertThat(outcome.rung().heard()).extracting(Heard::foreign).isEqualTo(0L);
        assertThat(outcome.lastMiB()).isLessThan(RESIDENT_MOST_MIB);
        assertThat(outcome.sent())
                .hasSize(4)
                .allSatisfy((kind, sent) -> assertThat(sent).isPositive());
    }
}
