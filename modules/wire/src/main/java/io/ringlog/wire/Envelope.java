package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers around a value, named as CloudEvents' Kafka binding names them; {@code subject} is the call id.
 *
 * <p>{@code causation} is the id of the record that led to this one, {@code <partition>-<offset>} for a decision.
 */
public record Envelope(
        String id, String type, String source, Instant time, Optional<String> subject, Optional<String> causation) {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";
    public static final String SCHEMA = "ringlog_schema";
    public static final String CAUSATION = "ringlog_causation";

    /** The version of the schemas in {@code schemas/}; it grows only when a change is not additive. */
    public static final int SCHEMA_VERSION = 1;

    private static final String TYPE_PREFIX = "io.ringlog.";

    /** An envelope of a record of ours: its type is the name of its class. */
    public static Envelope of(String id, Object value, String source, Instant time) {
        return new Envelope(
                id, SealedFamilies.nameOf(value.getClass()), source, time, Optional.empty(), Optional.empty());
    }

    public Envelope about(Optional<String> call) {
        return new Envelope(id, type, source, time, call, causation);
    }

    /** The same record seen as another type, where one decision is told in two topics. */
    public Envelope typed(String other) {
        return new Envelope(id, other, source, time, subject, causation);
    }

    public Envelope causedBy(String record) {
        return new Envelope(id, type, source, time, subject, Optional.of(record));
    }

    /** The headers, always in the same order. */
    public Headers headers() {
        var headers = new RecordHeaders();
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, id);
        put(headers, TYPE, TYPE_PREFIX + type);
        put(headers, SOURCE, source);
        put(headers, TIME, time.toString());
        subject.ifPresent(call -> put(headers, SUBJECT, call));
        put(headers, SCHEMA, String.valueOf(SCHEMA_VERSION));
        causation.ifPresent(cause -> put(headers, CAUSATION, cause));
        put(headers, CONTENT_TYPE, "application/json");
        return headers;
    }

    /** What the headers say; a foreign producer's missing headers become empty strings and the epoch. */
    public static Envelope read(Headers headers) {
        String type = text(headers, TYPE).orElse("");
        return new Envelope(
                text(headers, ID).orElse(""),
                type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type,
                text(headers, SOURCE).orElse(""),
                time(headers),
                text(headers, SUBJECT),
                text(headers, CAUSATION));
    }

    /** One header as text, where only that one is wanted. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    private static Instant time(Headers headers) {
        try {
            return text(headers, TIME).map(Instant::parse).orElse(Instant.EPOCH);
        } catch (DateTimeParseException foreign) {
            return Instant.EPOCH;
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
