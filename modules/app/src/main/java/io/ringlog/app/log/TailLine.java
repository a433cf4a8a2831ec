package io.ringlog.app.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.SealedFamilies;
import io.ringlog.wire.Topics;
import io.ringlog.wire.story.Sentences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One record of the log as one line for people. */
public final class TailLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 400;

    private TailLine() {}

    /** What to show; an empty part lets everything pass. */
    public record Filter(Optional<String> account, Optional<String> call, Optional<String> type) {
        boolean passes(ConsumerRecord<String, byte[]> record) {
            Envelope envelope = Envelope.read(record.headers());
            return account.map(it -> it.equals(record.key())).orElse(true)
                    && call.map(it -> envelope.subject().equals(Optional.of(it)))
                            .orElse(true)
                    && type.map(it -> it.equalsIgnoreCase(envelope.type()) || it.equalsIgnoreCase(typeIn(record)))
                            .orElse(true);
        }
    }

    /** Every type a record of the journal or an event can have, in the order of the alphabet. */
    public static SortedSet<String> types() {
        return Stream.of(Input.class, Event.class)
                .flatMap(family -> SealedFamilies.members(family).stream())
                .map(SealedFamilies::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The line, or nothing when the filter holds it back. */
    public static Optional<String> of(ConsumerRecord<String, byte[]> record, Filter filter) {
        if (record.value() == null || !filter.passes(record)) {
            return Optional.empty();
        }
        String what = record.topic().equals(Topics.EVENTS.name()) ? event(record) : input(record);
        return Optional.of(Instant.ofEpochMilli(record.timestamp()) + " " + what);
    }

    private static String event(ConsumerRecord<String, byte[]> record) {
        return switch (Codecs.EVENT.decode(record.value())) {
            case Decoded.Ok<EventRecord>(var event) ->
                "  event " + event.accountId() + " " + Objects.requireNonNullElse(event.callId(), "-") + " "
                        + event.event().getClass().getSimpleName() + ": " + Sentences.of(event.event()) + " ["
                        + event.because().rule() + "]";
            case Decoded.Undecodable<EventRecord>(var code, var message) ->
                "  event that cannot be read: " + code + " " + message;
        };
    }

    private static String input(ConsumerRecord<String, byte[]> record) {
        String call = Envelope.read(record.headers()).subject().orElse("-");
        String body = new String(record.value(), StandardCharsets.UTF_8);
        String shown = body.length() > WIDTH ? body.substring(0, WIDTH) + "..." : body;
        return "journal " + record.key() + " " + call + " " + typeIn(record) + " " + shown;
    }

    private static String typeIn(ConsumerRecord<String, byte[]> record) {
        try {
            JsonNode tree = JSON.readTree(record.value());
            JsonNode type = tree.has("event") ? tree.path("event").path("type") : tree.path("type");
            return type.asText("?");
        } catch (IOException notJson) {
            return "?";
        }
    }
}
