package io.ringlog.app.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.config.db.Database;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.Json;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events told by HTTP over a real store, log and brain, to a real server that is not always well. */
class TellingWebhooksTest {

    private static final String SECRET = "0123456789abcdef";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Subscriber subscriber = Subscriber.start();
    private RinglogConfig config;
    private RunningNode node;
    private String account = "";
    private String key = "";
    private String user = "";

    /** @param attempts until something is a dead letter */
    private void start(int attempts) throws Exception {
        start(attempts, "100ms");
    }

    private void start(int attempts, String rest) throws Exception {
        config = ConfigSources.defaults()
                .with("node.data=" + folder)
                .with("node.roles=kafka,brain,api")
                .with("kafka.partitions=2")
                .with("api.port=0")
                .with("webhooks.allow=127.0.0.0/8")
                .with("webhooks.timeout=1s")
                .with("webhooks.first-retry=" + rest)
                .with("webhooks.longest-retry=" + rest)
                .with("webhooks.attempts=" + attempts)
                .read();
        node = RunningNode.start(config);
        String platform =
                Files.readString(config.keyFolder().resolve("platform.key")).strip();
        account = made(platform, "/v1/accounts", "{'name': 'Acme'}", "id");
        key = made(platform, "/v1/keys?account_id=" + account, "{'name': 't', 'scopes': ['*']}", "key");
        user = made(key, "/v1/users", "{'username': '1001', 'is_agent': 1}", "id");
        await().atMost(60, SECONDS).until(() -> wish("login") == 200);
        await().atMost(30, SECONDS).until(() -> !past().isEmpty());
    }

    @AfterEach
    void stop() {
        node.close();
        subscriber.close();
        client.close();
    }

    @Test
    void whatever_a_server_answers_events_come_all_and_in_their_order_also_after_a_restart() throws Exception {
        start(1000);
        String hook = webhook("AgentStateChanged");
        int before = past().size();
        wishes(2);
        await().atMost(30, SECONDS).until(() -> endsAsTheLog(subscriber.taken()));

        subscriber.answers(500, Subscriber.SILENT, Subscriber.SLOW, 302);
        int asked = subscriber.told().size();
        wishes(2);
        await().atMost(30, SECONDS).until(() -> subscriber.told().size() >= asked + 4);
        subscriber.answers(Stream.generate(() -> 500).limit(1_000).toArray(Integer[]::new));
        wishes(1);
        node.close();
        node = RunningNode.start(config);
        subscriber.answers();
        wishes(1);

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(distinct(subscriber.taken()))
                        .hasSizeGreaterThanOrEqualTo(6)
                        .endsWith(past().subList(before, past().size()).toArray(JsonNode[]::new)));
        assertThat(delivery(hook).path("failures").asInt()).isZero();
        assertThat(delivery(hook).path("delivered_at").asLong()).isPositive();
        assertThat(letters(hook)).isEmpty();
    }

    @Test
    void what_is_told_is_signed_and_says_where_the_log_goes_on() throws Exception {
        start(1000);
        String hook = webhook("AgentStateChanged");
        wishes(1);
        await().atMost(30, SECONDS).until(() -> !subscriber.taken().isEmpty());

        Subscriber.Told told = subscriber.told().getFirst();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        mac.update((told.header("Ringlog-Timestamp") + ".").getBytes(UTF_8));

        assertThat(told.header("Ringlog-Signature"))
                .isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(told.body())));
        assertThat(told.header("Ringlog-Webhook")).isEqualTo(hook);
        assertThat(told.json().path("account_id").asText()).isEqualTo(account);
        assertThat(told.json().path("cursor").asText())
                .isEqualTo(delivery(hook).path("cursor").asText());
    }

    @Test
    void what_is_refused_too_often_is_a_dead_letter_which_can_be_sent_again() throws Exception {
        start(3);
        String hook = webhook("AgentStateChanged");
        subscriber.answers(Stream.generate(() -> 500).limit(1_000).toArray(Integer[]::new));
        wishes(1);
        await().atMost(60, SECONDS).until(() -> !letters(hook).isEmpty());
        JsonNode lost = subscriber.told().getFirst().json().path("events");
        subscriber.answers();
        wishes(1);
        await().atMost(30, SECONDS).until(() -> endsAsTheLog(subscriber.taken()));

        JsonNode letter = letters(hook).path(0);
        String resend =
                "/v1/webhooks/" + hook + "/dead-letters/" + letter.path("id").asText() + "/resend";
        assertThat(letter.path("attempts").asInt()).isEqualTo(3);
        assertThat(letter.path("events").asInt()).isEqualTo(lost.size());
        assertThat(letter.path("reason").asText()).isEqualTo("answered 500");
        subscriber.answers(503);
        assertThat(send("POST", resend, "").body()).contains("webhook.not-taken", "answered 503");
        assertThat(send("POST", resend, "").statusCode()).isEqualTo(204);
        assertThat(subscriber.told().getLast().json().path("events")).isEqualTo(lost);
        assertThat(letters(hook).findValuesAsText("id"))
                .doesNotContain(letter.path("id").asText());
        assertThat(send("POST", resend, "").statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_configured_elsewhere_ends_no_rest() throws Exception {
        start(3, "1h");
        String hook = webhook("AgentStateChanged");
        subscriber.answers(Stream.generate(() -> 500).limit(1_000).toArray(Integer[]::new));
        wishes(1);
        await().atMost(30, SECONDS).until(() -> delivery(hook).path("failures").asInt() == 1);
        made(key, "/v1/users", "{'username': '1002'}", "id");
        made(key, "/v1/users", "{'username': '1003'}", "id");

        send("PATCH", "/v1/webhooks/" + hook, "{'name': 'another'}");

        await().atMost(30, SECONDS).until(() -> delivery(hook).path("failures").asInt() == 2);
        assertThat(subscriber.told()).hasSize(2);
        assertThat(letters(hook)).isEmpty();
    }

    @Test
    void a_server_that_is_gone_for_good_is_told_no_more_until_somebody_wants_it_to_be() throws Exception {
        start(1000);
        String hook = webhook("AgentStateChanged");
        subscriber.answers(410);
        wishes(1);
        await().atMost(30, SECONDS)
                .until(() ->
                        read("/v1/webhooks/" + hook).path("status").asText().equals("disabled"));
        wishes(1);
        assertThat(subscriber.taken()).isEmpty();
        assertThat(subscriber.told()).hasSize(1);

        assertThat(send("PATCH", "/v1/webhooks/" + hook, "{'status': 'active'}").statusCode())
                .isEqualTo(200);
        await().atMost(30, SECONDS).until(() -> endsAsTheLog(subscriber.taken()));
        assertThat(subscriber.taken()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void events_are_told_again_from_a_cursor_on() throws Exception {
        start(1000);
        String hook = webhook("AgentStateChanged");
        String start = delivery(hook).path("cursor").asText();
        wishes(2);
        await().atMost(30, SECONDS).until(() -> endsAsTheLog(subscriber.taken()));
        List<JsonNode> before = subscriber.taken();

        send("POST", "/v1/webhooks/" + hook + "/replay", "{'cursor': '" + start + "'}");

        await().atMost(30, SECONDS).until(() -> subscriber.taken().size() == 2 * before.size());
        assertThat(subscriber.taken().subList(before.size(), 2 * before.size())).isEqualTo(before);
        assertThat(send("POST", "/v1/webhooks/" + hook + "/replay", "{'cursor': 'x'}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_secret_that_another_key_sealed_is_in_nobodys_way_and_loses_no_event() throws Exception {
        start(1);
        String hook = webhook("AgentStateChanged");
        node.close();
        try (var file = Database.open(folder.resolve("config.db"))) {
            file.write(sql -> sql.run("UPDATE webhook SET secret = 'c2VhbGVkIGVsc2V3aGVyZQ'"));
        }
        node = RunningNode.start(config);
        made(key, "/v1/users", "{'username': '1002'}", "id");
        wishes(1);
        await().atMost(30, SECONDS)
                .until(() -> delivery(hook).path("reason").asText().startsWith("its secret does not open"));
        assertThat(send("POST", "/v1/webhooks/" + hook + "/test", "").statusCode())
                .isEqualTo(409);

        send("PATCH", "/v1/webhooks/" + hook, "{'secret': '" + SECRET + "'}");

        await().atMost(30, SECONDS).until(() -> endsAsTheLog(subscriber.taken()));
        assertThat(letters(hook)).isEmpty();
    }

    @Test
    void only_events_that_are_wanted_are_told_and_a_test_tells_none() throws Exception {
        start(1000);
        String hook = webhook("CallStarted");
        wishes(1);
        assertThat(send("POST", "/v1/webhooks/" + hook + "/test", "").statusCode())
                .isEqualTo(204);

        assertThat(subscriber.told()).hasSize(1);
        assertThat(subscriber.told().getFirst().json().path("events")).isEmpty();
    }

    private String webhook(String type) throws Exception {
        return made(
                key,
                "/v1/webhooks",
                "{'name': '" + type + "', 'url': '" + subscriber.url() + "', 'secret': '" + SECRET + "', 'events': ['"
                        + type + "']}",
                "id");
    }

    private JsonNode delivery(String hook) throws Exception {
        return read("/v1/webhooks/" + hook + "/delivery");
    }

    private JsonNode letters(String hook) throws Exception {
        return read("/v1/webhooks/" + hook + "/dead-letters").path("rows");
    }

    /** So many changes of the agent's state, each at least one event, and all of them in the log. */
    private void wishes(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            int before = past().size();
            String next = wished++ % 2 == 0 ? "available" : "pause";
            await().atMost(60, SECONDS).until(() -> wish(next) == 200);
            await().atMost(30, SECONDS).until(() -> past().size() > before);
        }
    }

    private int wished;

    private int wish(String event) throws Exception {
        return send("POST", "/v1/agents/state", "{'user_id': '" + user + "', 'event': '" + event + "'}")
                .statusCode();
    }

    /** The events of that kind in the log, of all times. */
    private List<JsonNode> past() throws Exception {
        List<JsonNode> events = new ArrayList<>();
        var place = new TopicPartition(Topics.EVENTS.name(), AccountPartitioner.partition(account, 2));
        try (var log = KafkaClients.plain(node.address("kafka")).reader("test", Isolation.READ_COMMITTED)) {
            log.assign(List.of(place));
            log.seekToBeginning(List.of(place));
            long end = log.endOffsets(List.of(place)).get(place);
            while (log.position(place) < end) {
                for (var record : log.poll(Duration.ofMillis(200))) {
                    if (Envelope.read(record.headers()).type().equals("AgentStateChanged")) {
                        events.add(Json.mapper().readTree(record.value()));
                    }
                }
            }
        }
        return events;
    }

    private boolean endsAsTheLog(List<JsonNode> events) throws Exception {
        return !events.isEmpty() && events.getLast().equals(past().getLast());
    }

    private static List<JsonNode> distinct(List<JsonNode> events) {
        List<JsonNode> distinct = new ArrayList<>();
        events.stream().filter(it -> !distinct.contains(it)).forEach(distinct::add);
        return distinct;
    }

    private JsonNode read(String path) throws Exception {
        return Json.mapper().readTree(send("GET", path, "").body());
    }

    private String made(String with, String path, String body, String field) throws Exception {
        var answer = send(with, "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.mapper().readTree(answer.body()).path(field).asText();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(key, method, path, body);
    }

    private HttpResponse<String> send(String with, String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(node.address("api") + path))
                        .header("x-api-key", with)
                        .header("If-Match", "*")
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }
}
