package io.ringlog.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Request;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A request that passed the gate. */
record Admitted(Context context, Optional<Key> asking, String account, byte[] bytes) implements Request {

    private static final ObjectReader READER =
            Json.mapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

    @Override
    public Key key() {
        return asking.orElseThrow(() -> new IllegalStateException("an open route has no key"));
    }

    @Override
    public String path(String name) {
        return context.pathParam(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    @Override
    public ObjectNode document() {
        try {
            JsonNode json = READER.readTree(bytes);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw Refused.of(Why.BAD_REQUEST, "the body must be a JSON object");
        } catch (IOException e) {
            throw Refused.of(Why.BAD_REQUEST, "the body is not JSON");
        }
    }

    @Override
    public <T extends Record> T body(Class<T> type) {
        try {
            return Json.mapper()
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(document());
        } catch (UnrecognizedPropertyException unknown) {
            String field = unknown.getPropertyName();
            throw Refused.field(Why.INVALID, field, "request.unknown-field", "is not a field of this call");
        } catch (JsonProcessingException wrong) {
            throw Refused.of(Why.INVALID, "the body does not fit: " + wrong.getOriginalMessage());
        } catch (IOException wrong) {
            throw new UncheckedIOException("reading from a tree cannot fail otherwise", wrong);
        }
    }
}
