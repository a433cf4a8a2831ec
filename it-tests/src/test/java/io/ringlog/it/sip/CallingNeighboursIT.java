package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Paul, who calls numbers of another account: no trunk is there, and none is needed. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class CallingNeighboursIT {

    private final Platform platform;

    CallingNeighboursIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    @Test
    void a_number_of_another_account_is_a_call_of_each_without_any_trunk(Workplace here) {
        String number = "31209990001";
        try (var paul = dials(here, "00" + number)) {
            paul.succeeds();
        }
        CallEnded out = ended(number, Direction.OUTBOUND);
        CallEnded in = ended(number, Direction.INBOUND);
        assertThat(out.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(out.cdr().trunkId()).isNull();
        assertThat(in.cdr().accountId()).isNotEqualTo(out.cdr().accountId());
        assertThat(in.cdr().correlationId()).isEqualTo(out.cdr().correlationId());
        assertThat(in.cdr().conferenceId()).startsWith("conf_");
    }

    @Test
    void a_forward_to_a_number_of_another_account_is_a_call_of_each_too(Workplace here) {
        String forward = platform.rest().create("/v1/forwards", """
                        {"name": "neighbours", "number": "+31209990001"}""");
        String extension = platform.rest().create("/v1/extensions", """
                        {"digits": "7788", "dest_kind": "forward", "dest_id": "%s"}""".formatted(forward));
        Awaitility.await("the brain knows the extension")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.log().any(ConfigApplied.class, it -> it.rowId().equals(extension)));
        try (var paul = dials(here, "7788")) {
            paul.succeeds();
        }
        CallEnded out = ended("7788", Direction.INTERNAL);
        assertThat(out.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(out.cdr().trunkId()).isNull();
        CallStarted there = platform.log()
                .await(
                        CallStarted.class,
                        it -> it.direction() == Direction.INBOUND
                                && it.correlationId().equals(out.cdr().correlationId()));
        assertThat(platform.log().ended(there.callId()).cdr().accountId())
                .isNotEqualTo(out.cdr().accountId());
    }

    private CallEnded ended(String number, Direction direction) {
        CallStarted started =
                platform.log().await(CallStarted.class, it -> it.to().endsWith(number) && it.direction() == direction);
        return platform.log().ended(started.callId());
    }

    private Sipp dials(Workplace here, String number) {
        return Sipp.start(
                here.folder(),
                platform.sip(),
                "uac-hangs-up",
                FreePorts.one(),
                Map.of("user", "paul", "password", "paul-places-calls", "number", number));
    }
}
