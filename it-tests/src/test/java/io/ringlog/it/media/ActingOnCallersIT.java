package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.QueueEvent.CallerActRefused;
import io.ringlog.domain.journal.QueueEvent.CallerPrioritised;
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

/** Alice and Gina wait; Gina is made more urgent, and hears the music of the queue that she is sent to. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class ActingOnCallersIT {

    private static final int HERE = 700;
    private static final int THERE = 1_500;

    private final Platform platform;

    ActingOnCallersIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_caller_is_made_more_urgent_and_sent_to_another_queue(Workplace here) throws Exception {
        try (var carol = platform.phone("carol", "carol-answers-callers").behaving(PeerManner.ringing());
                var alice = phone(here, "alice", "alice-speaks-clearly");
                var gina = phone(here, "gina", "gina-is-in-the-group")) {
            String first = queue("Acting", HERE);
            String second = queue("Acting too", THERE);
            String extension = platform.rest()
                    .create(
                            "/v1/extensions",
                            "{\"digits\": \"886\", \"dest_kind\": \"queue\", \"dest_id\": \"" + first + "\"}");
            platform.log().await(ConfigApplied.class, it -> it.rowId().equals(extension));
            assertThat(carol.register().status()).isEqualTo(200);
            List.of("carol", "alice", "gina").forEach(platform.rest()::awaitContact);
            platform.rest().agent("carol", "available");

            String served = waits(alice, first, 1);
            String waiting = waits(gina, first, 2);
            act(waiting, "prioritise", "{\"priority\": 5}");
            assertThat(platform.log()
                            .await(CallerPrioritised.class, it -> it.callId().equals(waiting))
                            .position())
                    .isEqualTo(1);
            sent(gina, waiting, second);
            busy(served);

            List.of(alice, gina).forEach(Baresip::hangUp);
            assertThat(carol.unregister().status()).isEqualTo(200);
        }
        platform.holdsNothing();
    }

    /** She has heard the one music, and hears the other then. */
    private void sent(Baresip gina, String call, String queue) {
        gina.hasHeard(Duration.ofSeconds(1));
        act(call, "move", "{\"queue\": \"Acting too\"}");
        assertThat(platform.log()
                        .await(
                                CallerQueued.class,
                                it -> it.callId().equals(call) && it.queueId().equals(queue))
                        .since())
                .isNotNull();
        gina.hearsMore(Duration.ofSeconds(2));
        short[] heard = gina.heardSoFar();
        assertThat(loudest(heard, HERE)).as("music before").isGreaterThan(0.6);
        assertThat(loudest(heard, THERE)).as("music after").isGreaterThan(0.6);
        assertThat(platform.rest().why(call)).contains("A supervisor sent it from Acting");
    }

    /** Carol's phone rings, so that nobody is pulled to her. */
    private void busy(String call) {
        assertThat(platform.rest().refused("/v1/calls/" + call + "/pull", "{\"user\": \"carol\"}"))
                .isEqualTo("agent.not-ready");
        assertThat(platform.log()
                        .await(CallerActRefused.class, it -> it.callId().equals(call))
                        .code())
                .isEqualTo("agent.not-ready");
    }

    private void act(String call, String deed, String document) {
        platform.rest().done("/v1/calls/" + call + "/" + deed, document);
    }

    private String waits(Baresip phone, String queue, int position) {
        phone.dial("886");
        phone.talks();
        return platform.log()
                .await(CallerQueued.class, it -> it.queueId().equals(queue) && it.position() == position)
                .callId();
    }

    /** The largest share of a tone in any quarter of a second. */
    private static double loudest(short[] heard, int hz) {
        double most = 0;
        for (int at = 0; at + 2_000 <= heard.length; at += 500) {
            most = Math.max(most, Goertzel.share(Arrays.copyOfRange(heard, at, at + 2_000), hz));
        }
        return most;
    }

    private Baresip phone(Workplace here, String user, String password) {
        return Baresip.start(here.inside(user), user, password, 300, platform.sip())
                .registered();
    }

    private String queue(String name, int hz) {
        RestView rest = platform.rest();
        rest.upload("acting-" + hz, WavWriter.write(Tone.clip(hz, Duration.ofSeconds(3))));
        String queue =
                rest.create("/v1/queues", "{\"name\": \"" + name + "\", \"moh_media_id\": \"acting-" + hz + "\"}");
        rest.create(
                "/v1/memberships",
                "{\"queue_id\": \"" + queue + "\", \"user_id\": \""
                        + rest.user("carol").path("id").asText() + "\", \"mode\": \"mandatory\"}");
        return queue;
    }
}
