package io.ringlog.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.topology.views.LiveTrunk;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveTrunkTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void a_trunk_that_is_registered_at_says_why_its_proxies_are_not_passed() {
        LiveTrunk before = LiveTrunk.unknown("acc_1", "tr_1");

        assertThat(before.after(
                        new TrunkRegistered(
                                "tr_1", "edge1", "sip:acme@c.test", "sip:edge1", AT, "trunk.route-unusable"),
                        AT))
                .contains(new LiveTrunk(
                        "acc_1",
                        "tr_1",
                        null,
                        new LiveTrunk.Line(
                                "edge1", "sip:acme@c.test", "sip:edge1", AT, 200, "trunk.route-unusable", null),
                        null));
    }
}
