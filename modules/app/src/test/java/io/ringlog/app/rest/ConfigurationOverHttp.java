package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.config.ConfigRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.Doors;
import io.ringlog.api.session.PeopleRoutes;
import io.ringlog.api.session.SessionRoutes;
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
import org.junit.jupiter.api.io.TempDir;

/** A server with the configuration of an empty store, and a client; single quotes in bodies become double ones. */
abstract class ConfigurationOverHttp {

    @TempDir
    Path folder;

    final HttpClient client = HttpClient.newHttpClient();
    ConfigStore store;
    ApiKeys keys;
    ApiServer server;
    String platform;

    @BeforeEach
    void open() {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        keys = new ApiKeys(store.database(), store.clock());
        var stored = new StoredKeys(keys);
        var tenants = new StoredTenants(store);
        var repeats = new StoredRepeats(store);
        var configuration = new StoredConfiguration(store);
        var sessions = new StoredSessions(store);
        var routes = new ConfigRoutes(configuration, stored);
        var people = new PeopleRoutes(routes.people(), configuration, sessions);
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                new Doors(stored, sessions),
                tenants,
                new StorageTroubles(),
                repeats,
                List.of(routes, people, new SessionRoutes(sessions, stored)));
        platform = key(ApiKeys.PLATFORM, "*");
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
        client.close();
    }

    String account(String name, String more) throws IOException, InterruptedException {
        return json(send(platform, "POST", "/v1/accounts", "{'name': '" + name + "'" + more + "}"))
                .path("id")
                .asText();
    }

    String key(String account, String scope) {
        return keys.create(account, "test", new TreeSet<>(List.of(scope))).secret();
    }

    HttpResponse<String> send(String key, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .header("x-api-key", key);
        request.headers(headers.length > 0 ? headers : new String[] {"If-Match", "*"});
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body());
    }
}
