package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class WireTest {

    @Test
    void everything_of_an_account_meets_in_one_partition() {
        int journal = AccountPartitioner.partition("acc_1", 8);
        String timer = AccountPartitioner.key("acc_1", "tmr_9/1");

        assertThat(timer).isEqualTo("acc_1/tmr_9/1");
        assertThat(AccountPartitioner.partition(AccountPartitioner.accountOf(timer), 8))
                .isEqualTo(journal)
                .isEqualTo(6);
    }

    @Test
    void an_envelope_reads_back_what_it_wrote() {
        var envelope = new Envelope("3-17-0", "CallAdmitted", "brain/3", Optional.of("call_1"), Optional.of("3-17"));

        assertThat(Envelope.read(envelope.headers())).isEqualTo(envelope);
        assertThat(Envelope.text(envelope.headers(), Envelope.TYPE)).contains("CallAdmitted.v1");
        assertThat(envelope.headers()).hasSize(5);
    }

    @Test
    void headers_of_a_stranger_are_read_without_complaint() {
        var headers = new RecordHeaders().add("ce_time", "yesterday".getBytes(UTF_8));

        assertThat(Envelope.read(headers)).isEqualTo(new Envelope("", "", "", Optional.empty(), Optional.empty()));
    }

    @Test
    void quarantine_keeps_the_place_the_reason_and_every_byte() {
        var found = new ConsumerRecord<>("ringlog.journal.v1", 2, 41, "acc_1", new byte[] {0, -1, 7});
        found.headers().add("x", new byte[] {9});
        var origin = new Quarantined.Origin("ringlog.journal.v1", 2, 41, Instant.EPOCH);
        var why = new Decoded.Undecodable<>("wire.not-json", "no");

        var kept = Quarantined.of(why, origin, "brain", found.key(), found.value(), found.headers());
        var sent = Quarantine.record(kept);

        assertThat(Quarantine.CODEC.decode(sent.value())).isEqualTo(new Decoded.Ok<>(kept));
        assertThat(kept.bytes()).containsExactly(0, -1, 7);
        assertThat(sent.topic()).isEqualTo("ringlog.quarantine.v1");
        assertThat(Envelope.read(sent.headers()).id()).isEqualTo("ringlog.journal.v1-2-41");
    }

    @Test
    void an_edge_has_its_own_command_topic_and_a_name_that_fits() {
        assertThat(Topics.commands("edge-1").name()).isEqualTo("ringlog.commands.edge-1.v1");
        assertThatThrownBy(() -> Topics.commands("edge 1")).hasMessageContaining("edge id \"edge 1\"");
    }

    @Test
    void the_broker_stamps_the_journal_and_nothing_else() {
        assertThat(Topics.all())
                .filteredOn(t -> t.config(8).get("message.timestamp.type").equals("LogAppendTime"))
                .containsExactly(Topics.JOURNAL);
    }
}
