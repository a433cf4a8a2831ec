package io.ringlog.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.app.broker.BrokerSettings;
import io.ringlog.app.broker.EmbeddedBroker;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAnswer.Missing;
import io.ringlog.domain.http.HttpAnswer.Value;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.HttpAsk.Method;
import io.ringlog.domain.http.HttpAsk.Wanted;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.http.SealedSecret.Use;
import io.ringlog.domain.journal.Effect.AskHttp;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flows want asked is asked over HTTP, and what came of it is in the journal. */
class AskingForFlowsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Wanted> WANTED =
            List.of(new Wanted("tier", "/customer/tier"), new Wanted("age", "/age"), new Wanted("gone", "/gone"));

    @TempDir
    private Path folder;

    private final Map<String, Headers> heads = new ConcurrentHashMap<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch patience = new CountDownLatch(1);
    private HttpServer server;
    private SecretBox secrets;

    @BeforeEach
    void serve() throws IOException {
        secrets = SecretBox.open(folder.resolve("secrets.json"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            heads.put(path, exchange.getRequestHeaders());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            boolean busy = path.equals("/busy") && tries.incrementAndGet() < 3;
            if (path.equals("/slow")) {
                awaitPatiently();
            }
            byte[] body = path.equals("/text")
                    ? "hello".getBytes(UTF_8)
                    : path.equals("/large")
                            ? ("[" + "1,".repeat(100_000) + "1]").getBytes(UTF_8)
                            : "{\"customer\": {\"tier\": \"gold\"}, \"age\": 42, \"gone\": null}".getBytes(UTF_8);
            exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        patience.countDown();
        server.stop(0);
    }

    @Test
    void what_was_wanted_is_taken_out_of_the_answer() throws Exception {
        List<HttpAnswer> answers = answered(
                asked("r-1", "/ok", 0, null, "127.0.0.1"),
                asked("r-1", "/ok", 0, null, "127.0.0.1"),
                asked("r-2", "/busy", 3, null, "127.0.0.1"),
                asked("r-3", "/text", 0, null, "127.0.0.1"),
                asked("r-4", "/large", 0, null, "127.0.0.1"),
                asked("r-5", "/ok", 3, null),
                asked("r-6", "/ok{", 3, null, "127.0.0.1"));

        HttpAnswer good = answers.getFirst();
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.attempts()).isEqualTo(1);
        assertThat(good.values()).containsExactly(new Value("tier", "gold"), new Value("age", "42"));
        assertThat(good.missing()).containsExactly(new Missing("gone", "is null"));
        assertThat(answers.get(1).attempts()).as("busy twice").isEqualTo(3);
        assertThat(answers.get(1).status()).isEqualTo(200);
        assertThat(answers.get(2).missing()).contains(new Missing("tier", "is in an answer that is no JSON"));
        assertThat(answers.get(3).missing()).contains(new Missing("tier", "is in an answer of too many bytes"));
        assertThat(answers.get(4)).isEqualTo(none(answers.get(4), "http alone is not allowed there"));
        assertThat(answers.get(5)).isEqualTo(HttpAnswer.none("the url is none that can be asked"));
        assertThat(heads.get("/ok").getFirst("Idempotency-Key")).isEqualTo("r-1");
        assertThat(heads.get("/ok").getFirst("X-Team")).isEqualTo("sales");
        assertThat(bodies).contains("{\"a\": 1}");
    }

    @Test
    void a_secret_is_opened_here_and_nowhere_else() throws Exception {
        List<HttpAnswer> answers = answered(
                asked("r-1", "/bearer", 0, sealed(Use.BEARER), "127.0.0.1"),
                asked("r-2", "/basic", 0, sealed(Use.BASIC), "127.0.0.1"),
                asked("r-3", "/key", 0, sealed(Use.API_KEY), "127.0.0.1"),
                asked("r-4", "/signed", 0, sealed(Use.SIGNATURE), "127.0.0.1"),
                asked(
                        "r-5",
                        "/never",
                        0,
                        new SealedSecret("sec_2", sealed(Use.BEARER).secret(), Use.BEARER),
                        "127.0.0.1"));

        assertThat(heads.get("/bearer").getFirst("Authorization")).isEqualTo("Bearer me:pssst");
        assertThat(heads.get("/basic").getFirst("Authorization")).isEqualTo("Basic bWU6cHNzc3Q=");
        assertThat(heads.get("/key").getFirst("X-Api-Key")).isEqualTo("me:pssst");
        Headers signed = heads.get("/signed");
        Instant at = Instant.ofEpochSecond(Long.parseLong(signed.getFirst("Ringlog-Timestamp")));
        assertThat(signed.getFirst("Ringlog-Signature"))
                .isEqualTo(Signature.headers("me:pssst", "{\"a\": 1}".getBytes(UTF_8), at)
                        .get("Ringlog-Signature"));
        assertThat(answers.getLast().text()).isEqualTo("the secret sec_2 does not open with the key of this platform");
        assertThat(heads).doesNotContainKey("/never");
    }

    @Test
    void one_account_takes_so_many_places_and_no_more() throws Exception {
        List<AskHttp> many = new ArrayList<>();
        for (int i = 0; i < Room.MOST_OF_ONE * 3; i++) {
            many.add(asked("r-" + i, "/slow", 0, null, "127.0.0.1"));
        }

        List<HttpAnswer> refused = answered(Room.MOST_OF_ONE * 2, many.toArray(AskHttp[]::new));

        assertThat(refused)
                .allSatisfy(it -> assertThat(it.text()).isEqualTo("the account has 20 requests under way already"));
    }

    @Test
    void the_platform_has_so_many_places_and_remembers_what_was_asked() {
        Room room = new Room();
        for (int i = 0; i < Room.MOST * 100; i++) {
            room.take("acc_" + i);
        }
        assertThat(room.taken()).isEqualTo(Room.MOST);
        assertThat(room.take("acc_new")).contains("the platform has 200 requests under way already");
        room.leave("acc_0");
        assertThat(room.take("acc_new")).isEmpty();
        assertThat(room.isNew("r-1")).isTrue();
        assertThat(room.isNew("r-1")).isFalse();
    }

    private static HttpAnswer none(HttpAnswer it, String why) {
        return new HttpAnswer(null, List.of(), List.of(), 1, it.tookMs(), why);
    }

    private void awaitPatiently() {
        try {
            patience.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SealedSecret sealed(Use use) {
        return new SealedSecret("sec_1", secrets.seal("me:pssst", "sec_1"), use);
    }

    private AskHttp asked(String id, String path, int retries, @Nullable SealedSecret secret, String... allowed) {
        HttpAsk ask = new HttpAsk(
                Method.POST,
                "http://127.0.0.1:" + server.getAddress().getPort() + path,
                List.of(new HttpAsk.Header("X-Team", "sales")),
                "application/json",
                "{\"a\": 1}",
                WANTED,
                20_000,
                retries);
        return new AskHttp("c1", id, Instant.now().plus(PATIENCE), ask, secret, List.of(allowed));
    }

    /** Every different request has its answer, in the order of the requests. */
    private List<HttpAnswer> answered(AskHttp... asked) throws Exception {
        return answered(
                (int) List.of(asked).stream().map(AskHttp::requestId).distinct().count(), asked);
    }

    private List<HttpAnswer> answered(int expected, AskHttp... asked) throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")))) {
            KafkaClients kafka = KafkaClients.plain(broker.bootstrapServers());
            try (var admin = kafka.admin()) {
                new TopicSetup(admin, 1, Optional.empty(), PATIENCE).ensure(Topics.all());
            }
            try (var producer = kafka.accountProducer("test-brain")) {
                for (AskHttp it : asked) {
                    var effect = new EffectRecord("e-" + it.requestId(), "acc_1", Instant.now(), it);
                    producer.send(new ProducerRecord<>(Topics.EFFECTS.name(), "acc_1", Codecs.EFFECT.encode(effect)))
                            .get();
                }
            }
            try (HttpWorker worker = HttpWorker.start(kafka, "node-1", secrets)) {
                assertThat(worker.isRunning()).isTrue();
                return told(kafka, expected);
            }
        }
    }

    private static List<HttpAnswer> told(KafkaClients kafka, int expected) {
        List<HttpAnswered> told = new ArrayList<>();
        try (Consumer<String, byte[]> journal = kafka.reader("told", Isolation.READ_COMMITTED)) {
            var partition = new TopicPartition(Topics.JOURNAL.name(), 0);
            journal.assign(List.of(partition));
            journal.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE).until(() -> {
                journal.poll(Duration.ofMillis(200))
                        .forEach(it -> told.add(
                                (HttpAnswered) Codecs.INPUT.decode(it.value()).orThrow()));
                return told.size() >= expected;
            });
        }
        return told.stream()
                .sorted(Comparator.comparing(HttpAnswered::requestId))
                .map(HttpAnswered::answer)
                .toList();
    }
}
