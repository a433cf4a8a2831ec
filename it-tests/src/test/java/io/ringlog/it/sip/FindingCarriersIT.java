package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.LegSent;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Paul and as the servers of a carrier, of which the platform knows nothing but a name: RFC 3263. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class FindingCarriersIT {
    private static final String PREFIX = "498977";
    private static final String NUMBER = PREFIX + "1234";
    private static final String AWAY = "498978";
    private static final Map<String, String> PAUL =
            Map.of("user", "paul", "password", "paul-places-calls", "number", NUMBER);

    private final Platform platform;
    private final int firstPort = FreePorts.one();
    private final int secondPort = FreePorts.one();

    FindingCarriersIT(Platform platform) {
        this.platform = platform;
    }

    private void reachesTheBrain(String row) {
        Awaitility.await(row + " has reached the brain")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.log().any(ConfigApplied.class, it -> it.rowId().equals(row)));
    }

    private Sipp started(Workplace here, String scenario, int port, Map<String, String> words) {
        return Sipp.start(here.folder(), platform.sip(), scenario, port, words);
    }

    /** A name with two servers, a trunk of that name and a route by it. */
    private String carrier(String prefix) {
        String name = "carrier" + prefix + ".test";
        platform.names()
                .says(name, "NAPTR", 60, "10 10 \"s\" \"SIP+D2U\" \"\" _sip._udp." + name + ".")
                .says("_sip._udp." + name, "SRV", 60, "20 0 " + secondPort + " sbc." + name + ".")
                .says("_sip._udp." + name, "SRV", 60, "10 0 " + firstPort + " sbc." + name + ".")
                .says("sbc." + name, "A", 60, "127.0.0.1");
        String trunk = platform.rest().create("/v1/trunks", """
                        {"name": "named %s", "direction": "outbound", "inbound_auth": "none",
                         "proxy": "%s"}""".formatted(prefix, name));
        reachesTheBrain(platform.rest().create("/v1/outbound-routes", """
                        {"name": "%s", "prefixes": ["%s"], "trunk_ids": ["%s"]}""".formatted(prefix, prefix, trunk)));
        return name;
    }

    @Test
    void a_carriers_name_leads_to_its_servers_and_the_next_takes_what_the_first_cannot(Workplace here) {
        String name = carrier(PREFIX);
        try (var first = started(here, "carrier-refuses", firstPort, Map.of("user", "carrier", "status", "503"));
                var second = started(here, "uas-answers", secondPort, Map.of("user", "carrier"));
                var paul = started(here, "uac-hangs-up", FreePorts.one(), PAUL)) {
            paul.succeeds();
            first.succeeds();
            second.succeeds();

            assertThat(second.messages()).contains("INVITE sip:" + NUMBER + "@" + name);
        }
        CallEnded ended = platform.log().ended(platform.log().callTo(NUMBER));
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(platform.log()
                        .any(
                                LegSent.class,
                                it -> it.callId().equals(ended.callId())
                                        && it.host().equals(name)
                                        && it.at().equals("127.0.0.1:" + secondPort)
                                        && String.valueOf(it.passedOver()).startsWith("503")))
                .isTrue();
    }

    @Test
    void a_server_that_is_not_there_is_passed_over_by_the_next_call(Workplace here) {
        carrier(AWAY);
        String number = AWAY + "1234";

        calls(here, number);
        String first = platform.log().callTo(number);
        assertThat(tried(first)).hasSize(2);
        calls(here, number);
        String next = platform.log()
                .await(
                        CallStarted.class,
                        it -> it.to().equals(number) && !it.callId().equals(first))
                .callId();
        assertThat(tried(next))
                .singleElement()
                .satisfies(it -> assertThat(it.at()).isEqualTo("127.0.0.1:" + secondPort))
                .satisfies(it -> assertThat(it.passedOver()).isNotNull());
    }

    /** Paul calls while only the second server is there. */
    private void calls(Workplace here, String number) {
        var words = Map.of("user", "paul", "password", "paul-places-calls", "number", number);
        try (var second = started(here, "uas-answers", secondPort, Map.of("user", "carrier"));
                var paul = started(here, "uac-hangs-up", FreePorts.one(), words)) {
            paul.succeeds();
            second.succeeds();
        }
    }

    private List<LegSent> tried(String call) {
        platform.log().ended(call);
        return platform.log().all(LegSent.class, it -> it.callId().equals(call));
    }
}
