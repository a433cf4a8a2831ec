package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.QueueEvent.MessageAnnounced;
import io.ringlog.domain.journal.QueueEvent.PositionAnnounced;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.RestView;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavWriter;
import io.ringlog.testkit.sip.PeerManner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two who wait hear music, where they stand, music again, and the queue's message. */
@NeedsClient(
        value = {"baresip", "espeak-ng"},
        from = {"baresip-core", "espeak-ng"})
@ExtendWith(OnPlatform.class)
class TellingCallersIT {
    private static final int MUSIC = 600;
    private static final int MESSAGE = 1_400;

    private final Platform platform;

    TellingCallersIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void callers_hear_their_position_and_a_message_between_the_music(Workplace here) throws Exception {
        try (var carol = platform.phone("carol", "carol-answers-callers").behaving(PeerManner.ringing());
                var alice = phone(here, "alice", "alice-speaks-clearly");
                var gina = phone(here, "gina", "gina-is-in-the-group")) {
            queue();
            assertThat(carol.register().status()).isEqualTo(200);
            List.of("carol", "alice", "gina").forEach(platform.rest()::awaitContact);
            platform.rest().agent("carol", "available");

            waits(alice);
            waits(gina);
            platform.log()
                    .await(PositionAnnounced.class, it -> Integer.valueOf(2).equals(it.position()));
            platform.log().await(MessageAnnounced.class, it -> it.mediaId().equals(sound(MESSAGE)));
            gina.hearsMore(Duration.ofSeconds(4));

            told(alice, "You are next in line.");
            told(gina, "You are caller number");
            List.of(alice, gina).forEach(Baresip::hangUp);
            assertThat(carol.unregister().status()).isEqualTo(200);
        }
        platform.holdsNothing();
    }

    /** Music before the words and after them, and a message that comes later. */
    private static void told(Baresip phone, String words) {
        short[] heard = phone.heardSoFar();
        Words spoken = new Words(heard, "en-US");
        int at = spoken.find(words, 0);
        assertThat(at).as(words).isPositive();
        assertThat(loudest(heard, 0, at, MUSIC)).as("music before").isGreaterThan(0.6);
        assertThat(loudest(heard, at + spoken.length(words), heard.length, MUSIC))
                .as("music after")
                .isGreaterThan(0.6);
        assertThat(loudest(heard, at, heard.length, MESSAGE)).as("message").isGreaterThan(0.6);
    }

    /** The largest share of a tone in any quarter of a second. */
    private static double loudest(short[] heard, int from, int to, int hz) {
        double most = 0;
        for (int at = from; at + 2_000 <= to; at += 500) {
            most = Math.max(most, Goertzel.share(Arrays.copyOfRange(heard, at, at + 2_000), hz));
        }
        return most;
    }

    private Baresip phone(Workplace here, String user, String password) {
        return Baresip.start(here.inside(user), user, password, 300, platform.sip())
                .registered();
    }

    private static void waits(Baresip phone) {
        phone.dial("884");
        phone.talks();
    }

    private static String sound(int hz) {
        return "notice-" + hz;
    }

    private void queue() {
        RestView rest = platform.rest();
        rest.upload(sound(MUSIC), WavWriter.write(Tone.clip(MUSIC, Duration.ofSeconds(3))));
        rest.upload(sound(MESSAGE), WavWriter.write(Tone.clip(MESSAGE, Duration.ofSeconds(2))));
        String queue = rest.create(
                "/v1/queues",
                "{\"name\": \"Telling\", \"moh_media_id\": \"notice-600\", \"announce_position\": true,"
                        + " \"announce_first_sec\": 4, \"announce_interval_sec\": 0, \"language\": \"en-US\","
                        + " \"message_media_id\": \"notice-1400\", \"message_interval_sec\": 10}");
        rest.create(
                "/v1/memberships",
                "{\"queue_id\": \"" + queue + "\", \"user_id\": \""
                        + rest.user("carol").path("id").asText() + "\", \"mode\": \"mandatory\"}");
        rest.create(
                "/v1/extensions", "{\"digits\": \"884\", \"dest_kind\": \"queue\", \"dest_id\": \"" + queue + "\"}");
    }
}
