package io.ringlog.app.demo;

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
        post("/v1/agents/state", Map.of("userId", user, "event", event));
    }

    private void post(String path, Object body) {
        try {
            var request = HttpRequest.newBuilder(api.resolve(path))
                    .timeout(PATIENCE)
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Scene.Failed("POST " + path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new Scene.Failed("POST " + path + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Scene.Failed("interrupted");
        }
    }
}
