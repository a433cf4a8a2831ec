package io.ringlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.HealthRoutes;
import io.ringlog.api.port.Readiness.PartState;
import io.ringlog.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskingForHealthTest {
    private static final PartState BRAIN = new PartState("brain", Optional.empty());
    private static final PartState SIP = new PartState("sip", Optional.of("does not work now"));

    private final OneAccount account = new OneAccount();
    private final AtomicReference<List<PartState>> parts = new AtomicReference<>(List.of(BRAIN));
    private final ApiServer server = ApiServer.start(
            ApiConfig.on("127.0.0.1", 0),
            account.doors(),
            account,
            OneAccount.UNTROUBLED,
            new Memory(),
            List.of(new HealthRoutes(parts::get)));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_asks_without_a_key_hears_that_all_parts_work() throws Exception {
        var ready = get("/health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(Json.mapper().readTree(ready.body()))
                .isEqualTo(Json.mapper().readTree("{\"ready\":true,\"parts\":[\"brain\"]}"));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void a_part_that_does_not_work_is_named_in_a_problem() throws Exception {
        parts.set(List.of(BRAIN, SIP));

        var ready = get("/health/ready");
        JsonNode problem = Json.mapper().readTree(ready.body());

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.path("detail").asText()).isEqualTo("sip: does not work now");
        assertThat(problem.path("errors")).hasSize(1);
        assertThat(problem.path("errors").path(0).path("field").asText()).isEqualTo("sip");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void no_answer_is_taken_for_what_it_does_not_say_it_is() throws Exception {
        for (String path :
                List.of("/health/ready", "/v1/nowhere", "/health/ready?what=x", "/app/live", "/assets/x.js")) {
            assertThat(get(path).headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
