package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A baresip whose media must be encrypted (SRTP by SDES), with one in the clear and with the platform's own voice. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class EncryptedMediaIT {
    private static final double SARAH_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final Duration ENOUGH = Duration.ofMillis(1_500);
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";

    private final Platform platform;

    EncryptedMediaIT(Platform platform) {
        this.platform = platform;
    }

    private Baresip sarah(Workplace here) {
        return Baresip.encrypted(here.inside("sarah"), "sarah", "sarah-speaks-in-secret", SARAH_HZ, platform.sip("tls"))
                .registered();
    }

    @Test
    void one_that_is_encrypted_and_one_in_the_clear_hear_each_other(Workplace here) {
        try (var sarah = sarah(here);
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip())
                        .registered()) {
            platform.rest().awaitContact("sarah");
            platform.rest().awaitContact("bob");

            sarah.dial("102");
            sarah.talks();
            bob.talks();
            sarah.hasHeard(ENOUGH);
            bob.hasHeard(ENOUGH);
            bob.hangUp();
            sarah.isAlone();

            assertThat(sarah.trace()).contains("RTP/SAVP", "a=crypto:");
            assertThat(bob.trace()).contains("RTP/AVP").doesNotContain("RTP/SAVP", "a=crypto:");
            assertThat(Sound.hears(sarah.heard(), BOB_HZ)).isTrue();
            assertThat(Sound.hears(bob.heard(), SARAH_HZ)).isTrue();
            assertThat(suite("102", "a")).isEqualTo(SUITE);
            assertThat(suite("102", "b1")).isNull();

            bob.dial("111");
            sarah.talks();
            bob.talks();
            sarah.receivesSound();
            bob.receivesSound();
            sarah.hangUp();
            bob.isAlone();
            assertThat(suite("111", "b1")).isEqualTo(SUITE);
        }
        platform.holdsNothing();
    }

    @Test
    void the_platform_itself_speaks_and_listens_under_keys(Workplace here) {
        try (var sarah = sarah(here)) {
            platform.rest().awaitContact("sarah");

            sarah.dial("*43");
            sarah.talks();
            sarah.hasHeard(ENOUGH);
            sarah.hangUp();
            sarah.isAlone();

            assertThat(Sound.hears(sarah.heard(), SARAH_HZ)).isTrue();
            assertThat(suite("*43", "a")).isEqualTo(SUITE);
        }
        platform.holdsNothing();
    }

    private @Nullable String suite(String number, String leg) {
        List<MediaFigures> media =
                platform.log().ended(platform.log().callTo(number)).cdr().legMedia();
        return media.stream()
                .filter(it -> it.legId().equals(leg))
                .findFirst()
                .orElseThrow()
                .srtpSuite();
    }
}
