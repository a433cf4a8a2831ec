package io.ringlog.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.port.Readiness.PartState;
import io.ringlog.app.role.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final AtomicBoolean works = new AtomicBoolean(true);
    private final Parts parts = new Parts();

    @Test
    void a_process_is_not_ready_before_all_its_parts_have_started() {
        parts.add(Part.silent("kafka", () -> {}));
        var before = parts.parts();
        parts.complete();

        assertThat(before).containsExactly(troubled("node", "is starting"), well("kafka"));
        assertThat(parts.parts()).containsExactly(well("node"), well("kafka"));
    }

    @Test
    void a_part_says_every_time_whether_it_works() {
        parts.add(Part.silent("brain", () -> {}).worksWhile(works::get, "does not decide"));
        parts.complete();
        works.set(false);

        assertThat(parts.parts()).containsExactly(well("node"), troubled("brain", "does not decide"));
        works.set(true);
        assertThat(parts.parts()).containsExactly(well("node"), well("brain"));
    }

    @Test
    void a_process_that_stops_is_not_ready_while_its_parts_end() {
        List<PartState> seen = new ArrayList<>();
        parts.add(Part.silent("lake", () -> seen.addAll(parts.parts())));
        parts.complete();

        parts.stop(Duration.ofSeconds(10));

        assertThat(seen).containsExactly(troubled("node", "is stopping"), well("lake"));
    }

    private static PartState well(String name) {
        return new PartState(name, Optional.empty());
    }

    private static PartState troubled(String name, String why) {
        return new PartState(name, Optional.of(why));
    }
}
