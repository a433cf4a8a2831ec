package io.ringlog.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private final MockProducer<String, byte[]> producer = new MockProducer<>(
            cluster(), false, new AccountPartitioner(), new StringSerializer(), new ByteArraySerializer());
    private final JournalWriter writer = new JournalWriter(producer, 2);

    @Test
    void a_record_is_stored_in_the_partition_of_its_account_with_its_headers() {
        var place = writer.write(entry("acc_1"));
        producer.completeNext();

        var sent = producer.history().getFirst();
        assertThat(place.join()).isEqualTo(new JournalWriter.RecordPlace(AccountPartitioner.partition("acc_1", 2), 0));
        assertThat(sent.key()).isEqualTo("acc_1");
        assertThat(Envelope.read(sent.headers())).isEqualTo(entry("acc_1").envelope());
    }

    @Test
    void a_full_writer_says_no_until_something_was_acknowledged() {
        writer.write(entry("acc_1"));
        writer.write(entry("acc_1"));

        assertThat(writer.waiting()).isEqualTo(2);
        assertThatThrownBy(() -> writer.write(entry("acc_1")).join())
                .hasRootCauseInstanceOf(JournalWriter.JournalBusy.class);

        producer.completeNext();
        assertThat(writer.waiting()).isEqualTo(1);
        assertThat(writer.write(entry("acc_1"))).isNotCompletedExceptionally();
    }

    @Test
    void a_failure_reaches_the_caller_and_frees_the_room() {
        var place = writer.write(entry("acc_1"));
        producer.errorNext(new IllegalStateException("disk full"));

        assertThatThrownBy(place::join).hasRootCauseMessage("disk full");
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void a_record_that_would_be_too_much_for_the_brain_is_turned_away() {
        var small = entry("acc_1");
        var large = new JournalWriter.Entry("acc_1", small.envelope(), new byte[JournalWriter.LARGEST + 1]);

        assertThatThrownBy(() -> writer.write(large).join()).hasRootCauseInstanceOf(RecordTooLargeException.class);

        assertThat(producer.history()).isEmpty();
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void a_broadcast_goes_to_every_partition() {
        assertThat(writer.broadcast(entry("plt"), new Nobody())).isTrue();

        assertThat(producer.history()).extracting(r -> r.partition()).containsExactly(0, 1);
    }

    private record Nobody() implements JournalWriter.Ack {
        @Override
        public void stored(int partition, long offset) {}

        @Override
        public void failed(Exception why) {}
    }

    private static JournalWriter.Entry entry(String account) {
        var envelope = new Envelope("edge-1-1-1", "InviteReceived", "edge/1", Optional.of("call_1"), Optional.empty());
        return new JournalWriter.Entry(account, envelope, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static Cluster cluster() {
        var node = new Node(1, "localhost", 1);
        var journal = Topics.JOURNAL.name();
        return new Cluster(
                "c",
                List.of(node),
                List.of(partition(journal, 0, node), partition(journal, 1, node)),
                Set.of(),
                Set.of());
    }

    private static PartitionInfo partition(String topic, int number, Node node) {
        return new PartitionInfo(topic, number, node, new Node[] {node}, new Node[] {node});
    }
}
