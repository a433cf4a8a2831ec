package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.AT;
import static io.ringlog.topology.TestBrain.cancelled;
import static io.ringlog.topology.TestBrain.invite;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Input;
import io.ringlog.topology.ReplayReport.Difference;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<Input> JOURNAL =
            List.of(invite("edge-1", 1, "call_1"), invite("edge-1", 2, "call_2"), cancelled(3, "call_1"));

    @Test
    void a_journal_replayed_gives_the_events_that_were_recorded() {
        var replay = replay(events());

        assertThat(replay.difference).isEmpty();
        assertThat(replay.partition.events()).isEqualTo(3);
        assertThat(replay.partition.journalRecords()).isEqualTo(3);
    }

    @Test
    void a_changed_byte_is_found_with_both_sides() {
        var events = events();
        events.set(1, text(events.get(1)).replace("\"200\"", "\"201\"").getBytes(StandardCharsets.UTF_8));

        Difference found = replay(events).difference.orElseThrow();

        assertThat(found.position()).isEqualTo("0-1");
        assertThat(found.recorded()).contains("\"201\"");
        assertThat(found.replayed()).contains("\"200\"").doesNotContain("\"201\"");
    }

    @Test
    void a_missing_and_a_superfluous_event_are_found() {
        var missing = events();
        missing.removeLast();
        var superfluous = events();
        superfluous.add(superfluous.getLast());

        assertThat(replay(missing).difference.orElseThrow().recorded()).isEmpty();
        assertThat(replay(superfluous).difference.orElseThrow().replayed()).isEmpty();
    }

    @Test
    void an_event_of_another_version_that_decided_the_same_is_no_difference() {
        var events = events();
        events.set(
                0,
                text(events.get(0))
                        .replace("\"brain_version\":\"test\"", "\"brain_version\":\"old\"")
                        .getBytes(StandardCharsets.UTF_8));

        var replay = replay(events);

        assertThat(replay.difference).isEmpty();
        assertThat(replay.partition.otherVersion()).isEqualTo(1);
    }

    @Test
    void a_range_holds_both_of_its_ends_and_nothing_beyond() {
        var range = new Replay.Range(Optional.of(AT), Optional.of(AT.plusMillis(5)));

        assertThat(range.holds(AT.minusMillis(1))).isFalse();
        assertThat(range.holds(AT)).isTrue();
        assertThat(range.holds(AT.plusMillis(5))).isTrue();
        assertThat(range.holds(AT.plusMillis(6))).isFalse();
    }

    @Test
    void an_end_that_is_not_given_is_open() {
        var since = new Replay.Range(Optional.of(AT), Optional.empty());
        var until = new Replay.Range(Optional.empty(), Optional.of(AT));

        assertThat(since.holds(AT.minusMillis(1))).isFalse();
        assertThat(since.holds(Instant.MAX)).isTrue();
        assertThat(until.holds(Instant.MIN)).isTrue();
        assertThat(until.holds(AT.plusMillis(1))).isFalse();
        assertThat(Replay.Range.ALL.holds(Instant.MIN)).isTrue();
    }

    @Test
    void a_difference_outside_the_range_is_passed_over_and_one_on_its_edge_is_found() {
        var events = events();
        events.set(1, text(events.get(1)).replace("\"200\"", "\"201\"").getBytes(StandardCharsets.UTF_8));
        var second = Optional.of(AT.plusMillis(1));

        var before = replay(events, new Replay.Range(Optional.empty(), Optional.of(AT)));
        var after = replay(events, new Replay.Range(Optional.of(AT.plusMillis(2)), Optional.empty()));
        var on = replay(events, new Replay.Range(second, second));

        assertThat(before.difference).isEmpty();
        assertThat(before.partition.events()).isEqualTo(1);
        assertThat(after.difference).isEmpty();
        assertThat(after.partition.events()).isEqualTo(1);
        assertThat(after.partition.journalRecords()).isEqualTo(3);
        assertThat(on.difference.orElseThrow().position()).isEqualTo("0-1");
    }

    private record Run(PartitionReplay partition, Optional<Difference> difference) {}

    private static Run replay(List<byte[]> events) {
        return replay(events, Replay.Range.ALL);
    }

    private static Run replay(List<byte[]> events, Replay.Range range) {
        var journal = JOURNAL.stream().map(Codecs.INPUT::encode).toList();
        try (var recorded = log(Topics.EVENTS.name(), events);
                var inputs = log(Topics.JOURNAL.name(), journal)) {
            var partition = new PartitionReplay(0, range, TestBrain::create, recorded);
            return new Run(partition, partition.run(inputs, journal.size()));
        }
    }

    /** What the real topology records for the journal. */
    private static List<byte[]> events() {
        try (var driver = new Driver(TestBrain.topology(), AT)) {
            for (int i = 0; i < JOURNAL.size(); i++) {
                driver.journal(JOURNAL.get(i), AT.plusMillis(i));
            }
            return new ArrayList<>(driver.outOf(Topics.EVENTS.name()).stream()
                    .map(record -> record.value())
                    .toList());
        }
    }

    private static PartitionLog log(String topic, List<byte[]> values) {
        var partition = new TopicPartition(topic, 0);
        var consumer = new MockConsumer<String, byte[]>("earliest");
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        var log = new PartitionLog(consumer, partition, values.size());
        for (int i = 0; i < values.size(); i++) {
            consumer.addRecord(new ConsumerRecord<>(
                    topic,
                    0,
                    i,
                    AT.plusMillis(i).toEpochMilli(),
                    TimestampType.LOG_APPEND_TIME,
                    5,
                    5,
                    TestBrain.ACCOUNT,
                    values.get(i),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        return log;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
