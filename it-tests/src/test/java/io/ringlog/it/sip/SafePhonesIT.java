package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** baresip over TLS, beside one on UDP. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class SafePhonesIT {
    private final Platform platform;

    SafePhonesIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_telephone_on_tls_calls_and_is_called_by_one_on_udp(Workplace here) {
        try (var alice = Baresip.safe(here.inside("alice"), "alice", "alice-speaks-clearly", 500, platform.sip("tls"))
                        .registered();
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", 900, platform.sip())
                        .registered()) {
            platform.rest().awaitContact("alice");
            platform.rest().awaitContact("bob");

            alice.dial("102");
            bob.talks();
            alice.talks();
            alice.hangUp();
            bob.isAlone();

            bob.dial("101");
            alice.talks();
            bob.talks();
            alice.hangUp();
            bob.isAlone();
        }
        assertThat(platform.log().ended(platform.log().callTo("102")).cause()).isEqualTo("caller.hung-up");
        assertThat(platform.log().ended(platform.log().callTo("101")).cause()).isEqualTo("called.hung-up");
        platform.holdsNothing();
    }
}
