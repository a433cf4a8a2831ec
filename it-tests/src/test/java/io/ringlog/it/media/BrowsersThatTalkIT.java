package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.WebPhone;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chromium with JsSIP calls a telephone, is called by it, and talks to the platform itself. */
@NeedsClient(
        value = {"chromium", "npm", "baresip"},
        from = {"chromium", "npm", "baresip-core"})
@ExtendWith(OnPlatform.class)
class BrowsersThatTalkIT {
    private static final double BOB_HZ = 900;
    private static final Duration ENOUGH = Duration.ofMillis(1_500);

    private final Platform platform;

    BrowsersThatTalkIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_phone_in_a_page_calls_and_is_called(Workplace here) throws Exception {
        try (var page = WebPhone.registered(platform, here.inside("wendy"), "wendy", "wendy-talks-in-a-page");
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip())
                        .registered()) {
            platform.rest().awaitContact("wendy");
            platform.rest().awaitContact("bob");

            page.dial("102");
            bob.talks();
            page.talks();
            page.hears();
            bob.hasHeard(ENOUGH);
            page.press('5');
            bob.isTold('5');
            page.hold();
            page.resume();
            page.hears();
            page.hangUp();
            page.isAlone();
            bob.isAlone();
            assertThat(suite("102", "a")).isEqualTo("AES_CM_128_HMAC_SHA1_80");
            assertThat(suite("102", "b1")).isNull();

            bob.dial("113");
            page.talks();
            bob.talks();
            page.hears();
            bob.receivesSound();
            bob.hangUp();
            page.isAlone();
            assertThat(suite("113", "b1")).isEqualTo("AES_CM_128_HMAC_SHA1_80");

            page.dial("*43");
            page.talks();
            page.hears();
            page.hangUp();
            page.isAlone();
        }
        platform.holdsNothing();
    }

    private String suite(String number, String leg) {
        return platform.log().ended(platform.log().callTo(number)).cdr().legMedia().stream()
                .filter(it -> it.legId().equals(leg))
                .findFirst()
                .map(MediaFigures::srtpSuite)
                .orElse(null);
    }
}
