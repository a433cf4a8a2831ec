package io.ringlog.api.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a route answers when it does not refuse. */
public sealed interface Answer {

    String JSON = "application/json";
    String CSV = "text/csv";
    String EVENT_STREAM = "text/event-stream";

    Map<String, String> headers();

    /** A whole answer. */
    record Whole(int status, String mediaType, byte[] body, Map<String, String> headers) implements Answer {
        public Whole {
            headers = Map.copyOf(headers);
        }
    }

    /** An answer that goes on until it or the client ends it. */
    record Stream(Writer writer, Map<String, String> headers) implements Answer {
        public Stream {
            headers = Map.copyOf(headers);
        }
    }

    /** Writes a stream on the request's thread; an {@link IOException} means that the client has left. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** 200 with a document in snake case; instants are epoch milliseconds. */
    static Answer ok(Object document) {
        return of(200, document, Map.of());
    }

    /** 200 with rows, how many they are, and where the next page begins unless this is the last. */
    static Answer rows(Collection<?> rows, @Nullable String next) {
        ObjectNode body = Json.mapper().createObjectNode().put("count", rows.size());
        ArrayNode array = body.putArray("rows");
        rows.forEach(row -> array.add(Json.documentMapper().<JsonNode>valueToTree(row)));
        return ok(next == null ? body : body.put("next_cursor", next));
    }

    /** 200 with all rows there are. */
    static Answer rows(Collection<?> rows) {
        return rows(rows, null);
    }

    static Answer of(int status, Object document, Map<String, String> headers) {
        return new Whole(status, JSON, bytes(document), headers);
    }

    /** 200 with a line of names and a line for each row (RFC 4180). */
    static Answer csv(String text, Map<String, String> headers) {
        return new Whole(200, CSV + "; charset=utf-8; header=present", text.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** 204. */
    static Answer nothing() {
        return new Whole(204, JSON, new byte[0], Map.of());
    }

    private static byte[] bytes(Object document) {
        try {
            return Json.documentMapper().writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an answer of ours cannot be written: " + document.getClass(), e);
        }
    }
}
