package io.ringlog.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.log.TailLine.Filter;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailLineTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Filter EVERYTHING = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void an_event_is_a_sentence_with_its_rule() {
        assertThat(TailLine.of(refused(), EVERYTHING))
                .contains("2026-11-22T10:00:00Z   event acc_1 call_1 CallRefused:"
                        + " It was refused with 486: the account is full. [admission.account-full]");
    }

    @Test
    void a_journal_record_is_its_account_call_type_and_text() {
        assertThat(TailLine.of(cancelled(), EVERYTHING).orElseThrow())
                .startsWith("2026-11-22T10:00:00Z journal acc_1 call_1 CallerCancelled {")
                .contains("\"call_id\":\"call_1\"");
    }

    @Test
    void a_long_journal_record_is_cut() {
        var wordy = record(
                Topics.JOURNAL.name(),
                new RecordHeaders(),
                ("\"" + "x".repeat(1_000)).getBytes(StandardCharsets.UTF_8));

        assertThat(TailLine.of(wordy, EVERYTHING).orElseThrow())
                .hasSizeLessThan(500)
                .endsWith("x...");
    }

    @Test
    void what_cannot_be_read_is_shown_as_such() {
        var broken = record(Topics.EVENTS.name(), new RecordHeaders(), "{".getBytes(StandardCharsets.UTF_8));

        assertThat(TailLine.of(broken, EVERYTHING).orElseThrow()).contains("event that cannot be read");
        assertThat(TailLine.of(record(Topics.EVENTS.name(), new RecordHeaders(), null), EVERYTHING))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // account, call, type, the event passes, the journal record passes
        "      ,       ,                 , true,  true",
        "acc_1 ,       ,                 , true,  true",
        "acc_2 ,       ,                 , false, false",
        "      , call_1,                 , true,  true",
        "      , call_2,                 , false, false",
        "      ,       , CallRefused     , true,  false",
        "      ,       , callrefused     , true,  false",
        "      ,       , CallerCancelled , false, true",
        "acc_1 , call_1, CallRefused     , true,  false",
        "acc_2 , call_1, CallRefused     , false, false",
        "acc_1 , call_2, CallRefused     , false, false",
        "acc_1 , call_1, CallEnded       , false, false",
    })
    void every_part_of_the_filter_must_let_a_record_pass(
            @Nullable String account, @Nullable String call, @Nullable String type, boolean event, boolean fact) {
        var filter = new Filter(Optional.ofNullable(account), Optional.ofNullable(call), Optional.ofNullable(type));

        assertThat(TailLine.of(refused(), filter).isPresent()).isEqualTo(event);
        assertThat(TailLine.of(cancelled(), filter).isPresent()).isEqualTo(fact);
    }

    @Test
    void a_record_of_a_foreign_producer_without_headers_is_known_by_the_type_in_its_text() {
        var bare = record(Topics.EVENTS.name(), new RecordHeaders(), refused().value());

        assertThat(TailLine.of(bare, new Filter(Optional.empty(), Optional.empty(), Optional.of("CallRefused"))))
                .isPresent();
    }

    private static ConsumerRecord<String, byte[]> refused() {
        var refused = new CallRefused("call_1", 486, "admission.account-full", "the account is full");
        var event = new EventRecord(
                "0-0-0", "acc_1", "call_1", 2, AT, "0-0", "test", refused, Because.of("admission.account-full"));
        var headers = Envelope.of(event.id(), refused, "brain")
                .about(Optional.of("call_1"))
                .headers();
        return record(Topics.EVENTS.name(), headers, Codecs.EVENT.encode(event));
    }

    private static ConsumerRecord<String, byte[]> cancelled() {
        var fact = new CallFact.CallerCancelled(new EdgeStamp("edge-1", 1, 1, AT), "call_1");
        var entry = JournalWriter.Entry.of("acc_1", fact);
        return record(Topics.JOURNAL.name(), entry.envelope().headers(), entry.value());
    }

    private static ConsumerRecord<String, byte[]> record(String topic, Headers headers, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                AT.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                5,
                0,
                "acc_1",
                value,
                headers,
                Optional.empty());
    }
}
