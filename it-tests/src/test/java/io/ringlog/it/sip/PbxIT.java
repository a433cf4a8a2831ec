package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.FromOverwritten;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.RegistrationEvent.RegistrationRefused;
import io.ringlog.domain.journal.RegistrationEvent.TrunkBound;
import io.ringlog.domain.journal.RegistrationEvent.TrunkContactExpired;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A customer's PBX, played by sipp: it registers at a trunk with a password, is called there, and calls out. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class PbxIT {
    private static final String PASSWORD = "checks-in-at-noon";
    private static final Map<String, String> PAUL = Map.of("user", "paul", "password", "paul-places-calls");
    private static int hotels = 10;

    private final Platform platform;
    private final String name = "hotel" + hotels++;
    private final String number = "49556" + hotels + "00";
    private final String digits = "3" + hotels;
    private final int place = FreePorts.one();
    private final int carrierPort = FreePorts.one();

    PbxIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    private String created(String path, String body) {
        String id = platform.rest().create(path, body);
        Awaitility.await("it has reached the brain")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.log().any(ConfigApplied.class, it -> it.rowId().equals(id)));
        return id;
    }

    /** Its trunk, the route of its number, and the extension that stands for that. */
    private String pbx() {
        String trunk = created("/v1/trunks", """
                {"name": "%s", "role": "pbx", "inbound_auth": "digest", "inbound_username": "%s",
                 "inbound_realm": "clients.ringlog.test", "inbound_password": "%s",
                 "cid_number": "4930555"}""".formatted(name, name, PASSWORD));
        created("/v1/outbound-routes", """
                {"name": "To %s", "prefixes": ["%s"], "trunk_ids": ["%s"]}""".formatted(name, number, trunk));
        String forward = created("/v1/forwards", """
                {"name": "%s", "number": "+%s"}""".formatted(name, number));
        created("/v1/extensions", """
                {"digits": "%s", "dest_kind": "forward", "dest_id": "%s"}""".formatted(digits, forward));
        return trunk;
    }

    private Map<String, String> words(String... more) {
        Map<String, String> words = new HashMap<>(Map.of("user", name, "password", PASSWORD));
        for (int i = 0; i < more.length; i += 2) {
            words.put(more[i], more[i + 1]);
        }
        return words;
    }

    private void plays(Workplace here, String scenario, Map<String, String> words) {
        try (var pbx = Sipp.start(here.folder(), platform.sip(), scenario, place, words)) {
            pbx.succeeds();
        }
    }

    private JsonNode contacts(String trunk) {
        for (JsonNode row : platform.rest().rows("/v1/trunks/live")) {
            if (row.path("trunk_id").asText().equals(trunk)) {
                return row.path("contacts");
            }
        }
        throw new AssertionError("trunk " + trunk + " is not shown");
    }

    private void awaitContacts(String trunk, int count) {
        Awaitility.await("contacts of " + trunk)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(contacts(trunk)).hasSize(count));
    }

    private Sipp paul(Workplace here, String scenario, String... more) {
        Map<String, String> words = words(more);
        words.putAll(PAUL);
        words.put("number", digits);
        return Sipp.start(here.folder(), platform.sip(), scenario, FreePorts.one(), words);
    }

    @Test
    void its_number_rings_where_it_has_registered_and_no_longer(Workplace here) {
        String trunk = pbx();
        plays(here, "register", words("expires", "600"));
        awaitContacts(trunk, 1);
        assertThat(contacts(trunk).get(0).path("uri").asText()).isEqualTo("sip:" + name + "@127.0.0.1:" + place);

        try (var pbx = Sipp.start(here.folder(), platform.sip(), "uas-answers", place, words());
                var paul = paul(here, "uac-hangs-up")) {
            paul.succeeds();
            pbx.succeeds();
            assertThat(pbx.messages()).contains("INVITE sip:" + number + "@127.0.0.1:" + place);
        }
        CallEnded ended = platform.log().ended(platform.log().callTo(digits));
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cdr().trunkId()).isEqualTo(trunk);

        plays(here, "register", words("expires", "0"));
        awaitContacts(trunk, 0);
        try (var paul = paul(here, "uac-is-refused", "status", "480")) {
            paul.succeeds();
        }
        platform.log().await(CallRefused.class, it -> it.code().equals("trunk.not-registered"));
    }

    @Test
    void what_it_dials_leaves_by_another_trunk_with_a_number_it_may_show(Workplace here) {
        pbx();
        String carrier = created("/v1/trunks", """
                {"name": "Out of %s", "direction": "outbound", "inbound_auth": "none",
                 "proxy": "127.0.0.1:%d"}""".formatted(name, carrierPort));
        String world = number.replace("49556", "49557");
        created("/v1/outbound-routes", """
                {"name": "Out of %s", "prefixes": ["%s"], "trunk_ids": ["%s"]}""".formatted(name, world, carrier));

        try (var far = Sipp.start(here.folder(), platform.sip(), "uas-answers", carrierPort, Map.of("user", "callee"));
                var pbx = Sipp.start(here.folder(), platform.sip(), "uac-hangs-up", place, words("number", world))) {
            pbx.succeeds();
            far.succeeds();
            assertThat(far.messages()).contains("From: <sip:+4930555@127.0.0.1").contains("<sip:+4930555@");
        }
        CallEnded ended = platform.log().ended(platform.log().callTo(world));
        assertThat(ended.cdr().trunkId()).isEqualTo(carrier);
        assertThat(platform.log().reason(FromOverwritten.class, it -> it.said().equals(name)))
                .contains("caller.not-own-number");
    }

    @Test
    void a_wrong_password_registers_nothing(Workplace here) {
        String trunk = pbx();
        Map<String, String> wrong = words("expires", "600");
        wrong.put("password", "of-last-year");
        plays(here, "register-refused", wrong);

        platform.log()
                .await(
                        RegistrationRefused.class,
                        it -> it.aor().startsWith(name + "@") && it.code().equals("auth.wrong"));
        assertThat(contacts(trunk)).isEmpty();
    }

    @Test
    void a_registration_that_is_not_renewed_runs_out() {
        String trunk = platform.rest()
                .rows("/v1/trunks")
                .valueStream()
                .filter(it -> it.path("name").asText().equals("Moved away"))
                .map(it -> it.path("id").asText())
                .findFirst()
                .orElseThrow();
        Awaitility.await("it has registered")
                .atMost(Duration.ofSeconds(20))
                .until(() -> platform.log()
                        .ever(
                                TrunkBound.class,
                                it -> it.trunkId().equals(trunk)
                                        && it.contacts().size() == 1));
        Awaitility.await("it has run out")
                .atMost(Duration.ofSeconds(90))
                .until(() -> platform.log()
                        .ever(
                                TrunkContactExpired.class,
                                it -> it.trunkId().equals(trunk) && it.why().equals("expired")));
        awaitContacts(trunk, 0);
    }
}
