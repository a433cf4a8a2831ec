package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegAuthorized;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.TrunkEvent.TrunkDown;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistrationFailed;
import io.ringlog.domain.journal.TrunkEvent.TrunkUnregistered;
import io.ringlog.domain.journal.TrunkEvent.TrunkUp;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.Kamailio;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kamailio as the carrier: credentials, a registration that calls come in over, its refusals, and its absence. */
@NeedsClient(value = "kamailio", from = "kamailio")
@ExtendWith(OnPlatform.class)
class KamailioTrunkIT {
    private static final Map<String, String> PAUL = Map.of("user", "paul", "password", "paul-places-calls");
    private static final Map<String, String> RITA = Map.of("user", "rita", "password", "rita-rings-first");
    private static final String RITAS_NUMBER = "31201110002";
    private static int routes = 10;

    private final Platform platform;
    private final int carrierPort = FreePorts.one();
    private final int calleePort = FreePorts.one();
    private final int otherPort = FreePorts.one();
    private final String prefix = "4940" + routes++;

    KamailioTrunkIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    private Kamailio carrier(Workplace here) {
        return Kamailio.start(
                here.folder(),
                Map.of(
                        "port", Integer.toString(carrierPort),
                        "callee", Integer.toString(calleePort),
                        "platform", Integer.toString(platform.sip().getPort()),
                        "account", "acme",
                        "secret", "acme-pays-its-bills"));
    }

    private String trunk(String more) {
        return created("/v1/trunks", """
                {"name": "Kamailio %s", "direction": "both", "proxy": "127.0.0.1:%d", "from_domain": "carrier.test",
                 "inbound_auth": "none", "cid_number": "4930555", "auth_username": "acme",
                 "password": "acme-pays-its-bills"%s}""".formatted(prefix, carrierPort, more));
    }

    private void routed(String trunk) {
        String second = created("/v1/trunks", """
                {"name": "Other %s", "direction": "outbound", "inbound_auth": "none",
                 "proxy": "127.0.0.1:%d"}""".formatted(prefix, otherPort));
        created("/v1/outbound-routes", """
                {"name": "%s", "prefixes": ["%s"], "trunk_ids": ["%s", "%s"],
                 "silent_sec": 3}""".formatted(prefix, prefix, trunk, second));
    }

    private String created(String path, String body) {
        String id = platform.rest().create(path, body);
        Awaitility.await("it has reached the brain")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.log().any(ConfigApplied.class, it -> it.rowId().equals(id)));
        return id;
    }

    private Sipp started(
            Workplace here, InetSocketAddress server, String scenario, int port, Map<String, String> words) {
        return Sipp.start(here.folder(), server, scenario, port, words);
    }

    private Sipp paul(Workplace here, String number) {
        Map<String, String> words = new HashMap<>(PAUL);
        words.put("number", number);
        return started(here, platform.sip(), "uac-hangs-up", FreePorts.one(), words);
    }

    private Sipp callee(Workplace here, int port) {
        return started(here, platform.sip(), "uas-answers", port, Map.of("user", "callee"));
    }

    private JsonNode live(String trunk) {
        for (JsonNode row : platform.rest().rows("/v1/trunks/live")) {
            if (row.path("trunk_id").asText().equals(trunk)) {
                return row;
            }
        }
        throw new AssertionError("trunk " + trunk + " is not shown");
    }

    private void awaitLive(String trunk, String pointer, String value) {
        Awaitility.await(pointer + " is " + value)
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(live(trunk).at(pointer).asText())
                        .as(live(trunk).toString())
                        .isEqualTo(value));
    }

    private CallEnded ended(String number) {
        return platform.log().ended(platform.log().callTo(number));
    }

    @Test
    void the_carriers_challenge_is_answered_and_what_it_cannot_do_the_next_one_does(Workplace here) {
        String trunk = trunk("");
        routed(trunk);
        try (var carrier = carrier(here)) {
            try (var callee = callee(here, calleePort);
                    var paul = paul(here, prefix + "100")) {
                paul.succeeds();
                callee.succeeds();
            }
            CallEnded first = ended(prefix + "100");
            assertThat(first.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(first.cdr().trunkId()).isEqualTo(trunk);
            assertThat(platform.log().any(LegAuthorized.class, it -> it.realm().equals("carrier.test")))
                    .isTrue();
            for (String status : new String[] {"302", "503"}) {
                try (var other = callee(here, otherPort);
                        var paul = paul(here, prefix + status)) {
                    paul.succeeds();
                    other.succeeds();
                }
                assertThat(ended(prefix + status).cdr().trunkId()).isNotEqualTo(trunk);
            }
        }
    }

    @Test
    void calls_come_in_over_the_registration_until_it_is_taken_back(Workplace here) {
        try (var carrier = carrier(here)) {
            String trunk = trunk(", \"do_register\": true, \"expire_sec\": 300");
            TrunkRegistered registered = platform.log()
                    .await(TrunkRegistered.class, it -> it.trunkId().equals(trunk));
            assertThat(registered.aor()).isEqualTo("sip:acme@carrier.test");
            assertThat(registered.contact()).startsWith("sip:127.0.0.1:").doesNotContain("@");
            awaitLive(trunk, "/registration/state", "registered");

            InetSocketAddress world = new InetSocketAddress("127.0.0.1", carrierPort);
            ritaIsCalled(here, world);
            CallEnded ended = ended(RITAS_NUMBER);
            assertThat(ended.cdr().trunkId()).isEqualTo(trunk);
            assertThat(ended.cdr().fromNum()).isEqualTo("4989555");
            platform.rest().change("/v1/trunks/" + trunk, "{\"do_register\": false}");
            platform.log().await(TrunkUnregistered.class, it -> it.trunkId().equals(trunk));
            try (var caller = started(
                    here,
                    world,
                    "world-is-refused",
                    FreePorts.one(),
                    Map.of("user", "4989555", "number", RITAS_NUMBER, "status", "480"))) {
                caller.succeeds();
            }
        }
    }

    private void ritaIsCalled(Workplace here, InetSocketAddress world) {
        int port = FreePorts.one();
        rita(here, port, "60");
        platform.rest().awaitContact("rita");
        try (var rita = started(here, platform.sip(), "uas-answers", port, RITA);
                var caller = started(
                        here,
                        world,
                        "world-calls",
                        FreePorts.one(),
                        Map.of("user", "4989555", "number", RITAS_NUMBER))) {
            caller.succeeds();
            rita.succeeds();
        }
        rita(here, port, "0");
        platform.rest().awaitNoContact("rita");
    }

    @Test
    void a_wrong_password_is_told_once_and_shown(Workplace here) {
        try (var carrier = carrier(here)) {
            String trunk = created("/v1/trunks", """
                    {"name": "Wrong %s", "proxy": "127.0.0.1:%d", "from_domain": "carrier.test", "do_register": true,
                     "auth_username": "acme", "password": "of-last-year"}""".formatted(prefix, carrierPort));

            platform.log()
                    .await(
                            TrunkRegistrationFailed.class,
                            it -> it.trunkId().equals(trunk) && it.code().equals("trunk.login-refused"));
            awaitLive(trunk, "/registration/code", "trunk.login-refused");
            platform.rest().change("/v1/trunks/" + trunk, "{\"status\": \"disabled\"}");
        }
    }

    @Test
    void a_carrier_that_goes_is_down_and_passed_over_and_up_again_when_it_comes_back(Workplace here) {
        String trunk = trunk(", \"options_interval_sec\": 5, \"options_down_after\": 2, \"options_up_after\": 2");
        routed(trunk);
        try (var carrier = carrier(here)) {
            platform.log().await(TrunkUp.class, it -> it.trunkId().equals(trunk));
            awaitLive(trunk, "/health/state", "up");
        }
        awaitLive(trunk, "/health/state", "down");
        assertThat(platform.log().any(TrunkDown.class, it -> it.trunkId().equals(trunk) && it.failures() == 2))
                .isTrue();
        try (var other = callee(here, otherPort);
                var paul = paul(here, prefix + "200")) {
            paul.succeeds();
            other.succeeds();
        }
        assertThat(platform.log().reason(NumberDialled.class, it -> it.number().equals(prefix + "200")))
                .contains("trunk.down");
        try (var carrier = carrier(here)) {
            awaitLive(trunk, "/health/state", "up");
        }
        platform.rest().change("/v1/trunks/" + trunk, "{\"options_interval_sec\": null}");
    }

    private void rita(Workplace here, int port, String expires) {
        Map<String, String> words = new HashMap<>(RITA);
        words.put("expires", expires);
        try (var phone = started(here, platform.sip(), "register", port, words)) {
            phone.succeeds();
        }
    }
}
