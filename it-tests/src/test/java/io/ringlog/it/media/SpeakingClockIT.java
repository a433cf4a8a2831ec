package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Goertzel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A telephone asks for the time and hears it in words, in the language of the account. */
@NeedsClient(
        value = {"baresip", "espeak-ng"},
        from = {"baresip-core", "espeak-ng"})
@ExtendWith(OnPlatform.class)
class SpeakingClockIT {
    private static final double BOB_HZ = 900;

    private final Platform platform;

    SpeakingClockIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void whoever_dials_the_clock_hears_what_time_it_is(Workplace here) {
        short[] heard;
        try (var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip())
                .registered()) {
            bob.dial("*60");
            bob.talks();
            bob.isAlone();
            heard = bob.heard();
        }
        assertThat(platform.log().ended(platform.log().callTo("*60")).cause()).isEqualTo("feature.done");
        Words words = new Words(heard, "de-DE");
        int begins = words.find("Es ist", 0);
        assertThat(begins).as("it is").isNotNegative();
        assertThat(words.find("Uhr", begins + words.length("Es ist")))
                .as("o'clock, after the hour")
                .isGreaterThan(begins + words.length("Es ist"));
        assertThat(Goertzel.share(heard, BOB_HZ)).as("share of his own tone").isLessThan(0.01);
        platform.holdsNothing();
    }
}
