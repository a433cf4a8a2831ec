package io.ringlog.api.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.wire.Codec;
import io.ringlog.wire.Json;
import io.ringlog.wire.SealedFamilies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** One event of a call; {@code data} and {@code because} are as they lie in the log. */
record EventRow(
        int seq,
        Instant ts,
        String type,
        String eventId,
        String causationId,
        String rule,
        JsonNode data,
        JsonNode because,
        String brainVersion) {

    private static final Codec<Event> EVENTS = Codec.of(Event.class);
    private static final Codec<Because> REASONS = Codec.of(Because.class);

    static EventRow of(EventRecord record) {
        return new EventRow(
                record.seq(),
                record.at(),
                SealedFamilies.nameOf(record.event().getClass()),
                record.id(),
                record.causation(),
                record.because().rule(),
                tree(EVENTS.encode(record.event())),
                tree(REASONS.encode(record.because())),
                record.brainVersion());
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a value of ours cannot be read", e);
        }
    }
}
