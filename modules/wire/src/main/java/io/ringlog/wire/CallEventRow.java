package io.ringlog.wire;

import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/**
 * One line of {@code ringlog.call-events.v1}: an event of a call, flat, as a table wants it.
 *
 * @param seq 1, 2, 3 … within the call, without gaps
 * @param type name of the event's record, for example {@code CallAdmitted}
 * @param rule code of the rule that decided it
 * @param data the event as JSON text
 * @param because the whole reason as JSON text
 */
public record CallEventRow(
        String callId,
        String accountId,
        int seq,
        Instant ts,
        String type,
        String eventId,
        String causationId,
        String rule,
        String data,
        String because,
        String brainVersion) {

    private static final Codec<Event> EVENTS = Codec.of(Event.class);
    private static final Codec<Because> REASONS = Codec.of(Because.class);

    /** The row of an event that belongs to a call. */
    public static CallEventRow of(EventRecord record) {
        return new CallEventRow(
                Objects.requireNonNull(record.callId(), "an event of a call names its call"),
                record.account(),
                record.seq(),
                record.at(),
                SealedFamilies.nameOf(record.event().getClass()),
                record.id(),
                record.causation(),
                record.because().rule(),
                new String(EVENTS.encode(record.event()), StandardCharsets.UTF_8),
                new String(REASONS.encode(record.because()), StandardCharsets.UTF_8),
                record.brainVersion());
    }

    /** The event that the row was made of. */
    public EventRecord record() {
        return new EventRecord(
                eventId,
                accountId,
                callId,
                seq,
                ts,
                causationId,
                brainVersion,
                EVENTS.decode(data.getBytes(StandardCharsets.UTF_8)).orThrow(),
                REASONS.decode(because.getBytes(StandardCharsets.UTF_8)).orThrow());
    }
}
