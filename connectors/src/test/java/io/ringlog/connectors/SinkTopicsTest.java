package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator knows where to read from before it has committed anything: nothing announced is passed over. */
class SinkTopicsTest {
    private static final TopicPartition CONTROL = new TopicPartition(TestRecords.TOPICS.control(), 0);
    private static final String GROUP = "connect-ringlog-lake-coord";

    @TempDir
    Path folder;

    private OneBroker broker;
    private Admin admin;
    private LakeSinkConfig config;

    @BeforeEach
    void start_broker() throws Exception {
        broker = OneBroker.start(folder.resolve("kafka"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
        config = LakeSinkConfig.of(broker.address(), LakeConfig.local(folder.resolve("lake")));
    }

    @AfterEach
    void stop_broker() {
        admin.close();
        broker.close();
    }

    @Test
    void a_new_coordinator_begins_at_the_first_announcement() throws Exception {
        SinkTopics.ensure(config);

        assertThat(place()).isZero();
    }

    @Test
    void announcements_no_longer_kept_are_not_waited_for() throws Exception {
        broker.createTopics(1, List.of(CONTROL.topic()));
        try (TestRecords records = new TestRecords(broker)) {
            records.send(CONTROL.topic(), "a", "one");
            records.send(CONTROL.topic(), "a", "two");
            records.acknowledged();
        }
        admin.deleteRecords(Map.of(CONTROL, RecordsToDelete.beforeOffset(1)))
                .all()
                .get();

        SinkTopics.ensure(config);

        assertThat(place()).isOne();
    }

    @Test
    void a_place_once_reached_is_kept() throws Exception {
        SinkTopics.ensure(config);
        admin.alterConsumerGroupOffsets(GROUP, Map.of(CONTROL, new OffsetAndMetadata(7)))
                .all()
                .get();

        SinkTopics.ensure(config);

        assertThat(place()).isEqualTo(7);
    }

    private long place() throws Exception {
        return admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(CONTROL)
                .offset();
    }
}
