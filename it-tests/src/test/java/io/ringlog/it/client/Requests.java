package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Requests of the tenant's operator, answered with whatever the answer is. */
public final class Requests implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final RestView rest;

    public Requests(RestView rest) {
        this.rest = rest;
    }

    /** What was answered: a JSON document, or a text of another kind. */
    public record Answer(HttpResponse<String> http) {
        public int status() {
            return http.statusCode();
        }

        public String text() {
            return http.body();
        }

        public JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** The document, of an answer with this status. */
        public JsonNode with(int status) {
            assertThat(status()).as(http.uri() + " " + text()).isEqualTo(status);
            return json();
        }

        /** The same answer, which has the status of something done. */
        public Answer done() {
            assertThat(status()).as(http.uri() + " " + text()).isBetween(200, 299);
            return this;
        }
    }

    /** {@code headers} are names and values in turn; a query of the path's own is kept. */
    public Answer ask(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(rest.address() + path + account(path)))
                .header("x-api-key", rest.key())
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** An account says by its own id which one it is. */
    private String account(String path) {
        return path.startsWith("/v1/accounts") ? "" : (path.contains("?") ? "&" : "?") + "account_id=" + rest.account();
    }

    @Override
    public void close() {
        http.close();
    }
}
