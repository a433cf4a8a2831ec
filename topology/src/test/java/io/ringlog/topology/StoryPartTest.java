package io.ringlog.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryPartTest {

    @Test
    void a_part_stays_well_within_a_record_however_much_happens_between_two_commits() {
        byte[] event = "e".repeat(1_000).getBytes(UTF_8);
        StoryPart part = new StoryPart(event);

        while (part.hasRoomFor(event)) {
            part = part.plus(event);
        }

        assertThat(part.lines().length).isBetween(200_000, 300_000);
    }
}
