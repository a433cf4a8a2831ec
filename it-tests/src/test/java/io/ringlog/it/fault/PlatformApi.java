package io.ringlog.it.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The running platform's REST interface, asked with the key of the platform. */
final class PlatformApi {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port;
    private final Path keys;
    private final String account;

    PlatformApi(int port, Path keys, String account) {
        this.port = port;
        this.keys = keys;
        this.account = account;
    }

    /** The brain's answer to an agent's wish: the HTTP status. */
    int agent(String user, String event) {
        String body = "{\"user_id\":\"%s\",\"event\":\"%s\"}".formatted(user, event);
        return send("/v1/agents/state", HttpRequest.BodyPublishers.ofString(body))
                .statusCode();
    }

    /** Makes a row. */
    void create(String path, String document) {
        HttpResponse<String> answer = send(path, HttpRequest.BodyPublishers.ofString(document));
        if (answer.statusCode() != 201) {
            throw new AssertionError(path + " gives " + answer.statusCode() + ": " + answer.body());
        }
    }

    Set<String> liveCalls() {
        Set<String> calls = new TreeSet<>();
        get("/v1/calls/live", "rows")
                .forEach(call -> calls.add(call.get("call_id").asText()));
        return calls;
    }

    /** As the wallboard shows them: {@code agent on call}. */
    Set<String> agentsInCall() {
        Set<String> agents = new TreeSet<>();
        get("/v1/agents", "rows").forEach(agent -> {
            if (agent.get("state").asText().equals("in_call")) {
                agents.add(agent.get("user_id").asText() + " on "
                        + agent.get("call_id").asText());
            }
        });
        return agents;
    }

    /** Calls that hold a scope, as the interface counts them. */
    int open(String scope) {
        for (JsonNode held : get("/v1/cac", "rows")) {
            if (held.get("scope").asText().equals(scope)) {
                return held.get("used").asInt();
            }
        }
        return 0;
    }

    JsonNode get(String path, String list) {
        HttpResponse<String> answer = send(path, null);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " gives " + answer.statusCode() + ": " + answer.body());
        }
        try {
            return Json.mapper().readTree(answer.body()).get(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(String path, HttpRequest.@Nullable BodyPublisher body) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + path + "?account_id=" + account))
                    .timeout(Duration.ofSeconds(10))
                    .header(
                            "x-api-key",
                            Files.readString(keys.resolve("platform.key")).strip())
                    .header("Content-Type", "application/json");
            if (body != null) {
                request.POST(body);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the api does not answer: " + e, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
