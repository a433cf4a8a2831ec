package io.ringlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.figures.FigureRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.port.FigureSlices;
import io.ringlog.domain.figures.AgentFold;
import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.Cut;
import io.ringlog.domain.figures.QueueFold;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.domain.figures.SliceStore;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.kernel.Because;
import io.ringlog.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingForFiguresTest implements FigureSlices {
    /** 13:46 in UTC, the zone of the account. */
    private static final Instant NOW =
            OneAccount.AT.minusMillis(OneAccount.AT.toEpochMilli() % 3_600_000).plusSeconds(46 * 60);

    private static final Instant HOUR = NOW.minusSeconds(46 * 60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final OneAccount account = new OneAccount();
    private final Kept<QueueSlice> queueQuarters = new Kept<>();
    private final Kept<QueueSlice> queueMinutes = new Kept<>();
    private final Kept<AgentSlice> agentQuarters = new Kept<>();
    private ApiServer server;
    private int offset;

    private record Kept<V>(TreeMap<String, V> live) implements SliceStore<V> {
        Kept() {
            this(new TreeMap<>());
        }

        @Override
        public Optional<V> get(String key) {
            return Optional.ofNullable(live.get(key));
        }

        @Override
        public void put(String key, V value) {
            live.put(key, value);
        }

        @Override
        public void remove(String key) {
            live.remove(key);
        }

        @Override
        public Optional<String> after(String key) {
            return Optional.ofNullable(live.higherKey(key));
        }

        @Override
        public Collection<V> all() {
            return live.values();
        }
    }

    @Override
    public Optional<Instant> begun(String whose) {
        return Optional.of(HOUR.minusSeconds(3_600));
    }

    @Override
    public List<QueueSlice> queue(String whose, String queueId, boolean byMinute) {
        return List.copyOf((byMinute ? queueMinutes : queueQuarters).all());
    }

    @Override
    public List<AgentSlice> agent(String whose, String userId, boolean byMinute) {
        return List.copyOf(agentQuarters.all());
    }

    @BeforeEach
    void start() {
        List<EventRecord> events = List.of(
                at(-10, does(Activity.WAITING, Bucket.READY)),
                at(0, new CallerQueued("c1", "qu_1", 0, 1, null)),
                at(0, new CallerQueued("c2", "qu_1", 0, 2, null)),
                at(20, does(Activity.IN_CALL, Bucket.INCALL)),
                at(20, new AgentClaimed("c1", "qu_1", "us_1", 1)),
                at(20, new CallerLeftQueue("c1", "qu_1", "answered", "us_1", 20_000)),
                at(30, new CallerLeftQueue("c2", "qu_1", "abandoned", null, 30_000)),
                at(50, does(Activity.WRAP_UP, Bucket.WRAPUP)),
                at(60, does(Activity.WAITING, Bucket.READY)));
        var quarters = new QueueFold(queueQuarters, Cut.QUEUE_QUARTERS);
        var minutes = new QueueFold(queueMinutes, Cut.MINUTES);
        var agents = new AgentFold(agentQuarters, Cut.AGENT_QUARTERS);
        events.forEach(quarters::see);
        events.forEach(minutes::see);
        events.forEach(agents::see);
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                account.doors(),
                account,
                OneAccount.UNTROUBLED,
                new Memory(),
                List.of(new FigureRoutes(this, new OneConfiguration(), () -> NOW)));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private EventRecord at(int sec, Event event) {
        return new EventRecord(
                "0-" + ++offset + "-0",
                OneAccount.ACCOUNT,
                null,
                0,
                HOUR.plusSeconds(sec),
                "0-" + offset,
                "v",
                event,
                Because.of("test"));
    }

    private static AgentStateChanged does(Activity what, Bucket bucket) {
        return new AgentStateChanged("us_1", Status.AVAILABLE, what, true, false, bucket, null, null, List.of("qu_1"));
    }

    @Test
    void figures_of_a_queue_come_by_hours_with_what_they_are_made_of() throws Exception {
        JsonNode all = json(
                "/v1/queues/Support/figures?since=" + HOUR.minusSeconds(3_600).toEpochMilli());
        JsonNode before = all.path("intervals").path(0);
        JsonNode row = all.path("intervals").path(1);

        assertThat(all.path("interval").asText()).isEqualTo("hour");
        assertThat(all.path("time_zone").asText()).isEqualTo("UTC");
        assertThat(all.path("intervals")).hasSize(2);
        assertThat(before.path("complete").asBoolean()).isTrue();
        assertThat(before.path("offered").asInt()).isZero();
        assertThat(row.path("complete").asBoolean()).isFalse();
        assertThat(row.path("from").asLong()).isEqualTo(HOUR.toEpochMilli());
        assertThat(row.path("offered").asInt()).isEqualTo(2);
        assertThat(row.path("answered").asInt()).isEqualTo(1);
        assertThat(row.path("answered_within").asInt()).isEqualTo(1);
        assertThat(row.path("service_level_pct").asInt()).isEqualTo(50);
        assertThat(row.path("abandon_rate_pct").asInt()).isEqualTo(50);
        assertThat(row.path("asa_ms").asInt()).isEqualTo(20_000);
        assertThat(row.path("aht_ms").asInt()).isEqualTo(40_000);
        assertThat(row.path("calls").asText())
                .isEqualTo("/v1/calls?queue=qu_1&since=" + HOUR.toEpochMilli() + "&until="
                        + HOUR.plusSeconds(3_600).toEpochMilli());
        assertThat(all.path("formulas").path("service_level_pct").asText())
                .isEqualTo("round(100 * answered_within / offered)");
    }

    @Test
    void an_answer_keeps_the_service_level_that_is_asked_for() throws Exception {
        JsonNode row = json("/v1/queues/qu_1/figures?interval=day&sl_sec=19")
                .path("intervals")
                .path(0);

        assertThat(row.path("service_level_pct").asInt()).isZero();
        assertThat(row.path("answered").asInt()).isEqualTo(1);
    }

    @Test
    void the_last_minutes_roll() throws Exception {
        JsonNode all = json("/v1/queues/qu_1/figures?last_min=46");
        JsonNode later = json("/v1/queues/qu_1/figures?last_min=45");

        assertThat(all.path("interval").asText()).isEqualTo("rolling");
        assertThat(all.path("intervals").path(0).path("offered").asInt()).isEqualTo(2);
        assertThat(later.path("intervals").path(0).path("offered").asInt()).isZero();
    }

    @Test
    void figures_of_an_agent_are_what_they_did_in_nine_buckets() throws Exception {
        JsonNode row = json("/v1/agents/alice/figures?interval=quarter&since=" + HOUR.toEpochMilli() + "&until="
                        + HOUR.plusSeconds(1).toEpochMilli())
                .path("intervals")
                .path(0);

        assertThat(row.path("incall_ms").asLong()).isEqualTo(30_000);
        assertThat(row.path("wrapup_ms").asLong()).isEqualTo(10_000);
        assertThat(row.path("ready_ms").asLong()).isEqualTo(860_000);
        assertThat(row.path("logged_in_ms").asLong()).isEqualTo(900_000);
        assertThat(row.path("occupancy_pct").asInt()).isEqualTo(4);
        assertThat(row.path("aht_ms").asLong()).isEqualTo(40_000);
        assertThat(row.path("complete").asBoolean()).isTrue();
        long running = json("/v1/agents/us_1/figures?since=" + HOUR.toEpochMilli())
                .path("intervals")
                .path(0)
                .path("logged_in_ms")
                .asLong();
        assertThat(running).isEqualTo(46 * 60_000);
    }

    @Test
    void they_come_as_csv_too() throws Exception {
        String queue = get("/v1/queues/qu_1/figures?format=csv&since=" + HOUR.toEpochMilli())
                .body();
        String agent = get("/v1/agents/us_1/figures?format=csv&since=" + HOUR.toEpochMilli())
                .body();

        assertThat(queue.lines()).hasSize(2);
        assertThat(queue)
                .startsWith("queue_id,from,until,complete,offered,answered,")
                .contains("qu_1,");
        assertThat(agent).startsWith("user_id,from,until,complete,extcall_ms,");
    }

    @Test
    void what_cannot_be_told_is_refused_by_name() throws Exception {
        long old = NOW.minusSeconds(36L * 86_400).toEpochMilli();

        refused("/v1/queues/qu_1/figures?since=" + old, "\"since\"", "figures.not-kept");
        refused("/v1/agents/us_1/figures?since=" + NOW.minusSeconds(9L * 86_400).toEpochMilli(), "\"since\"");
        refused("/v1/queues/qu_1/figures?interval=week", "\"interval\"");
        refused("/v1/queues/qu_1/figures?sl_sec=601", "\"sl_sec\"");
        refused("/v1/queues/qu_1/figures?sl_sec=x", "\"sl_sec\"");
        refused("/v1/queues/qu_1/figures?last_min=121", "\"last_min\"");
        refused("/v1/queues/qu_1/figures?last_min=0", "\"last_min\"");
        refused("/v1/queues/qu_1/figures?last_min=5&interval=day", "\"interval\"");
    }

    private void refused(String path, String... words) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(422);
        assertThat(answer.body()).contains(words);
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Authorization", "Bearer " + OneAccount.ALL)
                        .build(),
                BodyHandlers.ofString());
    }
}
