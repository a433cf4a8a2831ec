package io.ringlog.wire;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends what a plain consumer could not read to the quarantine topic; a topology forwards to its own sink instead. */
public final class Quarantine {
    public static final Codec<Quarantined> CODEC = Codec.of(Quarantined.class);

    private final Producer<String, byte[]> producer;
    private final String foundBy;

    public Quarantine(Producer<String, byte[]> producer, String foundBy) {
        this.producer = producer;
        this.foundBy = foundBy;
    }

    /** Hands the record over; the caller may go on, the producer retries until it is stored. */
    public void put(ConsumerRecord<String, byte[]> found, Decoded.Undecodable<?> why) {
        var origin = new Quarantined.Origin(
                found.topic(), found.partition(), found.offset(), Instant.ofEpochMilli(found.timestamp()));
        producer.send(record(Quarantined.of(why, origin, foundBy, found.key(), found.value(), found.headers())));
    }

    /** The record for the quarantine topic; its id is the place of what it holds, so repeats can be told. */
    public static ProducerRecord<String, byte[]> record(Quarantined quarantined) {
        var envelope = envelope(quarantined);
        var topic = quarantined.origin().topic();
        return new ProducerRecord<>(
                Topics.QUARANTINE.name(), null, null, topic, CODEC.encode(quarantined), envelope.headers());
    }

    /** The envelope of a quarantined record. */
    public static Envelope envelope(Quarantined quarantined) {
        var origin = quarantined.origin();
        var place = origin.topic() + "-" + origin.partition() + "-" + origin.offset();
        return Envelope.of(place, quarantined, quarantined.foundBy());
    }
}
