package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.journal.QueueEvent.OptionChosen;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.RestView;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Goertzel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alice has a place in a queue and is called back when an agent is free. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class CallingFromAQueueIT {

    private static final int ALICE_HZ = 300;
    private static final int CAROL_HZ = 1_100;

    private final Platform platform;

    CallingFromAQueueIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
    }

    @Test
    void who_keeps_the_place_by_a_key_rings_when_an_agent_is_free_and_both_talk(Workplace here) {
        try (var alice = phone(here, "alice", "alice-speaks-clearly", ALICE_HZ);
                var carol = phone(here, "carol", "carol-answers-callers", CAROL_HZ)) {
            String queue = queue();
            List.of("alice", "carol").forEach(platform.rest()::awaitContact);
            List.of("available", "pause").forEach(wish -> platform.rest().agent("carol", wish));
            asks(alice, queue);
            Awaitility.await("the place is listed")
                    .until(
                            () -> platform.rest()
                                    .rows("/v1/queues/" + queue + "/callbacks")
                                    .findValuesAsText("state"),
                            List.of("waiting")::equals);

            platform.rest().agent("carol", "available");
            String call = platform.log()
                    .await(PlaceJoined.class, it -> it.queueId().equals(queue))
                    .callId();
            assertThat(platform.log()
                            .await(PlaceOver.class, it -> it.queueId().equals(queue))
                            .outcome())
                    .isEqualTo(Outcome.ANSWERED);
            carol.hearsMore(Duration.ofSeconds(2));
            carol.hangUp();

            assertThat(platform.log().ended(call).disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(loudest(carol.heardSoFar(), ALICE_HZ)).as("Alice").isGreaterThan(0.6);
            assertThat(loudest(alice.heardLast(), CAROL_HZ)).as("Carol").isGreaterThan(0.6);
            assertThat(platform.rest().why(call)).contains("is called, attempt 1", "where their place stood");
            platform.rest().agent("carol", "logout");
        }
    }

    /** She waits, presses the key, agrees and hangs up. */
    private void asks(Baresip alice, String queue) {
        alice.dial("887");
        alice.talks();
        String call = platform.log()
                .await(CallerQueued.class, it -> it.queueId().equals(queue))
                .callId();
        alice.hasHeard(Duration.ofSeconds(1));
        alice.press('5');
        platform.log().await(OptionChosen.class, it -> it.callId().equals(call));
        alice.press('1');
        alice.press('#');
        assertThat(platform.log()
                        .await(PlaceKept.class, it -> call.equals(it.callId()))
                        .number())
                .isEqualTo("alice");
        alice.hangUp();
    }

    /** The largest share of a tone in any quarter of a second. */
    private static double loudest(short[] heard, int hz) {
        double most = 0;
        for (int at = 0; at + 2_000 <= heard.length; at += 500) {
            most = Math.max(most, Goertzel.share(Arrays.copyOfRange(heard, at, at + 2_000), hz));
        }
        return most;
    }

    private Baresip phone(Workplace here, String user, String password, int hz) {
        return Baresip.start(here.inside(user), user, password, hz, platform.sip())
                .registered();
    }

    private String queue() {
        RestView rest = platform.rest();
        String queue = rest.create("/v1/queues", "{\"name\": \"Calling back\"}");
        String member = rest.create(
                "/v1/memberships",
                "{\"queue_id\": \"" + queue + "\", \"user_id\": \""
                        + rest.user("carol").path("id").asText() + "\", \"mode\": \"mandatory\"}");
        String key = rest.create(
                "/v1/in-queue-options",
                "{\"queue_id\": \"" + queue + "\", \"digit\": \"5\", \"action\": \"callback\"}");
        String extension = rest.create(
                "/v1/extensions", "{\"digits\": \"887\", \"dest_kind\": \"queue\", \"dest_id\": \"" + queue + "\"}");
        List.of(member, key, extension)
                .forEach(row -> platform.log()
                        .await(ConfigApplied.class, it -> it.rowId().equals(row)));
        return queue;
    }
}
