package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A carrier, played by sipp, writes numbers as people of its country do. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class CallingInNationallyIT {
    private static final String NUMBER = "31201110096";

    private final Platform platform;

    CallingInNationallyIT(Platform platform) {
        this.platform = platform;
    }

    private void number() {
        String standup = platform.rest()
                .rows("/v1/conferences")
                .valueStream()
                .filter(it -> it.path("name").asText().equals("Standup"))
                .map(it -> it.path("id").asText())
                .findFirst()
                .orElseThrow();
        String row = platform.rest().create("/v1/dids", """
                {"e164": "%s", "dest_kind": "conference", "dest_id": "%s"}""".formatted(NUMBER, standup));
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(row));
    }

    @Test
    void its_calls_come_to_the_number_and_records_have_e164(Workplace here) {
        number();
        var words = Map.of("user", "0612345678", "number", "020" + NUMBER.substring(4), "status", "200");
        try (var carrier =
                Sipp.from("127.0.0.8", here.folder(), platform.sip(), "world-calls", FreePorts.one(), words)) {
            carrier.succeeds();
        }
        String call = platform.log().callTo(NUMBER);

        var cdr = platform.log().ended(call).cdr();
        assertThat(cdr.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(cdr.fromNum()).isEqualTo("31612345678");
        assertThat(platform.log().reason(CallStarted.class, it -> it.callId().equals(call)))
                .contains("caller=0612345678", "country=NL");
        platform.holdsNothing();
    }
}
