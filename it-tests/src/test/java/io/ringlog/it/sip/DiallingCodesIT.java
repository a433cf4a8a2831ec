package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent.FeatureCarriedOut;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users dial for themselves, by script: it is so when they hear it, for callers and over REST. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class DiallingCodesIT {
    private static final Map<String, String> PAUL = Map.of("user", "paul", "password", "paul-places-calls");
    private static final Map<String, String> RITA = Map.of("user", "rita", "password", "rita-rings-first");
    private static final Map<String, String> TESS = Map.of("user", "tess", "password", "tess-takes-over");
    private static final Map<String, String> CAROL = Map.of("user", "carol", "password", "carol-answers-callers");
    private static final int TESSES_PORT = FreePorts.one();

    private final Platform platform;

    DiallingCodesIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    private static Sipp phone(Workplace here, Platform platform, String scenario, int port, Map<String, String> words) {
        return Sipp.start(here.folder(), platform.sip(), scenario, port, words);
    }

    private static Map<String, String> with(Map<String, String> who, String... more) {
        Map<String, String> words = new HashMap<>(who);
        for (int i = 0; i < more.length; i += 2) {
            words.put(more[i], more[i + 1]);
        }
        return words;
    }

    private void dials(Workplace here, Map<String, String> who, String code) {
        try (var phone = phone(here, platform, "uac-is-hung-up", FreePorts.one(), with(who, "number", code))) {
            phone.succeeds();
        }
        String call = platform.log().callTo(code);
        assertThat(platform.log().ended(call).cause()).isEqualTo("feature.done");
        assertThat(platform.log().any(FeatureCarriedOut.class, it -> it.callId().equals(call)))
                .isTrue();
    }

    private void isRefused(Workplace here, Map<String, String> who, String number, String status) {
        try (var phone = phone(
                here, platform, "uac-is-refused", FreePorts.one(), with(who, "number", number, "status", status))) {
            phone.succeeds();
        }
    }

    private void tessRegisters(Workplace here, String expires) {
        try (var phone = phone(here, platform, "register", TESSES_PORT, with(TESS, "expires", expires))) {
            phone.succeeds();
        }
    }

    @Test
    void whoever_wants_not_to_be_disturbed_is_busy_until_they_say_otherwise(Workplace here) {
        dials(here, RITA, "*78");
        assertThat(platform.rest().user("rita").path("dnd").asBoolean()).isTrue();
        isRefused(here, PAUL, "106", "486");

        dials(here, RITA, "*79");
        assertThat(platform.rest().user("rita").path("dnd").asBoolean()).isFalse();
        // None of her telephones is there now.
        isRefused(here, PAUL, "106", "480");
    }

    @Test
    void rfc_5359_2_7_call_forwarding_unconditional_until_they_say_otherwise(Workplace here) {
        tessRegisters(here, "3600");
        try {
            dials(here, RITA, "*72107");
            try (var tess = phone(here, platform, "uas-hangs-up", TESSES_PORT, TESS);
                    var paul = phone(here, platform, "uac-is-hung-up", FreePorts.one(), with(PAUL, "number", "106"))) {
                tess.succeeds();
                paul.succeeds();
            }
            dials(here, RITA, "*73");
            assertThat(platform.rest().user("rita").path("fwd_always_kind").isNull())
                    .isTrue();
        } finally {
            tessRegisters(here, "0");
        }
    }

    @Test
    void calls_go_to_a_number_outside_until_they_say_otherwise(Workplace here) {
        int port = FreePorts.one();
        String number = "496930" + port;
        String trunk = platform.rest().create("/v1/trunks", """
                        {"name": "%s", "direction": "outbound", "inbound_auth": "none", "proxy": "127.0.0.1:%d"}
                        """.formatted(number, port));
        String route = platform.rest().create("/v1/outbound-routes", """
                        {"name": "%s", "prefixes": ["%s"], "trunk_ids": ["%s"]}""".formatted(number, number, trunk));
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(route));

        dials(here, RITA, "*72" + number);
        try (var carrier = phone(here, platform, "uas-hangs-up", port, Map.of("user", number));
                var paul = phone(here, platform, "uac-is-hung-up", FreePorts.one(), with(PAUL, "number", "106"))) {
            carrier.succeeds();
            paul.succeeds();
            assertThat(carrier.messages()).contains("INVITE sip:" + number + "@127.0.0.1:" + port);
        }
        dials(here, RITA, "*73");
        assertThat(platform.rest().user("rita").path("fwd_always_kind").isNull())
                .isTrue();
    }

    @Test
    void a_forward_to_what_is_no_extension_is_refused(Workplace here) {
        isRefused(here, RITA, "*72999", "404");
        isRefused(here, RITA, "*72106", "482");
    }

    @Test
    void an_agent_logs_in_pauses_and_leaves(Workplace here) {
        dials(here, CAROL, "*52");
        platform.log().await(AgentStateChanged.class, it -> it.status() == Status.AVAILABLE);
        dials(here, CAROL, "*531");
        platform.log().await(AgentStateChanged.class, it -> it.status() == Status.ON_BREAK && "1".equals(it.reason()));
        dials(here, CAROL, "*51");
        platform.log().await(AgentStateChanged.class, it -> it.status() == Status.OFFLINE);
        isRefused(here, PAUL, "*50", "403");
    }

    @Test
    void a_code_of_the_account_calls_again_whoever_was_called_last(Workplace here) {
        isRefused(here, PAUL, "104", "480");
        isRefused(here, PAUL, "*66", "480");
        platform.log().await(FeatureDialled.class, it -> it.argument().equals("104"));
    }
}
