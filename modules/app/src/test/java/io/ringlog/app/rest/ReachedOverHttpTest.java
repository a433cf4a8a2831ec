package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.config.ConfigRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.Doors;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachedOverHttpTest {

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigStore store;
    private ApiKeys keys;
    private ApiServer server;
    private String platform;

    @BeforeEach
    void open() {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        keys = new ApiKeys(store.database(), store.clock());
        var stored = new StoredKeys(keys);
        var routes = new ConfigRoutes(new StoredConfiguration(store), stored);
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                new Doors(stored, new StoredSessions(store)),
                new StoredTenants(store),
                new StorageTroubles(),
                new StoredRepeats(store),
                List.of(routes));
        platform = key(ApiKeys.PLATFORM, "*");
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
        client.close();
    }

    @Test
    void who_reaches_a_row_is_told_with_the_hours_and_only_to_its_account() throws Exception {
        String acme = account("Acme");
        String key = key(acme, "config");
        String user = id(key, "/v1/users", "{'username': '1001'}");
        String hours = id(key, "/v1/schedules", "{'name': 'Day', 'rules': []}");
        String to = "'dest_kind': 'user', 'dest_id': '" + user + "'";
        String did = json(send(
                        platform,
                        "POST",
                        "/v1/dids?account_id=" + acme,
                        "{'e164': '12025550123', 'schedule_id': '" + hours + "', " + to + "}"))
                .path("id")
                .asText();

        JsonNode reached = json(send(key, "GET", "/v1/users/" + user + "/reached-by", ""));
        JsonNode ends = json(send(key, "GET", "/v1/dead-ends", ""));
        String stranger = key(account("Other"), "config");

        assertThat(reached.path("dialled").asText()).isEqualTo("1001");
        assertThat(reached.at("/ways/0/steps").toString())
                .isEqualTo("[{\"kind\":\"did\",\"id\":\"" + did + "\",\"name\":\"12025550123\","
                        + "\"dialled\":\"12025550123\",\"field\":\"dest_id\",\"when\":\"open\",\"schedule_id\":\""
                        + hours + "\",\"schedule\":\"Day\"}]");
        assertThat(reached.path("dead_ends").findValuesAsText("code"))
                .containsExactlyInAnyOrder("reach.closed", "reach.unanswered", "reach.nobody");
        assertThat(ends.path("dead_ends")).isEqualTo(reached.path("dead_ends"));
        assertThat(send(stranger, "GET", "/v1/users/" + user + "/reached-by", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(key(acme, "queues"), "GET", "/v1/dead-ends", "").statusCode())
                .isEqualTo(403);
    }

    private String id(String key, String path, String body) throws Exception {
        return json(send(key, "POST", path, body)).path("id").asText();
    }

    private String account(String name) throws Exception {
        return id(platform, "/v1/accounts", "{'name': '" + name + "'}");
    }

    private String key(String account, String scope) {
        return keys.create(account, "test", new TreeSet<>(List.of(scope))).secret();
    }

    private HttpResponse<String> send(String key, String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .header("x-api-key", key)
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body());
    }
}
