package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers around a value, for whoever routes records without reading them; named as CloudEvents' Kafka binding
 * names them, and few: the rest of it the record says itself (time, content type) or is the same for all.
 *
 * @param id unique for ever; {@code <partition>-<offset>-<n>} for what the brain decided
 * @param type name of the record's class; the header adds the version of the schemas, {@code CallEnded.v1}
 * @param source who wrote it, {@code brain/3}, {@code edge/e1}
 * @param subject id of the call
 * @param causation id of the record that led to this one, {@code <partition>-<offset>} for a decision
 */
public record Envelope(String id, String type, String source, Optional<String> subject, Optional<String> causation) {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String CAUSATION = "ce_causation";

    /** The version of the schemas in {@code schemas/}; it grows only when a change is not additive. */
    public static final int SCHEMA_VERSION = 1;

    private static final String VERSION = ".v" + SCHEMA_VERSION;

    /** An envelope of a record of ours: its type is the name of its class. */
    public static Envelope of(String id, Object value, String source) {
        return new Envelope(id, SealedFamilies.nameOf(value.getClass()), source, Optional.empty(), Optional.empty());
    }

    public Envelope about(Optional<String> call) {
        return new Envelope(id, type, source, call, causation);
    }

    /** The same record seen as another type, where one decision is told in two topics. */
    public Envelope typed(String other) {
        return new Envelope(id, other, source, subject, causation);
    }

    public Envelope causedBy(String record) {
        return new Envelope(id, type, source, subject, Optional.of(record));
    }

    /** The headers, always in the same order. */
    public Headers headers() {
        var headers = new RecordHeaders();
        put(headers, ID, id);
        put(headers, TYPE, type + VERSION);
        put(headers, SOURCE, source);
        subject.ifPresent(call -> put(headers, SUBJECT, call));
        causation.ifPresent(cause -> put(headers, CAUSATION, cause));
        return headers;
    }

    /** What the headers say; a foreign producer's missing headers become empty strings. */
    public static Envelope read(Headers headers) {
        return new Envelope(
                text(headers, ID).orElse(""),
                name(text(headers, TYPE).orElse("")),
                text(headers, SOURCE).orElse(""),
                text(headers, SUBJECT),
                text(headers, CAUSATION));
    }

    /** The name of a record in what its {@link #TYPE} header says. */
    public static String name(String type) {
        int version = type.lastIndexOf(".v");
        return version < 0 ? type : type.substring(0, version);
    }

    /** One header as text, where only that one is wanted. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
