package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.QueueEvent.CallerQueued;
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

/** Two who wait hear the same place of the account's playlist, whenever each of them came; a third hears another. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class WaitingTogetherIT {
    private static final List<Integer> COMMON = List.of(600, 1_000, 1_400);
    private static final List<Integer> OTHER = List.of(1_800, 2_200);
    private static final Duration EACH = Duration.ofSeconds(3);

    /** A quarter of a second. */
    private static final int A_MOMENT = 2_000;

    private static final int LOOKS = 8;

    private final Platform platform;

    WaitingTogetherIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void two_who_wait_hear_the_same_tone_and_a_third_that_of_another_list(Workplace here) throws Exception {
        waitingPlaces();
        try (var carol = platform.phone("carol", "carol-answers-callers").behaving(PeerManner.ringing());
                var alice = phone(here, "alice", "alice-speaks-clearly");
                var gina = phone(here, "gina", "gina-is-in-the-group");
                var gus = phone(here, "gus", "gus-is-in-the-group")) {
            assertThat(carol.register().status()).isEqualTo(200);
            List.of("carol", "alice", "gina", "gus").forEach(platform.rest()::awaitContact);
            platform.rest().agent("carol", "available");

            waits(alice, "881");
            alice.hearsMore(Duration.ofMillis(4_500));
            waits(gina, "882");
            waits(gus, "883");
            platform.log().await(CallerQueued.class, it -> true);
            gina.hearsMore(Duration.ofSeconds(4));

            int together = 0;
            int apart = 0;
            for (int look = 0; look < LOOKS; look++) {
                gina.hearsMore(Duration.ofMillis(700));
                int heard = tone(alice, COMMON);
                together += heard != 0 && heard == tone(gina, COMMON) ? 1 : 0;
                assertThat(tone(gus, COMMON)).as("of the common list").isZero();
                apart += tone(gus, OTHER) != 0 ? 1 : 0;
            }
            // Where one tone ends and the next begins there is none, and what two phones have written differs.
            assertThat(together).as("looks at which both heard one tone").isGreaterThanOrEqualTo(LOOKS - 3);
            assertThat(apart).as("looks at which the third heard its own").isGreaterThanOrEqualTo(LOOKS - 3);
            List.of(alice, gina, gus).forEach(Baresip::hangUp);
            assertThat(carol.unregister().status()).isEqualTo(200);
        }
        platform.holdsNothing();
    }

    private Baresip phone(Workplace here, String user, String password) {
        return Baresip.start(here.inside(user), user, password, 300, platform.sip())
                .registered();
    }

    private static void waits(Baresip phone, String number) {
        phone.dial(number);
        phone.talks();
    }

    /** The tone that it heard in the last moment; 0 for none of these. */
    private static int tone(Baresip phone, List<Integer> of) {
        short[] heard = phone.heardSoFar();
        short[] last = Arrays.copyOfRange(heard, Math.max(0, heard.length - A_MOMENT), heard.length);
        return of.stream()
                .filter(hz -> Goertzel.share(last, hz) > 0.6)
                .findFirst()
                .orElse(0);
    }

    private void waitingPlaces() {
        RestView rest = platform.rest();
        COMMON.forEach(this::upload);
        OTHER.forEach(this::upload);
        String common = playlist("Common", COMMON);
        String other = playlist("Other", OTHER);
        rest.changeAccount("{\"moh_playlist_id\": \"" + common + "\"}");
        extension("881", "conference", rest.create("/v1/conferences", "{\"name\": \"First\"}"));
        extension("882", "conference", rest.create("/v1/conferences", "{\"name\": \"Second\"}"));
        String queue = rest.create("/v1/queues", "{\"name\": \"Third\", \"moh_playlist_id\": \"" + other + "\"}");
        rest.create(
                "/v1/memberships",
                "{\"queue_id\": \"" + queue + "\", \"user_id\": \""
                        + rest.user("carol").path("id").asText() + "\", \"mode\": \"mandatory\"}");
        extension("883", "queue", queue);
    }

    private void upload(int hz) {
        platform.rest().upload("tone-" + hz, WavWriter.write(Tone.clip(hz, EACH)));
    }

    private String playlist(String name, List<Integer> tones) {
        String ids = String.join(
                ", ", tones.stream().map(hz -> "\"tone-" + hz + "\"").toList());
        return platform.rest().create("/v1/playlists", "{\"name\": \"" + name + "\", \"media_ids\": [" + ids + "]}");
    }

    private void extension(String digits, String kind, String id) {
        platform.rest()
                .create(
                        "/v1/extensions",
                        "{\"digits\": \"" + digits + "\", \"dest_kind\": \"" + kind + "\", \"dest_id\": \"" + id
                                + "\"}");
    }
}
