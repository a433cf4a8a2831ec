package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.testing.Draft;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTest {

    @Test
    void an_event_is_written_with_its_reason_and_without_a_type_of_its_own() {
        var record = event();

        assertThat(new String(Codecs.EVENT.encode(record), UTF_8))
                .isEqualTo("{\"id\":\"3-17-0\",\"account_id\":\"acc_1\",\"call_id\":\"call_1\",\"seq\":1,\"at\":5,"
                        + "\"causation\":\"3-17\",\"brain_version\":\"v\",\"event\":{\"type\":\"CallAdmitted\","
                        + "\"call_id\":\"call_1\",\"scopes\":[\"account.in\"]},\"because\":{\"rule\":"
                        + "\"admission.fits\",\"inputs\":{\"open\":\"3\"}}}");
        assertThat(Codecs.EVENT.decode(Codecs.EVENT.encode(record))).isEqualTo(new Decoded.Ok<>(record));
    }

    @Test
    void rows_are_written_with_the_names_of_their_columns() {
        assertThat(new String(Codecs.CDR.encode(cdr()), UTF_8))
                .contains(
                        "\"from_num\":\"1\"",
                        "\"direction\":\"inbound\"",
                        "\"disposition\":\"cancelled\"",
                        "\"hangup_cause\":\"caller.cancelled\"",
                        "\"cost_micros\":0")
                .doesNotContain("answer_ts", "parent_call_id", "child_call_ids");
        assertThat(Codecs.CDR.decode(Codecs.CDR.encode(cdr()))).isEqualTo(new Decoded.Ok<>(cdr()));
    }

    private static EventRecord event() {
        return new EventRecord(
                "3-17-0",
                "acc_1",
                "call_1",
                1,
                Instant.ofEpochMilli(5),
                "3-17",
                "v",
                new CallEvent.CallAdmitted("call_1", List.of("account.in")),
                Because.of("admission.fits").with("open", 3));
    }

    private static Cdr cdr() {
        return Draft.of(Cdr.class)
                .with("callId", "call_1")
                .with("accountId", "acc_1")
                .with("direction", CallEvent.Direction.INBOUND)
                .with("fromNum", "1")
                .with("toNum", "2")
                .with("startTs", Instant.ofEpochMilli(5))
                .with("endTs", Instant.ofEpochMilli(9))
                .with("disposition", Disposition.CANCELLED)
                .with("hangupCause", "caller.cancelled")
                .with("correlationId", "call_1")
                .with("edgeId", "edge-1")
                .row();
    }
}
