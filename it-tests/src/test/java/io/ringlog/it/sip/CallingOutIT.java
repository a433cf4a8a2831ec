package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegAsked;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Paul, who dials numbers outside, and as the carriers that take the calls. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class CallingOutIT {
    private static final Map<String, String> PAUL = Map.of("user", "paul", "password", "paul-places-calls");
    private static final Map<String, String> RITA = Map.of("user", "rita", "password", "rita-rings-first");
    private static final Map<String, String> CARRIER = Map.of("user", "carrier");
    private static int routes = 10;

    private final Platform platform;
    private final int firstPort = FreePorts.one();
    private final int secondPort = FreePorts.one();
    private final int ritasPort = FreePorts.one();
    private final String prefix = "4989" + routes++;

    CallingOutIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    /** Two trunks and a route by them, which the brain has heard of. */
    private void routed(String more) {
        String first = trunk("first", firstPort, more);
        String second = trunk("second", secondPort, "");
        String route = platform.rest().create("/v1/outbound-routes", """
                        {"name": "%s", "prefixes": ["%s"], "strip": 2, "prepend": "0",
                         "trunk_ids": ["%s", "%s"], "silent_sec": 3}""".formatted(prefix, prefix, first, second));
        reachesTheBrain(route);
    }

    private void reachesTheBrain(String row) {
        Awaitility.await(row + " has reached the brain")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.log().any(ConfigApplied.class, it -> it.rowId().equals(row)));
    }

    private String trunk(String name, int port, String more) {
        return platform.rest().create("/v1/trunks", """
                        {"name": "%s %s", "direction": "outbound", "inbound_auth": "none", "proxy": "127.0.0.1:%d",
                         "from_domain": "us.test", "cid_number": "4930555"%s}""".formatted(name, prefix, port, more));
    }

    private String number() {
        return prefix + "1234";
    }

    private Sipp paul(Workplace here, String scenario, String... words) {
        return started(here, scenario, FreePorts.one(), with(with(PAUL, "number", number()), words));
    }

    private Sipp carrier(Workplace here, String scenario, int port, String... words) {
        return started(here, scenario, port, with(CARRIER, words));
    }

    private Sipp started(Workplace here, String scenario, int port, Map<String, String> words) {
        return Sipp.start(here.folder(), platform.sip(), scenario, port, words);
    }

    private static Map<String, String> with(Map<String, String> words, String... more) {
        Map<String, String> all = new HashMap<>(words);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private CallEnded ended() {
        return platform.log().ended(platform.log().callTo(number()));
    }

    @Test
    void the_carrier_is_asked_for_the_number_it_wants_and_shown_the_trunks_own(Workplace here) {
        routed("");
        try (var carrier = carrier(here, "uas-answers", firstPort);
                var paul = paul(here, "uac-hangs-up")) {
            paul.succeeds();
            carrier.succeeds();

            assertThat(carrier.messages())
                    .contains("INVITE sip:0" + number().substring(2) + "@127.0.0.1:" + firstPort)
                    .containsPattern("From: <sip:\\+4930555@us.test>;tag=")
                    .contains("P-Asserted-Identity: <sip:+4930555@us.test>")
                    .doesNotContain("Proxy-Authorization");
            assertThat(paul.messages()).doesNotContain("4930555");
        }
        CallEnded ended = ended();
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cdr().dialledNumber()).isEqualTo(number());
        assertThat(ended.cdr().routeId()).startsWith("route_");
        assertThat(ended.cdr().trunkId()).startsWith("tr_");
    }

    @Test
    void a_carrier_is_offered_its_codecs_and_sent_its_headers(Workplace here) {
        routed(", \"codecs\": [\"g729\", \"pcmu\"], \"headers_added\": [\"X-Customer: 4711\"]");
        try (var carrier = carrier(here, "uas-answers", firstPort);
                var paul = paul(here, "uac-hangs-up")) {
            paul.succeeds();
            carrier.succeeds();

            assertThat(carrier.messages())
                    .contains("X-Customer: 4711", "RTP/AVP 0 101")
                    .doesNotContain("PCMA");
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.ANSWERED);
    }

    @Test
    void who_answers_outside_for_a_group_takes_the_call_with_a_key(Workplace here) {
        routed("");
        String mobile = platform.rest()
                .create("/v1/forwards", "{\"name\": \"%s\", \"number\": \"+%s\"}".formatted(prefix, number()));
        String group = platform.rest()
                .create(
                        "/v1/ring-groups",
                        "{\"name\": \"%s\", \"members\": [{\"forward_id\": \"%s\"}]}".formatted(prefix, mobile));
        reachesTheBrain(platform.rest()
                .create(
                        "/v1/extensions",
                        "{\"digits\": \"%s\", \"dest_kind\": \"ring_group\", \"dest_id\": \"%s\"}"
                                .formatted(prefix, group)));
        try (var carrier = carrier(here, "carrier-takes-the-call", firstPort);
                var paul = started(here, "uac-hangs-up", FreePorts.one(), with(PAUL, "number", prefix))) {
            paul.succeeds();
            carrier.succeeds();
        }
        CallEnded ended = platform.log().ended(platform.log().callTo(prefix));
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cdr().trunkId()).startsWith("tr_");
        assertThat(platform.log().any(LegAsked.class, it -> it.callId().equals(ended.callId())))
                .isTrue();
    }

    @Test
    void a_carrier_that_cannot_is_followed_by_the_next(Workplace here) {
        routed("");
        for (String status : new String[] {"503", "302"}) {
            try (var first = carrier(here, "carrier-refuses", firstPort, "status", status);
                    var second = carrier(here, "uas-answers", secondPort);
                    var paul = paul(here, "uac-hangs-up")) {
                paul.succeeds();
                first.succeeds();
                second.succeeds();
            }
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.ANSWERED);
        hasQuality("first " + prefix, 0, "{\"302\":1,\"503\":1}");
        hasQuality("second " + prefix, 2, "{}");
    }

    /** Both calls were tried by a trunk; so many were answered. */
    private void hasQuality(String trunk, int answered, String failures) {
        Awaitility.await(trunk + " has figures")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(platform.rest().rows("/v1/trunks/live"))
                        .filteredOn(it -> it.path("name").asText().equals(trunk))
                        .extracting(
                                it -> it.at("/quality/attempts").asInt(),
                                it -> it.at("/quality/answered").asInt(),
                                it -> it.at("/quality/failures").toString())
                        .containsExactly(Assertions.tuple(2, answered, failures)));
    }

    @Test
    void a_carrier_that_says_nothing_is_followed_by_the_next(Workplace here) {
        routed("");
        try (var second = carrier(here, "uas-answers", secondPort);
                var paul = paul(here, "uac-hangs-up")) {
            paul.succeeds();
            second.succeeds();
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.ANSWERED);
    }

    @Test
    void a_number_that_is_busy_is_busy_by_every_carrier(Workplace here) {
        routed("");
        try (var first = carrier(here, "carrier-refuses", firstPort, "status", "486");
                var paul = paul(here, "uac-is-refused", "status", "486")) {
            paul.succeeds();
            first.succeeds();
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.BUSY);
    }

    @Test
    void a_carrier_that_asks_who_we_are_is_told_right(Workplace here) {
        routed(", \"auth_username\": \"acme\", \"password\": \"acme-pays-its-bills\"");
        try (var carrier = carrier(
                        here, "carrier-challenges", firstPort, "account", "acme", "secret", "acme-pays-its-bills");
                var paul = paul(here, "uac-hangs-up")) {
            paul.succeeds();
            carrier.succeeds();

            assertThat(carrier.messages())
                    .doesNotContain("acme-pays-its-bills")
                    .contains("CSeq: 3 INVITE", "CSeq: 3 ACK", "CSeq: 4 BYE");
            assertThat(paul.messages()).contains("CSeq: 3 BYE").doesNotContain("CSeq: 4");
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.ANSWERED);
    }

    @Test
    void the_counts_of_both_sides_are_kept_apart_while_a_challenged_call_lives(Workplace here) {
        routed(", \"auth_username\": \"acme\", \"password\": \"acme-pays-its-bills\"");
        try (var carrier = carrier(here, "carrier-challenges-and-is-held", firstPort);
                var paul = paul(here, "uac-holds")) {
            paul.succeeds();
            carrier.succeeds();

            assertThat(requested(carrier)).containsExactly("2 INVITE", "3 INVITE", "4 INVITE", "5 INVITE", "6 BYE");
        }
        assertThat(ended().cause()).isEqualTo("caller.hung-up");
    }

    @Test
    void a_caller_who_gives_up_cancels_what_the_carrier_was_asked_last(Workplace here) {
        routed(", \"auth_username\": \"acme\", \"password\": \"acme-pays-its-bills\"");
        try (var carrier = carrier(here, "carrier-challenges-and-is-cancelled", firstPort);
                var paul = paul(here, "uac-cancels")) {
            paul.succeeds();
            carrier.succeeds();

            assertThat(requested(carrier)).containsExactly("2 INVITE", "3 INVITE", "3 CANCEL");
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.CANCELLED);
    }

    @Test
    void whom_a_challenging_carrier_answered_for_is_passed_on_to_a_colleague(Workplace here) {
        routed(", \"auth_username\": \"acme\", \"password\": \"acme-pays-its-bills\"");
        rita(here, "60");
        platform.rest().awaitContact("rita");
        try (var rita = started(here, "uas-hangs-up", ritasPort, RITA);
                var carrier = carrier(
                        here, "carrier-challenges", firstPort, "account", "acme", "secret", "acme-pays-its-bills");
                var paul = paul(here, "uac-transfers", "to", "106")) {
            paul.succeeds();
            rita.succeeds();
            carrier.succeeds();

            assertThat(requested(carrier)).containsExactly("2 INVITE", "3 INVITE", "4 BYE");
        }
        rita(here, "0");
        assertThat(ended().cdr().transfers()).isEqualTo(1);
    }

    /** What a carrier was asked, each request once. */
    private static List<String> requested(Sipp carrier) {
        return Pattern.compile("(?m)^CSeq: (\\d+ (?:INVITE|CANCEL|BYE))\\r?$")
                .matcher(carrier.messages())
                .results()
                .map(it -> it.group(1))
                .distinct()
                .toList();
    }

    @Test
    void a_carrier_that_does_not_believe_us_is_not_asked_again_and_the_next_is_tried(Workplace here) {
        routed(", \"auth_username\": \"acme\", \"password\": \"a-password-of-last-year\"");
        try (var first =
                        carrier(here, "carrier-challenges", firstPort, "account", "acme", "secret", "todays-password");
                var second = carrier(here, "uas-answers", secondPort);
                var paul = paul(here, "uac-hangs-up")) {
            paul.succeeds();
            first.succeeds();
            second.succeeds();
        }
        assertThat(ended().disposition()).isEqualTo(Disposition.ANSWERED);
    }

    @Test
    void rfc_5359_2_18_click_to_dial(Workplace here) {
        routed("");
        rita(here, "60");
        platform.rest().awaitContact("rita");
        try (var phone = started(here, "uas-answers", ritasPort, RITA);
                var carrier = carrier(here, "uas-hangs-up", firstPort)) {
            String call = platform.rest().call("rita", number(), "key-" + prefix);
            assertThat(platform.rest().call("rita", number(), "key-" + prefix)).isEqualTo(call);
            phone.succeeds();
            carrier.succeeds();

            CallEnded ended = platform.log().ended(call);
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(ended.cdr().dialledNumber()).isEqualTo(number());
        }
        rita(here, "0");
        platform.rest().awaitNoContact("rita");
        assertThat(platform.rest().refusedCall("rita", number())).isEqualTo("routing.unreachable");
    }

    @Test
    void a_phone_passes_a_caller_on_to_a_number_outside(Workplace here) {
        routed("");
        rita(here, "60");
        platform.rest().awaitContact("rita");
        try (var phone = started(here, "uas-transfers", ritasPort, with(RITA, "to", number()));
                var carrier = carrier(here, "uas-hangs-up", firstPort);
                var paul = started(here, "uac-is-hung-up", FreePorts.one(), with(PAUL, "number", "106"))) {
            paul.succeeds();
            phone.succeeds();
            carrier.succeeds();
        }
        rita(here, "0");
        CallEnded ended = platform.log().ended(platform.log().callTo("106"));
        assertThat(ended.cause()).isEqualTo("called.hung-up");
        assertThat(ended.cdr().transfers()).isEqualTo(1);
        assertThat(ended.cdr().dialledNumber()).isEqualTo(number());
        assertThat(ended.cdr().routeId()).startsWith("route_");
    }

    private void rita(Workplace here, String expires) {
        try (var phone = started(here, "register", ritasPort, with(RITA, "expires", expires))) {
            phone.succeeds();
        }
    }
}
