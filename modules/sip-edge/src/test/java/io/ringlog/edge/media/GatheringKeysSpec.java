package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.edge.media.Gathering.Step;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatheringKeysSpec {

    private static final Step FIRST = new Step.Await(Duration.ofMillis(5000));
    private static final Step NEXT = new Step.Await(Duration.ofMillis(2000));
    private static final Step NOTHING = new Step.Ignore();

    private static Gathering gathering(@Nullable String prompt, boolean bargeIn) {
        return new Gathering(new Gather(
                "c", "a", "g", Stream.ofNullable(prompt).toList(), 2, 3, "#", 5000, 2000, bargeIn, null, null));
    }

    private static Step done(String digits, GatherEnd end) {
        return new Step.Done(digits, end);
    }

    @Test
    void the_last_key_completes() {
        Gathering gathering = gathering(null, false);

        assertThat(gathering.promptOver()).isEqualTo(FIRST);
        assertThat(gathering.key('1')).isEqualTo(NEXT);
        assertThat(gathering.key('2')).isEqualTo(NEXT);
        assertThat(gathering.key('3')).isEqualTo(done("123", GatherEnd.COMPLETE));
        assertThat(gathering.key('4')).isEqualTo(NOTHING);
    }

    @Test
    void a_terminator_ends_and_does_not_count() {
        Gathering gathering = gathering(null, false);
        gathering.promptOver();
        gathering.key('1');

        assertThat(gathering.key('#')).isEqualTo(done("1", GatherEnd.TERMINATOR));
    }

    @Test
    void nobody_types() {
        Gathering gathering = gathering(null, false);
        gathering.promptOver();

        assertThat(gathering.timeOver()).isEqualTo(done("", GatherEnd.TIMEOUT));
    }

    @Test
    void enough_keys_and_a_pause_complete() {
        Gathering gathering = gathering(null, false);
        gathering.promptOver();
        gathering.key('1');
        gathering.key('2');

        assertThat(gathering.timeOver()).isEqualTo(done("12", GatherEnd.COMPLETE));
    }

    @Test
    void too_few_keys_and_a_pause_time_out() {
        Gathering gathering = gathering(null, false);
        gathering.promptOver();
        gathering.key('1');

        assertThat(gathering.timeOver()).isEqualTo(done("1", GatherEnd.TIMEOUT));
    }

    @Test
    void a_key_may_cut_the_prompt_short_and_counts() {
        Gathering gathering = gathering("welcome", true);

        assertThat(gathering.key('7')).isEqualTo(NEXT);
        assertThat(gathering.promptOver()).isEqualTo(NOTHING);
    }

    @Test
    void a_key_during_a_prompt_that_must_be_heard_is_lost() {
        Gathering gathering = gathering("welcome", false);

        assertThat(gathering.key('7')).isEqualTo(NOTHING);
        assertThat(gathering.timeOver()).isEqualTo(NOTHING);
        assertThat(gathering.promptOver()).isEqualTo(FIRST);
    }

    @Test
    void a_gather_that_is_given_up_tells_what_was_typed() {
        Gathering gathering = gathering(null, false);
        gathering.promptOver();
        gathering.key('1');

        assertThat(gathering.abandon()).isEqualTo(done("1", GatherEnd.FAILED));
        assertThat(gathering.abandon()).isEqualTo(NOTHING);
    }
}
