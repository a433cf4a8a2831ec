package io.ringlog.edge.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.SourcesSeen.Done;
import io.ringlog.domain.journal.SourcesSeen.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightingsSpec {

    private Instant now = Instant.EPOCH;
    private final Sightings sightings = new Sightings(() -> now, "192.0.2.7"::equals);

    @Test
    void the_deeds_of_a_network_come_together_and_are_told_once() {
        sightings.saw(Deed.GARBLED, "2001:db8::1");
        sightings.saw(Deed.SCANNED, "2001:db8::2");
        sightings.saw(Deed.SCANNED, "2001:db8::3");

        assertThat(sightings.take())
                .containsExactly(new Seen(
                        "2001:db8:0:0:0:0:0:0/64",
                        List.of(new Done(Deed.GARBLED, 1), new Done(Deed.SCANNED, 2)),
                        false,
                        0));
        assertThat(sightings.take()).isEmpty();
    }

    @Test
    void nothing_is_said_against_a_trunk() {
        sightings.saw(Deed.GUESSED, "192.0.2.7");

        assertThat(sightings.take()).isEmpty();
    }

    @Test
    void phones_are_known_as_long_as_a_registration_may_live() {
        sightings.phoneAt("192.0.2.1");
        now = now.plus(Duration.ofHours(2));
        sightings.saw(Deed.GUESSED, "192.0.2.1");
        sightings.phoneAt("192.0.2.2");
        sightings.saw(Deed.GUESSED, "192.0.2.2");

        assertThat(sightings.take()).extracting(Seen::phones).containsExactly(false, true);
    }

    @Test
    void whoever_comes_with_many_addresses_fills_neither_memory_nor_log() {
        for (int i = 0; i < 3_000; i++) {
            sightings.saw(Deed.STRAYED, "10." + i / 250 + ".0." + i % 250);
        }
        sightings.saw(Deed.STRAYED, "10.0.0.1");

        assertThat(sightings.take())
                .hasSize(Sightings.MOST_TOLD)
                .first()
                .isEqualTo(new Seen("10.0.0.1", List.of(new Done(Deed.STRAYED, 2)), false, 0));
    }

    @Test
    void scanners_are_known_by_the_beginning_of_their_name() {
        assertThat(Scanners.isOne("Friendly-Scanner")).isTrue();
        assertThat(Scanners.isOne("sipcli/v1.8")).isTrue();
        assertThat(Scanners.isOne("Grandstream, not friendly-scanner")).isFalse();
    }
}
