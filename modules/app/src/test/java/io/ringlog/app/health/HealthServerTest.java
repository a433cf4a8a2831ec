package io.ringlog.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.Readiness.PartState;
import io.ringlog.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private static final PartState BROKER = new PartState("kafka", Optional.empty());
    private static final PartState WATCH = new PartState("watch", Optional.of("does not work now"));

    private final AtomicReference<List<PartState>> parts = new AtomicReference<>(List.of(BROKER));
    private final HealthServer server = HealthServer.start("127.0.0.1", 0, parts::get, () -> "ringlog_calls_live 3\n");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_process_whose_parts_work_is_ready() throws Exception {
        var ready = ask("GET", "/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(json(ready)).isEqualTo(Json.mapper().readTree("{\"ready\":true,\"parts\":[\"kafka\"]}"));
    }

    @Test
    void a_part_that_does_not_work_is_named_while_the_process_lives() throws Exception {
        parts.set(List.of(BROKER, WATCH));

        var ready = ask("GET", "/health/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(ready).path("detail").asText()).isEqualTo("watch: does not work now");
        assertThat(json(ready).path("errors").path(0).path("field").asText()).isEqualTo("watch");
        assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void the_figures_are_given_as_text_to_whoever_asks() throws Exception {
        var figures = ask("GET", "/metrics");

        assertThat(figures.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(figures.body()).isEqualTo("ringlog_calls_live 3\n");
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void nothing_else_is_answered() throws Exception {
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/health/ready/deeper").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/health/live").statusCode()).isEqualTo(405);
        assertThat(ask("POST", "/health/live").headers().firstValue("Allow")).contains("GET");
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .method(method, BodyPublishers.noBody());
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.mapper().readTree(answer.body());
    }
}
