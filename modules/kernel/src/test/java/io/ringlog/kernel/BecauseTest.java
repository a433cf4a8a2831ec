package io.ringlog.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.kernel.Because.Alternative;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BecauseTest {

    @Test
    void inputs_are_in_name_order_however_they_were_given() {
        var because =
                Because.of("queue.longest-idle", Map.of("z", "1", "a", "2")).with("m", 3);

        assertThat(because.inputs()).containsExactly(Map.entry("a", "2"), Map.entry("m", "3"), Map.entry("z", "1"));
    }

    @Test
    void alternatives_stay_in_the_order_they_were_considered() {
        var because = Because.of("queue.longest-idle").over("us_2", "paused").over("us_1", "idle for less");

        assertThat(because.alternatives())
                .containsExactly(new Alternative("us_2", "paused"), new Alternative("us_1", "idle for less"));
    }

    @Test
    void a_reason_once_given_does_not_change_with_what_it_was_made_from() {
        var inputs = new HashMap<>(Map.of("limit", "2"));
        var lost = new ArrayList<>(List.of(new Alternative("us_1", "paused")));
        var because = new Because("admission.account-full", new TreeMap<>(inputs), lost);

        inputs.put("limit", "3");
        lost.clear();

        assertThat(because.inputs()).containsExactly(Map.entry("limit", "2"));
        assertThat(because.alternatives()).hasSize(1);
        assertThatThrownBy(() -> because.alternatives().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void adding_to_a_reason_makes_another_one() {
        var because = Because.of("admission.account-full");

        because.with("limit", 2).over("voicemail", "not configured");

        assertThat(because).isEqualTo(Because.of("admission.account-full", Map.of()));
    }

    @Test
    void a_constant_is_read_in_lower_case() {
        assertThat(Because.of("r").with("state", Thread.State.TIMED_WAITING).inputs())
                .containsEntry("state", "timed_waiting");
    }
}
