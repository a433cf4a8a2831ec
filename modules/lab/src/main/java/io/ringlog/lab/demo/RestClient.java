package io.ringlog.lab.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** What the demo's people do over REST, with the key of their account. */
final class RestClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI api;
    private final String key;

    RestClient(String api, String key) {
        this.api = URI.create(api);
        this.key = key;
    }

    String key() {
        return key;
    }

    /** Asks for another state of an agent; anything but the brain's consent fails the scene. */
    void agent(String user, String event) {
        post("/v1/agents/state", Map.of("user_id", user, "event", event));
    }

    /** A document. */
    JsonNode json(String path) {
        try {
            return Json.mapper().readTree(get(path, "application/json"));
        } catch (JsonProcessingException e) {
            throw new Scene.Failed("GET " + path + " was answered with what is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The same as a table, a line of names first. */
    String csv(String path) {
        return get(path, "text/csv");
    }

    private String get(String path, String type) {
        return answer("GET " + path, request(path).header("Accept", type).GET());
    }

    private void post(String path, Map<String, String> body) {
        var json = Json.mapper().valueToTree(body).toString();
        answer(
                "POST " + path,
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private String answer(String what, HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Scene.Failed(what + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new Scene.Failed(what + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Scene.Failed("interrupted");
        }
    }
}
