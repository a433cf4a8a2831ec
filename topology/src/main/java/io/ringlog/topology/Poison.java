package io.ringlog.topology;

import io.ringlog.wire.Decoded;
import io.ringlog.wire.Quarantine;
import io.ringlog.wire.Quarantined;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends the record a processor is looking at to its quarantine sink, whole and with the reason. */
record Poison(ProcessorContext<String, byte[]> context, String foundBy, String sink) {

    void quarantine(Decoded.Undecodable<?> why, Record<String, byte[]> record) {
        var place = context.recordMetadata().orElseThrow();
        var at = Instant.ofEpochMilli(record.timestamp());
        var origin = new Quarantined.Origin(place.topic(), place.partition(), place.offset(), at);
        var kept = Quarantined.of(why, origin, foundBy, record.key(), record.value(), record.headers());
        var headers = Quarantine.envelope(kept).headers();
        context.forward(new Record<>(place.topic(), Quarantine.CODEC.encode(kept), at.toEpochMilli(), headers), sink);
    }
}
