package io.ringlog.edge.kafka;

import io.ringlog.edge.HeartbeatSink;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.EdgeHeartbeat;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.Topics;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes heartbeats to the edges topic, keyed by edge. */
final class KafkaHeartbeatSink implements HeartbeatSink {

    private final Producer<String, byte[]> producer;

    KafkaHeartbeatSink(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void send(EdgeHeartbeat beat) {
        String id = beat.edge() + "-" + beat.epoch() + "-" + beat.at().toEpochMilli();
        Envelope envelope = Envelope.of(id, beat, "edge/" + beat.edge());
        producer.send(new ProducerRecord<>(
                Topics.EDGES.name(), null, null, beat.edge(), Codecs.HEARTBEAT.encode(beat), envelope.headers()));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
