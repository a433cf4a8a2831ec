package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A baresip telephone that has IPv6 alone, and one that has IPv4 alone, at the two addresses of one edge. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class TwoFamiliesIT {
    private static final double ALICE_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final Duration ENOUGH = Duration.ofMillis(1_500);

    private final Platform platform;

    TwoFamiliesIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_telephone_of_ipv6_and_one_of_ipv4_hear_each_other(Workplace here) {
        var six = platform.sipOfSix();
        try (var alice = Baresip.ofSix(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, six)
                        .registered();
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip())
                        .registered()) {
            platform.rest().awaitContact("alice");
            platform.rest().awaitContact("bob");

            alice.dial("102");
            alice.talks();
            bob.talks();
            alice.hasHeard(ENOUGH);
            bob.hasHeard(ENOUGH);
            bob.hangUp();
            alice.isAlone();

            assertThat(alice.trace()).contains("c=IN IP6 ").doesNotContain("c=IN IP4 ");
            assertThat(bob.trace()).contains("c=IN IP4 ").doesNotContain("c=IN IP6 ");
            assertThat(Sound.hears(alice.heard(), BOB_HZ)).isTrue();
            assertThat(Sound.hears(bob.heard(), ALICE_HZ)).isTrue();
            bob.dial("101");
            bob.talks();
            alice.talks();
            alice.hangUp();
            bob.isAlone();
        }
        assertThat(platform.log().ended(platform.log().callTo("102")).cause()).isEqualTo("called.hung-up");
        platform.holdsNothing();
    }
}
