package io.ringlog.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Turns the values of one family (or one record type) into bytes and back; safe for use by many threads. */
public final class Codec<T> {
    private static final int SHOWN = 300;

    private final ObjectWriter writer;
    private final ObjectReader reader;

    private Codec(ObjectMapper mapper, Class<T> type) {
        writer = mapper.writerFor(type);
        reader = mapper.readerFor(type);
    }

    public static <T> Codec<T> of(Class<T> type) {
        return new Codec<>(Json.mapper(), type);
    }

    /** The same bytes for equal values, in every process; UTF-8 without white space. */
    public byte[] encode(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a value of ours cannot be written: " + value.getClass(), e);
        }
    }

    /** The value in the bytes, or why there is none; absent bytes (a tombstone) are undecodable too. */
    public Decoded<T> decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Decoded.Undecodable<>("wire.no-value", "the record has no value");
        }
        try {
            T value = reader.readValue(bytes);
            return value == null
                    ? new Decoded.Undecodable<>("wire.no-value", "the value is null")
                    : new Decoded.Ok<>(value);
        } catch (JacksonException e) {
            return new Decoded.Undecodable<>(code(e), message(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from an array cannot fail otherwise", e);
        }
    }

    private static String code(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException _ -> "wire.too-large";
            case JsonEOFException _ -> "wire.not-json";
            case JsonParseException _ -> "wire.not-json";
            case InvalidTypeIdException _ -> "wire.unknown-type";
            case ValueInstantiationException _ -> "wire.refused-value";
            case MismatchedInputException _ -> "wire.wrong-field";
            default -> "wire.unreadable";
        };
    }

    private static String message(JacksonException e) {
        String path = e instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
        String text = path + " " + e.getOriginalMessage();
        return text.strip().substring(0, Math.min(text.strip().length(), SHOWN));
    }
}
