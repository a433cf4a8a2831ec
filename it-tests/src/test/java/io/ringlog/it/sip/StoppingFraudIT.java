package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.FraudEvent.FraudBlockLifted;
import io.ringlog.domain.journal.FraudEvent.FraudBlocked;
import io.ringlog.domain.journal.FraudEvent.FraudSuspected;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Paul, whose calls abroad become too many, and as the carrier that takes them. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class StoppingFraudIT {
    private static final String NUMBER = "33155512345";

    private final Platform platform;
    private final int carrierPort = FreePorts.one();

    StoppingFraudIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    @Test
    void calls_abroad_are_told_of_then_stopped_and_go_again_when_somebody_lets_them(Workplace here) {
        String rule = rule();
        String path = "/v1/fraud-rules/" + rule;
        calls(here);
        assertThat(platform.log()
                        .await(FraudSuspected.class, it -> it.ruleId().equals(rule))
                        .measure())
                .isEqualTo(1);
        assertThat(platform.log().any(FraudBlocked.class, it -> true)).isFalse();

        isRefused(here);
        isToldWhy(rule);
        JsonNode blocked = now(rule).path("blocked");
        assertThat(blocked.path("measure").asInt()).isEqualTo(1);
        assertThat(blocked.path("block_at").asInt()).isEqualTo(1);
        assertThat(blocked.path("until").asLong())
                .isEqualTo(blocked.path("since").asLong() + 600_000);

        platform.rest().done(path + "/lift", "{\"reason\": \"a fair in Paris\"}");
        assertThat(platform.log()
                        .await(FraudBlockLifted.class, it -> it.ruleId().equals(rule))
                        .text())
                .isEqualTo("a fair in Paris");
        calls(here);
        Awaitility.await("the rule stops nothing")
                .atMost(Duration.ofSeconds(20))
                .until(() -> now(rule).path("blocked").isMissingNode()
                        || now(rule).path("blocked").isNull());
        platform.rest().change(path, "{\"status\": \"disabled\"}");
    }

    /** A trunk, a route abroad by it, and a rule that lets one call go. */
    private String rule() {
        String trunk = platform.rest().create("/v1/trunks", """
                        {"name": "abroad", "direction": "outbound", "inbound_auth": "none",
                         "proxy": "127.0.0.1:%d", "from_domain": "us.test"}""".formatted(carrierPort));
        platform.rest()
                .create(
                        "/v1/outbound-routes",
                        "{\"name\": \"abroad\", \"prefixes\": [\"33155\"], \"trunk_ids\": [\"%s\"]}".formatted(trunk));
        String rule = platform.rest().create("/v1/fraud-rules", """
                        {"name": "Abroad", "watch": "calls", "classes": ["international"],
                         "warn_at": 1, "block_at": 1, "block_sec": 600}""");
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(rule));
        return rule;
    }

    private void calls(Workplace here) {
        try (var carrier = started(here, "uas-answers", carrierPort, Map.of("user", "carrier"));
                var paul = started(here, "uac-hangs-up", FreePorts.one(), paul("200"))) {
            paul.succeeds();
            carrier.succeeds();
        }
    }

    private void isRefused(Workplace here) {
        try (var paul = started(here, "uac-is-refused", FreePorts.one(), paul("403"))) {
            paul.succeeds();
        }
    }

    private static Map<String, String> paul(String status) {
        return Map.of("user", "paul", "password", "paul-places-calls", "number", "00" + NUMBER, "status", status);
    }

    private Sipp started(Workplace here, String scenario, int port, Map<String, String> words) {
        return Sipp.start(here.folder(), platform.sip(), scenario, port, words);
    }

    /** The event, the refusal and its reason say which rule it is, what it has seen and what is too much. */
    private void isToldWhy(String rule) {
        FraudBlocked blocked = platform.log().await(FraudBlocked.class, it -> true);
        assertThat(blocked.ruleId()).isEqualTo(rule);
        assertThat(blocked.measure()).isEqualTo(1);
        assertThat(blocked.blockAt()).isEqualTo(1);
        CallRefused refused =
                platform.log().await(CallRefused.class, it -> it.code().equals("fraud.blocked"));
        assertThat(platform.log().reason(CallRefused.class, refused::equals)).contains(rule, "measure=1");
        assertThat(platform.log().any(NumberDialled.class, it -> it.callId().equals(refused.callId())))
                .isFalse();
    }

    private JsonNode now(String rule) {
        Awaitility.await("the rule is shown")
                .atMost(Duration.ofSeconds(20))
                .until(() -> row(rule).has("warned"));
        return row(rule);
    }

    private JsonNode row(String rule) {
        return StreamSupport.stream(platform.rest().rows("/v1/fraud-rules/live").spliterator(), false)
                .filter(it -> it.path("rule_id").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
