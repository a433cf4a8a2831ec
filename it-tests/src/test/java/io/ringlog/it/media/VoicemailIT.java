package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.WavReader;
import io.ringlog.testkit.sip.PeerManner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A telephone reaches somebody who does not answer, and leaves a message that REST plays back. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class VoicemailIT {
    private static final double ALICE_HZ = 500;
    private static final long THREE_SECONDS = 3 * 16_000;

    private final Platform platform;

    VoicemailIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_caller_who_is_not_answered_leaves_a_message(Workplace here) throws IOException {
        try (var vera = platform.phone("vera", "vera-is-in-a-meeting").behaving(PeerManner.ringing());
                var alice = Baresip.start(
                                here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                        .registered()) {
            assertThat(vera.register().status()).isEqualTo(200);
            platform.rest().awaitContact("vera");
            platform.rest().awaitContact("alice");

            alice.dial("vera");
            alice.talks();
            alice.hasHeard(Duration.ofSeconds(1));
            await("a message of three seconds").atMost(Duration.ofSeconds(30)).until(() -> recorded() > THREE_SECONDS);
            alice.hangUp();
        }
        String call = platform.log().callTo("vera");
        MessageLeft left =
                platform.log().await(MessageLeft.class, it -> it.callId().equals(call));
        var ended = platform.log().ended(call);
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
        assertThat(ended.cdr().voicemailId()).isEqualTo(left.mailboxId());

        JsonNode message = message("new");
        assertThat(message.path("call_id").asText()).isEqualTo(call);
        assertThat(message.path("from_num").asText()).isEqualTo("alice");
        Clip sound = WavReader.read(
                platform.rest().audio("Vera", message.path("message_id").asText()));
        assertThat(sound.duration().toMillis())
                .isEqualTo(left.durationMs())
                .isEqualTo(message.path("duration_ms").asLong())
                .isBetween(3_000L, 20_000L);
        assertThat(Goertzel.share(sound.samples(), ALICE_HZ)).isGreaterThan(0.9);
        assertThat(platform.rest().why(call)).contains("The platform answered the caller.", "A message of ");

        platform.rest().mark("Vera", left.messageId(), "heard");
        assertThat(message("heard").path("message_id").asText()).isEqualTo(left.messageId());
        platform.holdsNothing();
    }

    private JsonNode message(String status) {
        await("a message that is " + status)
                .atMost(Duration.ofSeconds(20))
                .until(() -> platform.rest()
                        .messages("Vera")
                        .path(0)
                        .path("status")
                        .asText()
                        .equals(status));
        return platform.rest().messages("Vera").path(0);
    }

    /** How much of the message lies on disk by now. */
    private long recorded() {
        try (Stream<Path> files = Files.walk(platform.folder())) {
            return files.filter(it ->
                            it.getParent().endsWith("drafts") && it.toString().endsWith(".wav"))
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        } catch (UncheckedIOException | IOException movedMeanwhile) {
            return 0;
        }
    }
}
