package io.ringlog.it.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.journal.QueueEvent.OptionHookTold;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alice waits, has a web service told by one key, waits on with music, and gives up by another. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class ChoosingWhileWaitingIT {

    private static final int MUSIC = 600;
    private static final int CONFIRMED = 1_400;

    private final Platform platform;
    private final AtomicReference<String> told = new AtomicReference<>("");
    private HttpServer service;

    ChoosingWhileWaitingIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void open() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/keys", this::answer);
        service.start();
    }

    @AfterEach
    void nothing_is_held() {
        service.stop(0);
        platform.rest().changeAccount("{\"http_allowed\": []}");
        platform.holdsNothing();
    }

    private void answer(HttpExchange exchange) throws IOException {
        told.set(exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Test
    void one_key_tells_a_web_service_and_another_ends_the_call(Workplace here) throws Exception {
        try (var carol = platform.phone("carol", "carol-answers-callers").behaving(PeerManner.ringing());
                var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", 300, platform.sip())
                        .registered()) {
            String queue = queue();
            assertThat(carol.register().status()).isEqualTo(200);
            platform.rest().awaitContact("carol");
            platform.rest().awaitContact("alice");
            platform.rest().agent("carol", "available");

            alice.dial("885");
            alice.talks();
            String call = platform.log()
                    .await(CallerQueued.class, it -> it.queueId().equals(queue))
                    .callId();
            tells(alice, call, queue);
            givesUp(alice, call);
            assertThat(carol.unregister().status()).isEqualTo(200);
        }
    }

    private void tells(Baresip alice, String call, String queue) {
        alice.hasHeard(Duration.ofSeconds(1));
        alice.press('1');
        OptionHookTold answered =
                platform.log().await(OptionHookTold.class, it -> it.callId().equals(call));
        alice.hearsMore(Duration.ofSeconds(3));

        assertThat(answered.status()).isEqualTo(204);
        assertThat(told.get())
                .startsWith("Bearer hook-token-1 {")
                .contains("\"digit\":\"1\"", "\"from\":\"alice\"", "\"queue_id\":\"" + queue + "\"");
        short[] heard = alice.heardSoFar();
        int confirmed = first(heard, CONFIRMED, 0);
        assertThat(confirmed).as("confirmation").isPositive();
        assertThat(first(heard, MUSIC, 0)).as("music before").isBetween(0, confirmed);
        assertThat(first(heard, MUSIC, confirmed)).as("music after").isGreaterThan(confirmed);
    }

    private void givesUp(Baresip alice, String call) {
        alice.press('9');
        assertThat(platform.log()
                        .await(CallerLeftQueue.class, it -> it.callId().equals(call))
                        .disposition())
                .isEqualTo("abandoned");
        assertThat(platform.log()
                        .await(CallEnded.class, it -> it.callId().equals(call))
                        .cause())
                .isEqualTo("queue.option-hangup");
        assertThat(platform.rest().why(call))
                .contains("The caller pressed 1", "The answer to the key 1 was 204", "The caller pressed 9")
                .doesNotContain("hook-token");
    }

    /** Where a tone is heard for a quarter of a second; -1 for nowhere. */
    private static int first(short[] heard, int hz, int from) {
        for (int at = from; at + 2_000 <= heard.length; at += 500) {
            if (Goertzel.share(Arrays.copyOfRange(heard, at, at + 2_000), hz) > 0.6) {
                return at;
            }
        }
        return -1;
    }

    /** Extension 885 leads to it; both keys hold by then. */
    private String queue() {
        RestView rest = platform.rest();
        rest.changeAccount("{\"http_allowed\": [\"127.0.0.0/8\"]}");
        rest.upload("wait-600", WavWriter.write(Tone.clip(MUSIC, Duration.ofSeconds(3))));
        rest.upload("told-1400", WavWriter.write(Tone.clip(CONFIRMED, Duration.ofSeconds(1))));
        String queue = rest.create("/v1/queues", "{\"name\": \"Choosing\", \"moh_media_id\": \"wait-600\"}");
        rest.create(
                "/v1/memberships",
                "{\"queue_id\": \"" + queue + "\", \"user_id\": \""
                        + rest.user("carol").path("id").asText() + "\", \"mode\": \"mandatory\"}");
        String secret = rest.create("/v1/secrets", "{\"name\": \"Keys\", \"secret\": \"hook-token-1\"}");
        rest.create(
                "/v1/in-queue-options",
                "{\"queue_id\": \"" + queue + "\", \"digit\": \"1\", \"action\": \"deflect\", \"webhook_url\":"
                        + " \"http://127.0.0.1:" + service.getAddress().getPort()
                        + "/keys\", \"webhook_secret_id\": \"" + secret + "\", \"prompt_media_id\": \"told-1400\"}");
        rest.create(
                "/v1/in-queue-options", "{\"queue_id\": \"" + queue + "\", \"digit\": \"9\", \"action\": \"hangup\"}");
        String extension = rest.create(
                "/v1/extensions", "{\"digits\": \"885\", \"dest_kind\": \"queue\", \"dest_id\": \"" + queue + "\"}");
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(extension));
        return queue;
    }
}
