package io.ringlog.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;

/** Reads a record's raw value as JSON text, strictly; what a field means is not its business. */
final class JsonBytes {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBytes() {}

    static ObjectNode object(Object value) {
        if (any(value) instanceof ObjectNode object) {
            return object;
        }
        throw new DataException("The record is not a JSON object");
    }

    static JsonNode any(Object value) {
        try {
            return JSON.readTree(text(value));
        } catch (JsonProcessingException e) {
            throw new DataException("The record is not JSON: " + e.getOriginalMessage());
        }
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new DataException("The record is not UTF-8");
            }
        }
        throw new DataException(
                "The record is neither bytes nor text: " + value.getClass().getName());
    }
}
