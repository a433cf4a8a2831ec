package io.ringlog.topology;

import io.ringlog.domain.journal.Input;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology in a driver, with text keys and bytes; closes with the test. */
final class Driver implements AutoCloseable {
    final TopologyTestDriver streams;

    Driver(Topology topology, Instant wallClock) {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        streams = new TopologyTestDriver(topology, config, wallClock);
    }

    TestInputTopic<String, byte[]> into(String topic) {
        return streams.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    void journal(Input input, Instant at) {
        into(Topics.JOURNAL.name()).pipeInput(TestBrain.ACCOUNT, Codecs.INPUT.encode(input), at);
    }

    /** Everything a topic got since it was last asked. */
    List<TestRecord<String, byte[]>> outOf(String topic) {
        return streams.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @SuppressWarnings("unchecked")
    <V> LiveStore<V> store(String name) {
        return (LiveStore<V>) streams.getStateStore(name);
    }

    @Override
    public void close() {
        streams.close();
    }
}
