package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeEarsSpec {

    private final List<String> heard = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int untold;
    private final CodeEars ears = new CodeEars(() -> now, new CodeEars.Ears() {
        @Override
        public void listen(String callId, String legId) {
            heard.add("listens to " + legId);
        }

        @Override
        public void pressed(String callId, String legId, String code) {
            heard.add(legId + " pressed " + code);
        }

        @Override
        public void tooMany(String callId, String legId) {
            untold++;
        }
    });

    private void press(String legId, String keys) {
        keys.chars().forEach(key -> ears.key("c1", legId, (char) key));
    }

    @Test
    void a_code_is_heard_wherever_it_stands_among_keys() {
        ears.start(new Command.ListenForCodes("c1", "b1", List.of("*1", "*2")));

        press("b1", "123456789*1");
        press("b1", "1");
        press("b1", "**2");
        press("a", "*1");

        assertThat(heard).containsExactly("listens to b1", "b1 pressed *1", "b1 pressed *2");
    }

    @Test
    void keys_that_are_far_apart_are_no_code() {
        ears.start(new Command.ListenForCodes("c1", "b1", List.of("*1")));

        press("b1", "*");
        now = now.plus(Duration.ofSeconds(4));
        press("b1", "1");

        assertThat(heard).containsExactly("listens to b1");
    }

    @Test
    void who_is_gone_is_not_listened_to() {
        ears.start(new Command.ListenForCodes("c1", "b1", List.of("*1")));

        ears.gone("c1", "b1");
        press("b1", "*1");

        assertThat(heard).containsExactly("listens to b1");
    }

    @Test
    void keys_without_end_are_told_no_more_beyond_the_bound_of_a_leg_and_counted() {
        ears.start(new Command.ListenForCodes("c1", "a", List.of("1")));

        for (int i = 0; i < 50_000; i++) {
            now = now.plusMillis(250);
            press("a", "1");
        }

        assertThat(told("a")).isEqualTo(500);
        assertThat(untold).isEqualTo(49_500);
    }

    @Test
    void who_is_listened_to_anew_has_no_more_keys_than_before() {
        for (int i = 0; i < 50_000; i++) {
            ears.start(new Command.ListenForCodes("c1", "a", List.of("1")));
            now = now.plusSeconds(1);
            press("a", "1");
        }

        assertThat(told("a")).isEqualTo(500);
        assertThat(untold).isEqualTo(49_500);
    }

    @Test
    void keys_of_a_leg_that_rain_are_told_five_times_a_second() {
        ears.start(new Command.ListenForCodes("c1", "a", List.of("1")));
        ears.start(new Command.ListenForCodes("c1", "b1", List.of("1")));

        press("a", "1".repeat(500));
        press("b1", "1");
        now = now.plusSeconds(1);
        press("a", "1".repeat(500));

        assertThat(told("a")).isEqualTo(10);
        assertThat(told("b1")).isEqualTo(1);
        assertThat(untold).isEqualTo(990);
    }

    private long told(String legId) {
        return heard.stream().filter((legId + " pressed 1")::equals).count();
    }
}
