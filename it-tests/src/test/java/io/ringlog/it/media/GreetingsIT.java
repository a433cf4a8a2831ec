package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.VoicemailEvent.GreetingChosen;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.GreetingRecorded;
import io.ringlog.domain.journal.VoicemailEvent.GreetingSource;
import io.ringlog.domain.journal.VoicemailEvent.MailboxOpened;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.testkit.sip.PeerManner;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vera records a greeting by telephone, and whoever calls her while she is busy hears it. */
@NeedsClient(
        value = {"baresip", "espeak-ng"},
        from = {"baresip-core", "espeak-ng"})
@ExtendWith(OnPlatform.class)
class GreetingsIT {
    private static final double ALICE_HZ = 500;
    private static final double VERA_HZ = 1_900;
    private static final Duration A_PROMPT = Duration.ofSeconds(1);

    private final Platform platform;

    GreetingsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_caller_of_a_busy_user_hears_the_greeting_that_the_user_has_recorded_for_it(Workplace here) throws Exception {
        recordsBusyGreeting(here);
        assertThat(platform.rest().rows("/v1/voicemails/Vera/greetings"))
                .anyMatch(it -> it.path("kind").asText().equals("busy")
                        && it.path("source").asText().equals("telephone"));

        try (var vera = platform.phone("vera", "vera-is-in-a-meeting").behaving(PeerManner.refusing(486));
                var alice = Baresip.start(
                                here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                        .registered()) {
            assertThat(vera.register().status()).isEqualTo(200);
            platform.rest().awaitContact("vera");
            platform.rest().awaitContact("alice");

            alice.dial("vera");
            alice.talks();
            await("the busy greeting").atMost(Duration.ofSeconds(30)).until(() -> hearsVera(alice.heardSoFar()));
            alice.hangUp();
            assertThat(vera.unregister().status()).isEqualTo(200);
        }
        String call = platform.log().callTo("vera");
        GreetingChosen chosen =
                platform.log().await(GreetingChosen.class, it -> it.callId().equals(call));
        assertThat(chosen.kind()).isEqualTo(GreetingKind.BUSY);
        assertThat(chosen.source()).isEqualTo(GreetingSource.TELEPHONE);
        assertThat(platform.rest().why(call)).contains("The caller hears the busy greeting of ");
        platform.log().ended(call);
        platform.holdsNothing();
    }

    private void recordsBusyGreeting(Workplace here) throws IOException {
        try (var vera = Baresip.start(here.inside("vera"), "vera", "vera-is-in-a-meeting", VERA_HZ, platform.sip())
                .registered()) {
            platform.rest().awaitContact("vera");
            vera.dial("*97");
            vera.talks();
            platform.log().await(MailboxOpened.class, it -> true);
            for (char key : "021".toCharArray()) {
                vera.hearsMore(A_PROMPT);
                vera.press(key);
            }
            await("two seconds of it").atMost(Duration.ofSeconds(30)).until(() -> platform.recordedBytes() > 32_000);
            vera.press('#');
            GreetingRecorded greeting = platform.log().await(GreetingRecorded.class, it -> true);
            assertThat(greeting.kind()).isEqualTo(GreetingKind.BUSY);
            assertThat(greeting.durationMs()).isGreaterThan(1_500);
            vera.hangUp();
        }
        platform.log().ended(platform.log().callTo("*97"));
    }

    private static boolean hearsVera(short[] heard) {
        short[] last = Arrays.copyOfRange(heard, Math.max(0, heard.length - 8_000), heard.length);
        return Goertzel.share(last, VERA_HZ) > 0.9;
    }
}
