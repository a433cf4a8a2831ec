package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.Guests;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which phones ring for a user, a group and a number, and in which order: told by the phones that ring. */
@ExtendWith(OnPlatform.class)
class ReachingUsersIT {
    private final Guests guests;

    ReachingUsersIT(Platform platform) {
        this.guests = new Guests(platform);
    }

    @BeforeEach
    void somebody_calls() {
        guests.user("caro", "");
    }

    @AfterEach
    void all_is_as_it_was() {
        guests.close();
    }

    private static PeerCall call(SipPeer caller, String user) {
        return caller.call("sip:" + user + "@" + Platform.DOMAIN);
    }

    private static void talks(PeerCall call) {
        call.awaitAnswered();
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    private static PeerCall rung(SipPeer phone) {
        return phone.awaitIncoming();
    }

    private void extension(String digits, String group) {
        guests.add("/v1/extensions", """
                {"digits": "%s", "dest_kind": "ring_group", "dest_id": "%s"}""", digits, group);
    }

    private String group(String name, String more, String... members) {
        String all = String.join(
                ", ", Stream.of(members).map("{\"user_id\": \"%s\"}"::formatted).toList());
        return guests.add("/v1/ring-groups", "{\"name\": \"%s\", \"members\": [%s]%s}", name, all, more);
    }

    @Test
    void devices_ring_one_after_the_other_by_their_order() {
        String sven = guests.user("sven", ", \"ring_strategy\": \"sequential\", \"ring_timeout_sec\": 1");
        guests.device(sven, "sven-too", Platform.DOMAIN, ", \"ring_order\": 1");
        guests.known();
        SipPeer first = guests.phone("sven", PeerManner.ringing());
        SipPeer second = guests.phone("sven-too", PeerManner.answering());

        PeerCall call = call(guests.phone("caro", PeerManner.silent()), "sven");
        rung(first).awaitCancelled();
        talks(call);

        assertThat(rung(second).isAnswered()).isTrue();
        assertThat(first.incomingWaiting()).isZero();
    }

    @Test
    void devices_that_do_not_ring_on_a_fork_stay_quiet() {
        String stine = guests.user("stine", ", \"ring_strategy\": \"specific\"");
        guests.device(stine, "stine-cellar", Platform.DOMAIN, ", \"ring_on_fork\": false");
        guests.known();
        SipPeer desk = guests.phone("stine", PeerManner.answering());
        SipPeer cellar = guests.phone("stine-cellar", PeerManner.answering());

        talks(call(guests.phone("caro", PeerManner.silent()), "stine"));

        assertThat(rung(desk).isAnswered()).isTrue();
        assertThat(cellar.incomingWaiting()).isZero();
    }

    @Test
    void calls_to_who_has_no_phone_there_go_where_they_say() {
        String eva = guests.user("eva", "");
        guests.user("udo", ", \"fwd_unreachable_kind\": \"user\", \"fwd_unreachable_id\": \"%s\"".formatted(eva));
        guests.known();
        SipPeer evas = guests.phone("eva", PeerManner.answering());
        SipPeer caro = guests.phone("caro", PeerManner.silent());

        talks(call(caro, "udo"));
        assertThat(rung(evas).isAnswered()).isTrue();

        SipPeer udos = guests.phone("udo", PeerManner.answering());
        talks(call(caro, "udo"));
        assertThat(rung(udos).isAnswered()).isTrue();
        assertThat(evas.incomingWaiting()).isZero();
    }

    @Test
    void a_phone_of_a_second_domain_calls_and_is_called() {
        String domain = "second.ringlog.test";
        String hanna = guests.user("hanna", "");
        guests.add("/v1/domains", "{\"domain\": \"%s\"}", domain);
        guests.device(hanna, "hanna-too", domain, "");
        guests.known();
        SipPeer hannas = guests.phone("hanna-too", domain, PeerManner.answering());
        SipPeer caro = guests.phone("caro", PeerManner.answering());

        talks(call(caro, "hanna"));
        talks(hannas.call("sip:caro@" + domain));

        assertThat(rung(hannas).isAnswered()).isTrue();
        assertThat(rung(caro).isAnswered()).isTrue();
    }

    @Test
    void what_a_number_says_of_its_calls_leads_them_through_a_flow() {
        String eva = guests.user("eva", "");
        String flow = guests.add("/v1/flows", """
                {"name": "By tier", "draft": {
                  "nodes": [
                    {"id": "start", "data": {"kind": "entry"}},
                    {"id": "which", "data": {"kind": "switch", "expression": "tier"}},
                    {"id": "eva", "data": {"kind": "dial", "destKind": "user", "destId": "%s"}},
                    {"id": "bye", "data": {"kind": "hangup"}}],
                  "edges": [
                    {"source": "start", "target": "which"},
                    {"source": "which", "sourceHandle": "case:gold", "target": "eva"},
                    {"source": "which", "sourceHandle": "other", "target": "bye"}]}}""", eva);
        guests.requests()
                .ask("POST", "/v1/flows/" + flow + "/publish", "", "If-Match", "*")
                .done();
        guests.add("/v1/dids", """
                {"e164": "31201110061", "dest_kind": "flow", "dest_id": "%s",
                 "dest_xform": {"tier": "gold"}}""", flow);
        guests.add("/v1/dids", """
                {"e164": "31201110062", "dest_kind": "flow", "dest_id": "%s",
                 "dest_xform": {"tier": "tin"}}""", flow);
        guests.known();
        SipPeer evas = guests.phone("eva", PeerManner.answering());
        SipPeer world = guests.outside("31612345678", "carrier.test");

        talks(world.call("sip:31201110061@carrier.test"));
        assertThat(rung(evas).isAnswered()).isTrue();

        world.call("sip:31201110062@carrier.test").awaitFailed();
        assertThat(evas.incomingWaiting()).isZero();
    }

    @Test
    void each_call_to_a_group_begins_with_the_next_member_and_one_is_drawn() {
        String rosa = guests.user("rosa", "");
        String rolf = guests.user("rolf", "");
        extension("861", group("In turn", ", \"strategy\": \"round_robin\"", rosa, rolf));
        extension("862", group("By lot", ", \"strategy\": \"random\"", rosa, rolf));
        guests.known();
        SipPeer caro = guests.phone("caro", PeerManner.silent());
        SipPeer rosas = guests.phone("rosa", PeerManner.answering());
        SipPeer rolfs = guests.phone("rolf", PeerManner.answering());

        for (int round = 0; round < 2; round++) {
            talks(call(caro, "861"));
            talks(call(caro, "861"));
            assertThat(rung(rosas).isAnswered()).isTrue();
            assertThat(rung(rolfs).isAnswered()).isTrue();
            assertThat(List.of(rosas.incomingWaiting(), rolfs.incomingWaiting()))
                    .containsOnly(0);
        }
        talks(call(caro, "862"));
        assertThat(rosas.incomingWaiting() + rolfs.incomingWaiting()).isEqualTo(1);
    }

    @Test
    void members_who_talk_are_left_out_and_closed_groups_lead_on() {
        String bea = guests.user("bea", "");
        String ben = guests.user("ben", "");
        String hours = guests.add("/v1/schedules", """
                {"name": "Over", "rules": [{"kind": "date", "start_date": "2020-01-01"}]}""");
        extension("863", group("Not busy", "", bea, ben));
        String instead = ", \"schedule_id\": \"%s\", \"closed_dest_kind\": \"user\", \"closed_dest_id\": \"%s\"";
        extension("864", group("Closed", instead.formatted(hours, ben), bea));
        guests.known();
        SipPeer beas = guests.phone("bea", PeerManner.answering());
        SipPeer bens = guests.phone("ben", PeerManner.answering());
        SipPeer caro = guests.phone("caro", PeerManner.silent());

        PeerCall busy = call(caro, "bea");
        busy.awaitAnswered();
        rung(beas);
        talks(call(caro, "863"));
        rung(bens);
        busy.hangUp();
        talks(call(caro, "864"));
        rung(bens);

        assertThat(beas.incomingWaiting()).isZero();
    }
}
