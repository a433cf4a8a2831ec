package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.EmergencyDialled;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trunks are full and an account may not call: who gets out nevertheless, by which way, and who hears why not. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class AtTheLimitIT {
    private static final Map<String, String> PAUL = Map.of("user", "paul", "password", "paul-places-calls");
    private static final Map<String, String> CARRIER = Map.of("user", "carrier");
    private static final String HELP = "9112";
    private static final String DESK_SEES = "31201110002";
    private static int prefixes = 10;

    private final Platform platform;
    private final String prefix = "4977" + prefixes++;
    private final String number = prefix + "1234";
    private final int firstPort = FreePorts.one();
    private final int secondPort = FreePorts.one();

    AtTheLimitIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    private String trunk(int port, String channels) {
        return platform.rest().create("/v1/trunks", """
                        {"name": "At the limit %1$d", "direction": "outbound", "inbound_auth": "none",
                         "proxy": "127.0.0.1:%1$d", "max_channels": %2$s}""".formatted(port, channels));
    }

    private void route(String trunk, int priority, String more) {
        reachesTheBrain(platform.rest().create("/v1/outbound-routes", """
                        {"name": "%1$s %2$d", "prefixes": ["%1$s"], "priority": %2$d,
                         "trunk_ids": ["%3$s"]%4$s}""".formatted(prefix, priority, trunk, more)));
    }

    private void reachesTheBrain(String row) {
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(row));
    }

    private Sipp carrier(Workplace here, int port) {
        return Sipp.start(here.folder(), platform.sip(), "uas-answers", port, CARRIER);
    }

    private Sipp paul(Workplace here, String scenario, String... more) {
        Map<String, String> words = new HashMap<>(PAUL);
        for (int i = 0; i < more.length; i += 2) {
            words.put(more[i], more[i + 1]);
        }
        return Sipp.start(here.folder(), platform.sip(), scenario, FreePorts.one(), words);
    }

    @Test
    void help_is_called_from_a_suspended_account_at_its_ceiling_by_a_full_trunk(Workplace here) {
        route(trunk(firstPort, "0"), 1, ", \"emergency\": true");
        platform.rest().changeAccount("""
                {"emergency_numbers": ["%s"], "emergency_cid_number": "%s",
                 "max_out": 0, "status": "suspended"}""".formatted(HELP, DESK_SEES));
        try {
            reachesTheBrain(platform.rest().account());
            try (var refused = paul(here, "uac-is-refused", "number", number, "status", "403")) {
                refused.succeeds();
            }
            try (var desk = carrier(here, firstPort);
                    var paul = paul(here, "uac-hangs-up", "number", HELP)) {
                paul.succeeds();
                desk.succeeds();
                assertThat(desk.messages())
                        .contains("INVITE sip:" + HELP + "@127.0.0.1:" + firstPort)
                        .containsPattern("From: .*" + DESK_SEES);
            }
        } finally {
            platform.rest().changeAccount("""
                    {"emergency_numbers": [], "emergency_cid_number": null, "max_out": null, "status": "active"}""");
        }
        EmergencyDialled dialled =
                platform.log().await(EmergencyDialled.class, it -> it.number().equals(HELP));
        assertThat(dialled.shown()).isEqualTo("+" + DESK_SEES);
        assertThat(dialled.userId())
                .isEqualTo(platform.rest().user("paul").path("id").asText());
        assertThat(platform.log().ended(dialled.callId()).disposition()).isEqualTo(Disposition.ANSWERED);
    }

    @Test
    void a_full_trunk_is_passed_over_by_the_next_route_and_without_one_the_caller_hears_why(Workplace here) {
        String full = trunk(firstPort, "1");
        String next = trunk(secondPort, "1");
        route(full, 1, "");
        route(next, 2, "");
        try (var first = carrier(here, firstPort);
                SipPeer dave = platform.phone("dave", "dave-is-never-there")) {
            PeerCall talks = dave.call("sip:" + number + "@" + Platform.DOMAIN);
            talks.awaitAnswered();
            try (var second = carrier(here, secondPort);
                    var paul = paul(here, "uac-hangs-up", "number", prefix + "2222")) {
                paul.succeeds();
                second.succeeds();
            }
            CallEnded ended = platform.log().ended(platform.log().callTo(prefix + "2222"));
            assertThat(ended.cdr().trunkId()).isEqualTo(next);

            platform.rest().change("/v1/trunks/" + next, "{\"max_channels\": 0}");
            Awaitility.await("the brain knows that it has no channel")
                    .until(() -> platform.log()
                                    .all(ConfigApplied.class, it -> it.rowId().equals(next))
                                    .size()
                            == 2);
            try (var paul = paul(here, "uac-is-refused", "number", prefix + "3333", "status", "480")) {
                paul.succeeds();
                assertThat(paul.messages()).contains("admission.trunk-full");
            }
            assertThat(talks.hangUp().status()).isEqualTo(200);
            first.succeeds();
        }
        String refused = platform.log().callTo(prefix + "3333");
        assertThat(platform.log()
                        .await(CallRefused.class, it -> it.callId().equals(refused))
                        .code())
                .isEqualTo("admission.trunk-full");
    }
}
