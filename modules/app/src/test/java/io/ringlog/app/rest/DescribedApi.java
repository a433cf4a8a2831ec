package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ringlog.app.rest.Strangers.Asked;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a running interface and holds every answer to what its own OpenAPI document says of it. */
final class DescribedApi implements AutoCloseable {
    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> {});
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String address;
    private final JsonNode document;
    private final SortedSet<String> answered = new TreeSet<>();
    private String token = "";
    private @Nullable Strangers strangers;

    DescribedApi(String address) throws IOException, InterruptedException {
        this.address = address;
        this.document =
                Json.mapper().readTree(send("", "GET", "/v1/openapi.json", "").body());
    }

    /** The whole OpenAPI document. */
    JsonNode document() {
        return document;
    }

    /** {@code GET /v1/users/{id}}, all that the document describes. */
    SortedSet<String> operations() {
        var all = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return all;
    }

    /** What goes with changes by the session that the client holds since somebody logged in. */
    void token(String given) {
        token = given;
    }

    /** Whatever is asked from now on by anybody else, they try first. */
    void unlike(@Nullable Strangers others) {
        strangers = others;
    }

    /** The operations that have answered as they should. */
    SortedSet<String> answered() {
        return answered;
    }

    /** The description of one operation. */
    JsonNode described(String operation) {
        String[] words = operation.split(" ", 2);
        return document.path("paths").path(words[1]).path(words[0].toLowerCase(Locale.ROOT));
    }

    /** A success, held to its schema; {@code values} fill the path's braces, a query may follow the operation. */
    JsonNode granted(String key, String operation, String body, String... values) throws Exception {
        String described = operation.replaceFirst("\\?.*", "");
        var response = watched(key, new Asked(operation, body, List.of(values)));
        assertThat(response.statusCode())
                .as("%s: %s", operation, response.body())
                .isBetween(200, 299);
        JsonNode reply = described(described).path("responses").path(String.valueOf(response.statusCode()));
        assertThat(reply.isObject())
                .as("%s describes %s", described, response.statusCode())
                .isTrue();
        answered.add(described);
        JsonNode schema = reply.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            assertThat(response.body()).as(operation).isEmpty();
            return Json.mapper().missingNode();
        }
        fits(operation, schema, response.body());
        return Json.mapper().readTree(response.body());
    }

    /** A refusal, held to the schema of problems. */
    JsonNode refused(int status, String key, String operation, String body, String... values) throws Exception {
        var response = watched(key, new Asked(operation, body, List.of(values)));
        assertThat(response.statusCode())
                .as("%s: %s", operation, response.body())
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = document.at("/components/schemas/Problem");
        fits(operation, problem, response.body());
        JsonNode said = Json.mapper().readTree(response.body());
        assertThat(said.path("status").asInt()).isEqualTo(status);
        return said;
    }

    /** The type of the event stream's answer; the stream is left at once. */
    String stream(String key) throws IOException, InterruptedException {
        try (var listener = HttpClient.newHttpClient()) {
            var response = listener.send(
                    HttpRequest.newBuilder(URI.create(address + "/v1/events"))
                            .header("x-api-key", key)
                            .build(),
                    BodyHandlers.ofInputStream());
            response.body().close();
            listener.shutdownNow();
            return response.headers().firstValue("Content-Type").orElse("");
        }
    }

    /** All that the event stream tells from a cursor on, to the line that has the word in it. */
    String told(String key, String cursor, String word) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "/v1/events")).header("x-api-key", key);
        if (!cursor.isEmpty()) {
            request.header("Last-Event-ID", cursor);
        }
        try (var listener = HttpClient.newHttpClient()) {
            var lines = listener.send(request.build(), BodyHandlers.ofLines()).body();
            StringBuilder told = new StringBuilder();
            CompletableFuture.supplyAsync(
                            () -> lines.peek(it -> told.append(it).append('\n')).anyMatch(it -> it.contains(word)),
                            Thread::startVirtualThread)
                    .get(60, TimeUnit.SECONDS);
            listener.shutdownNow();
            return told.toString();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void fits(String operation, JsonNode schema, String body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        assertThat(schemas.getSchema(whole.toString()).validate(body, InputFormat.JSON))
                .as("%s answered %s", operation, body)
                .isEmpty();
    }

    /** Whatever is answered, strangers tried first. */
    HttpResponse<String> watched(String key, Asked asked) throws Exception {
        if (strangers == null || key.isEmpty() || strangers.are(key)) {
            return ask(key, asked);
        }
        strangers.before(asked);
        HttpResponse<String> answer = ask(key, asked);
        strangers.after(asked, answer);
        return answer;
    }

    /** Whatever is answered. */
    HttpResponse<String> ask(String key, Asked asked) throws IOException, InterruptedException {
        String[] words = asked.operation().split(" ", 2);
        String path = words[1];
        for (String value : asked.values()) {
            path = path.replaceFirst("\\{[^}]+}", value);
        }
        return send(key, words[0], path, asked.body());
    }

    /** Changes whatever version there is; where nothing is changed the header says nothing. */
    private HttpResponse<String> send(String key, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("If-Match", "*")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        if (key.isEmpty()) {
            request.header("x-csrf-token", token).header("Content-Type", "application/json");
        } else {
            request.header("x-api-key", key);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A document in JSON as text, with ' in place of ". */
    static ObjectNode json(String text) throws IOException {
        return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
    }
}
