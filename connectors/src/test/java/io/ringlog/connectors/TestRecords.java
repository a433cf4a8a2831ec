package io.ringlog.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records of the lake's topics on a broker as the brain and the edges do. */
final class TestRecords implements AutoCloseable {
    static final LakeTopics TOPICS = LakeTopics.standard();

    private final KafkaProducer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    TestRecords(OneBroker broker) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static String cdr(String account, String call, long startMillis) {
        String row = """
                {"call_id":"%s","account_id":"%s","direction":"inbound","from_num":"+4930123","to_num":"100",
                 "start_ts":%d,"answer_ts":%d,"end_ts":%d,"duration_sec":60,"billsec":55,"answered":true,
                 "disposition":"answered","hangup_cause":"normal_clearing","flow_version":3,"cost_micros":120000,
                 "parent_call_id":"call_p","child_call_ids":["call_c"],
                 "unknown_field":{"x":1}}""";
        return row.formatted(call, account, startMillis, startMillis + 5_000, startMillis + 60_000);
    }

    void cdrs(String account, String prefix, int count, long firstStartMillis) {
        for (int i = 0; i < count; i++) {
            String call = "%s%05d".formatted(prefix, i);
            send(TOPICS.cdr(), account, cdr(account, call, firstStartMillis + i * 1000L));
        }
    }

    void callEvent(String account, String call, int seq, long millis, String data) {
        String event = """
                {"id":"evt_%s_%d","account_id":"%s","call_id":"%s","seq":%d,"at":%d,"causation":"0-1",
                 "event":{"type":"CallRouted","to":%s},"because":{"rule":"did.match"}}""";
        send(TOPICS.events(), account, event.formatted(call, seq, account, call, seq, millis, data));
    }

    void journal(String account, String id, String type, String call, String payload) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(TOPICS.journal(), account, payload.getBytes(StandardCharsets.UTF_8));
        Map.of("ce_id", id, "ce_type", type, "ce_subject", call)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        sent.add(producer.send(record));
    }

    void send(String topic, String key, String value) {
        send(topic, key, value.getBytes(StandardCharsets.UTF_8));
    }

    void send(String topic, String key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, key, value)));
    }

    /** Waits until the broker has acknowledged all of it. */
    void acknowledged() throws Exception {
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
