package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static io.ringlog.topology.TestBrain.cancelled;
import static io.ringlog.topology.TestBrain.invite;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.state.Granule;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.Quarantine;
import io.ringlog.wire.Quarantined;
import io.ringlog.wire.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrainTopologyTest {
    private final Driver driver = new Driver(TestBrain.topology(), AT);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_fact_becomes_events_and_commands_with_ids_of_its_position() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);

        var event = only(driver.outOf(Topics.EVENTS.name()));
        var command = only(driver.outOf("ringlog.commands.edge-1.v1"));
        assertThat(Envelope.read(event.headers()))
                .isEqualTo(new Envelope("0-0-0", "CallStarted", "brain/0", Optional.of("call_1"), Optional.of("0-0")));
        assertThat(Codecs.EVENT.decode(event.value()).orThrow().event()).isInstanceOf(CallStarted.class);
        assertThat(List.of(event.key(), command.key())).containsExactly(ACCOUNT, "call_1");
        assertThat(Envelope.read(command.headers()).id()).isEqualTo("0-0-1");
    }

    @Test
    void the_end_of_a_call_writes_its_cdr_and_frees_its_granules() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        driver.journal(cancelled(2, "call_1"), AT.plusSeconds(3));

        var last = driver.outOf(Topics.EVENTS.name()).getLast();
        var ended = (CallEnded) Codecs.EVENT.decode(last.value()).orThrow().event();
        assertThat(Codecs.CDR.decode(only(driver.outOf(Topics.CDR.name())).value()))
                .isEqualTo(new Decoded.Ok<>(ended.cdr()));
        assertThat(storedKeys())
                .containsExactly("acc_1/dedup/edge-1", "acc_platform/clock/now", "acc_platform/edge/edge-1");
    }

    @Test
    void the_clock_never_runs_backwards_and_a_repeated_fact_is_dropped() {
        driver.journal(invite("edge-1", 1, "call_1"), AT.plusSeconds(10));
        driver.journal(invite("edge-1", 2, "call_2"), AT);
        driver.journal(invite("edge-1", 2, "call_2"), AT);

        assertThat(driver.outOf(Topics.EVENTS.name()))
                .extracting(e -> Codecs.EVENT.decode(e.value()).orThrow().at())
                .containsExactly(AT.plusSeconds(10), AT.plusSeconds(10));
    }

    @Test
    void a_poison_record_is_quarantined_whole_and_the_stream_goes_on() {
        driver.into(Topics.JOURNAL.name()).pipeInput(ACCOUNT, "{broken".getBytes(UTF_8), AT);
        driver.journal(invite("edge-1", 1, "call_1"), AT);

        Quarantined kept = quarantined();
        assertThat(kept.code()).isEqualTo("wire.not-json");
        assertThat(kept.origin()).isEqualTo(new Quarantined.Origin("ringlog.journal.v1", 0, 0, AT));
        assertThat(kept.bytes()).isEqualTo("{broken".getBytes(UTF_8));
        assertThat(driver.outOf(Topics.EVENTS.name())).hasSize(1);
    }

    @Test
    void a_poison_record_as_large_as_the_broker_takes_fits_into_quarantine() {
        driver.into(Topics.JOURNAL.name()).pipeInput(ACCOUNT, new byte[1_000_000], AT);

        byte[] record = driver.outOf(Topics.QUARANTINE.name()).getFirst().value();
        assertThat(record.length).isLessThan(1_000_000);
        assertThat(Quarantine.CODEC.decode(record).orThrow().bytes()).hasSize(512 * 1024);
    }

    @Test
    void a_record_without_an_account_is_quarantined() {
        var topic = driver.into(Topics.JOURNAL.name());
        topic.pipeInput(new TestRecord<>(null, Codecs.INPUT.encode(invite("edge-1", 1, "c")), AT));

        assertThat(quarantined().code()).isEqualTo("wire.no-account");
    }

    @Test
    void a_record_that_breaks_the_brain_changes_nothing_and_is_quarantined() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        driver.journal(new CallFact.LegAnswered(new EdgeStamp("edge-1", 1, 2, AT), "call_1", "b1"), AT);
        driver.journal(invite("edge-1", 2, "call_2"), AT);

        assertThat(quarantined().code()).isEqualTo("brain.broke");
        assertThat(driver.outOf(Topics.EVENTS.name()))
                .extracting(e -> Envelope.read(e.headers()).type())
                .containsExactly("CallStarted", "CallStarted");
        assertThat(driver.outOf(Topics.commandsName("edge-1"))).hasSize(2);
    }

    @Test
    void a_command_for_an_edge_no_topic_can_name_is_quarantined() {
        driver.journal(invite("edge 1", 1, "call_1"), AT);

        assertThat(quarantined().code()).isEqualTo("wire.bad-edge");
    }

    @Test
    void a_command_for_an_edge_without_a_topic_is_quarantined_and_the_rest_goes_on() {
        try (var lacking = new Driver(TestBrain.topology(edge -> !edge.equals("edge-1")), AT)) {
            lacking.journal(invite("edge-1", 1, "call_1"), AT);
            lacking.journal(invite("edge-2", 1, "call_2"), AT);

            assertThat(lacking.outOf(Topics.QUARANTINE.name())).hasSize(1);
            assertThat(lacking.outOf(Topics.EVENTS.name())).hasSize(2);
            assertThat(lacking.outOf(Topics.commandsName("edge-2"))).hasSize(1);
        }
    }

    @Test
    void a_reply_goes_to_the_node_that_asked() {
        driver.journal(new HangUpRequested("req_1", "api-1", "call_1", "key_1"), AT);

        var reply = only(driver.outOf(Topics.REPLIES.name()));
        assertThat(reply.key()).isEqualTo("api-1");
        assertThat(Envelope.read(reply.headers()).type()).isEqualTo("Reply");
    }

    @Test
    void contacts_become_a_location_and_a_tombstone_when_none_is_left() {
        driver.journal(held(1, true), AT);
        driver.journal(held(2, false), AT);

        var locations = driver.outOf(Topics.LOCATION.name());
        assertThat(locations).extracting(TestRecord::key).containsExactly("acc_1/a@x", "acc_1/a@x");
        assertThat(Codecs.LOCATION
                        .decode(locations.getFirst().value())
                        .orThrow()
                        .contacts())
                .hasSize(1);
        assertThat(locations.getLast().value()).isNull();
    }

    @Test
    void the_same_journal_gives_the_same_bytes() {
        driver.journal(invite("edge-1", 1, "call_1"), AT);
        driver.journal(cancelled(2, "call_1"), AT.plusSeconds(3));
        try (var again = new Driver(TestBrain.topology(), AT.plusSeconds(99))) {
            again.journal(invite("edge-1", 1, "call_1"), AT);
            again.journal(cancelled(2, "call_1"), AT.plusSeconds(3));

            assertThat(texts(again.outOf(Topics.EVENTS.name()))).isEqualTo(texts(driver.outOf(Topics.EVENTS.name())));
        }
    }

    private static List<String> texts(List<TestRecord<String, byte[]>> records) {
        return records.stream()
                .map(r -> r.key() + r.headers() + new String(r.value(), UTF_8))
                .toList();
    }

    private static CallFact.LegHeld held(long seq, boolean held) {
        return new CallFact.LegHeld(new EdgeStamp("edge-1", 1, seq, AT), "call_1", "a", held);
    }

    private Quarantined quarantined() {
        return Quarantine.CODEC
                .decode(only(driver.outOf(Topics.QUARANTINE.name())).value())
                .orThrow();
    }

    private List<String> storedKeys() {
        return List.copyOf(driver.<Granule>store(Names.GRANULES).beginning("").keySet());
    }

    private static TestRecord<String, byte[]> only(List<TestRecord<String, byte[]>> records) {
        assertThat(records).hasSize(1);
        return records.getFirst();
    }
}
