package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Guests;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which numbers carriers and phones are shown, in From and beside it, and by which route a call leaves. */
@ExtendWith(OnPlatform.class)
class ShowingNumbersIT {
    private static final String OWN = "493055501";
    private static final String TRUNKS = "493055502";
    private static final String ACCOUNTS = "493055503";
    private static final String HIDDEN = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";

    private final Guests guests;
    private final SipPeer carrier;

    ShowingNumbersIT(Platform platform) {
        this.guests = new Guests(platform);
        this.carrier = guests.outside("carrier", "carrier.test");
    }

    @AfterEach
    void all_is_as_it_was() {
        guests.close();
    }

    private void way(String prefix, String ofTrunk, String ofRoute) {
        guests.route(prefix, guests.trunkTo(carrier, ofTrunk), ofRoute);
    }

    /** What reaches the carrier of a call from a phone. */
    private SipText shown(SipPeer phone, String number) {
        return arrived(phone.call("sip:" + number + "@" + Platform.DOMAIN), carrier);
    }

    private static SipText arrived(PeerCall call, SipPeer where) {
        call.awaitAnswered();
        SipText invite = where.awaitIncoming().invite();
        assertThat(call.hangUp().status()).isEqualTo(200);
        return invite;
    }

    @Test
    void carriers_are_shown_the_number_that_user_route_and_trunk_say() {
        guests.changeAccount("{\"default_cid_number\": \"%s\"}".formatted(ACCOUNTS));
        guests.user("iris", ", \"out_cid_number\": \"%s\", \"out_cid_name\": \"Iris Inc\"".formatted(OWN));
        String more = ", \"cid_number\": \"%s\"".formatted(TRUNKS);
        way("497401", more, "");
        way("497402", more, ", \"cid_rule\": \"trunk\"");
        way("497403", more, ", \"cid_rule\": \"account\"");
        way("497404", more + ", \"cid_format\": \"digits\"", "");
        way("497405", more + ", \"cid_format\": \"national\", \"country\": \"DE\"", "");
        way("497406", more + ", \"from_user\": \"acme\"", "");
        guests.known();
        SipPeer iris = guests.phone("iris", PeerManner.silent());

        Map.of(
                        "497401", "\"Iris Inc\" <sip:+" + OWN + "@us.test>",
                        "497402", "<sip:+" + TRUNKS + "@us.test>",
                        "497403", "<sip:+" + ACCOUNTS + "@us.test>",
                        "497404", "\"Iris Inc\" <sip:" + OWN + "@us.test>",
                        "497405", "\"Iris Inc\" <sip:0" + OWN.substring(2) + "@us.test>")
                .forEach((prefix, caller) -> {
                    SipText invite = shown(iris, prefix + "1234");
                    assertThat(invite.header("From")).as(prefix).startsWith(caller + ";tag=");
                    assertThat(invite.header("P-Asserted-Identity")).as(prefix).isEqualTo(caller);
                    assertThat(invite.find("Privacy")).as(prefix).isEmpty();
                });
        SipText named = shown(iris, "4974061234");
        assertThat(named.header("From")).contains("<sip:acme@us.test>;tag=");
        assertThat(named.header("P-Asserted-Identity")).contains("<sip:+" + OWN + "@us.test>");
    }

    @Test
    void rfc_3325_who_hides_is_known_to_the_carrier_alone() {
        guests.user("ines", ", \"out_cid_number\": \"%s\", \"out_anonymous\": true".formatted(OWN));
        guests.user("iris", ", \"out_cid_number\": \"%s\"".formatted(OWN));
        way("497411", "", "");
        way("497412", "", ", \"cid_rule\": \"anonymous\"");
        guests.known();

        for (var call : Map.of("ines", "4974111234", "iris", "4974121234").entrySet()) {
            SipText invite = shown(guests.phone(call.getKey(), PeerManner.silent()), call.getValue());
            assertThat(invite.header("From")).startsWith(HIDDEN + ";tag=");
            assertThat(invite.header("P-Asserted-Identity")).contains("<sip:+" + OWN + "@us.test>");
            assertThat(invite.header("Privacy")).isEqualTo("id");
            assertThat(invite.header("Contact")).doesNotContain(OWN);
        }
    }

    @Test
    void carriers_are_told_on_whose_behalf_in_the_header_they_know() {
        Map<String, String> numbers =
                Map.of("diversion", "31201110081", "history_info", "31201110082", "none", "31201110083");
        numbers.forEach((rule, number) -> {
            String outside = "49743" + number.substring(9);
            way(outside, ", \"diversion\": \"%s\"".formatted(rule), "");
            String forward = guests.add("/v1/forwards", """
                    {"name": "By %s", "number": "+%s1234"}""", rule, outside);
            String user = guests.user("away-" + number, """
                    , "fwd_always_kind": "forward", "fwd_always_id": "%s\"""".formatted(forward));
            guests.add("/v1/dids", """
                    {"e164": "%s", "dest_kind": "user", "dest_id": "%s"}""", number, user);
        });
        guests.known();
        SipPeer world = guests.outside("31612345678", "carrier.test");

        numbers.forEach((rule, number) -> {
            SipText invite = arrived(world.call("sip:" + number + "@carrier.test"), carrier);
            assertThat(invite.find("Diversion").isPresent()).as(rule).isEqualTo(rule.equals("diversion"));
            assertThat(invite.find("History-Info").isPresent()).as(rule).isEqualTo(rule.equals("history_info"));
            if (!rule.equals("none")) {
                assertThat(invite.header("Diversion") + invite.header("History-Info"))
                        .contains("<sip:+" + number + "@us.test");
            }
        });
    }

    @Test
    void phones_are_shown_numbers_outside_as_the_account_writes_them() {
        String eva = guests.user("eva", "");
        guests.add("/v1/dids", """
                {"e164": "31201110084", "dest_kind": "user", "dest_id": "%s"}""", eva);
        guests.changeAccount("{\"country\": \"NL\", \"number_format\": \"national\"}");
        guests.known();
        SipPeer phone = guests.phone("eva", PeerManner.answering());

        assertThat(from("31612345678", phone)).contains("<sip:0612345678@");
        assertThat(from("493012345678", phone)).contains("<sip:+493012345678@");

        guests.changeAccount("{\"number_format\": \"e164\"}");
        guests.known();
        assertThat(from("31612345678", phone)).contains("<sip:+31612345678@");
    }

    /** The From that a phone is shown of a call from outside. */
    private String from(String caller, SipPeer phone) {
        SipPeer world = guests.outside(caller, "carrier.test");
        return arrived(world.call("sip:31201110084@carrier.test"), phone).header("From");
    }

    @Test
    void routes_that_are_closed_or_weigh_nothing_come_after_others() {
        SipPeer never = guests.outside("never", "carrier.test");
        String hours = guests.add("/v1/schedules", """
                {"name": "Long ago", "rules": [{"kind": "date", "start_date": "2020-01-01"}]}""");
        guests.user("iris", "");
        guests.route("49745", guests.trunkTo(never, ""), ", \"priority\": 1, \"schedule_id\": \"%s\"".formatted(hours));
        guests.route("49745", guests.trunkTo(never, ""), ", \"priority\": 2, \"weight\": 0");
        guests.route("49745", guests.trunkTo(carrier, ""), ", \"priority\": 2, \"weight\": 1");
        guests.known();
        SipPeer iris = guests.phone("iris", PeerManner.silent());

        for (int last = 1; last <= 3; last++) {
            shown(iris, "49745123" + last);
        }
        assertThat(never.incomingWaiting()).isZero();
    }
}
