package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.dns.NameServer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge with an address of each family: each party is spoken to, and shown, in its own. */
class TwoFamiliesSpec {

    @TempDir
    Path folder;

    private final NameServer names = new NameServer();
    private EdgeRig rig;

    @BeforeEach
    void start() {
        names.says("four.carrier.test", "A", 60, "127.0.0.1").says("six.carrier.test", "AAAA", 60, "::1");
        rig = new EdgeRig(folder, config -> EdgeRig.asking(EdgeRig.ofBothFamilies(config), names));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        names.close();
    }

    /** One more server of the carrier, tried after those before it. */
    private void server(int priority, SipPeer at, String host) {
        names.says("_sip._udp.carrier.test", "SRV", 60, priority + " 0 " + at.localPort() + " " + host + ".");
    }

    private static Target carrier(String legId) {
        return new Target(legId, new Contact("sip:4930123@carrier.test", "edge1", "udp", null, "", 5060, false, null));
    }

    private String ours(String host) {
        return host + ":" + rig.edge.sipPort();
    }

    private void ring(String callId, boolean proxied, Target... targets) {
        rig.log.command(new Command.InviteParty(
                callId, proxied ? "a" : null, proxied, List.of(targets), EdgeRig.SHOWN, EdgeRig.DOMAIN, null, null));
    }

    @Test
    void a_phone_of_ipv6_registers_where_it_is() {
        SipPeer phone = rig.phoneOfSix("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);

        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(new AnswerRegister(asked.requestId(), 200, "OK", List.of()));

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(asked.source().ip()).isEqualTo(EdgeRig.SIX);
        assertThat(asked.contacts())
                .singleElement()
                .satisfies(it -> assertThat(it.uri()).isEqualTo(phone.contactUri()));
    }

    @Test
    void a_phone_of_ipv6_calls_one_of_ipv4() {
        RtpEar earOfAlice = rig.earOfSix(440);
        RtpEar earOfBob = rig.ear(1200);
        SipPeer alice = rig.phoneOfSix("alice").speaking(earOfAlice);
        SipPeer bob = rig.phone("bob").speaking(earOfBob);

        Talk talk = rig.proxied(alice, bob);

        SipText invite = talk.called().invite();
        assertThat(invite.header("Via")).startsWith("SIP/2.0/UDP " + ours("127.0.0.1"));
        assertThat(invite.all("Record-Route")).hasSize(2);
        assertThat(invite.all("Record-Route").getFirst()).contains(ours("127.0.0.1"));
        assertThat(invite.all("Record-Route").getLast()).contains(ours("[::1]"));
        assertThat(invite.body()).contains("c=IN IP4 127.0.0.1").doesNotContain("IP6");
        assertThat(talk.caller().remoteSdp())
                .contains("c=IN IP6 " + EdgeRig.SIX)
                .doesNotContain("IP4");
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
        talk.caller().hangUp();
        talk.called().awaitEnded();
        rig.awaitNoCalls();
        rig.awaitPorts(0);
    }

    @Test
    void a_phone_of_ipv4_calls_one_of_ipv6_and_that_puts_it_on_hold_and_hangs_up() {
        RtpEar earOfAlice = rig.ear(440);
        RtpEar earOfBob = rig.earOfSix(1200);
        SipPeer alice = rig.phone("alice").speaking(earOfAlice);
        SipPeer bob = rig.phoneOfSix("bob").speaking(earOfBob);
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        ring(callId, true, rig.targetOfSix("b1", bob));
        call.awaitAnswered();
        PeerCall at = bob.awaitIncoming();
        at.awaitAcknowledged();

        assertThat(at.invite().header("Via")).startsWith("SIP/2.0/UDP " + ours("[::1]"));
        assertThat(at.invite().body()).contains("c=IN IP6 " + EdgeRig.SIX).doesNotContain("IP4");
        assertThat(call.remoteSdp()).contains("c=IN IP4 127.0.0.1");
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
        assertThat(at.hold().body()).contains("c=IN IP6 " + EdgeRig.SIX);
        assertThat(at.resume().status()).isEqualTo(200);
        at.hangUp();
        call.awaitEnded();
        rig.awaitNoCalls();
    }

    @Test
    void phones_of_both_families_ring_at_once_each_with_an_address_of_its_own() {
        SipPeer alice = rig.phone("alice");
        SipPeer four = rig.phone("bob");
        SipPeer six = rig.phoneOfSix("bob").behaving(PeerManner.ringing());
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();

        ring(callId, true, rig.targetOfSix("b1", six), rig.target("b2", four));

        call.awaitAnswered();
        assertThat(six.awaitIncoming().invite().body()).contains("c=IN IP6 " + EdgeRig.SIX);
        assertThat(four.awaitIncoming().invite().body()).contains("c=IN IP4 127.0.0.1");
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void the_platform_answers_and_dials_in_the_family_of_the_party() {
        RtpEar earOfAlice = rig.earOfSix(440);
        RtpEar earOfBob = rig.earOfSix(1200);
        SipPeer alice = rig.phoneOfSix("alice").speaking(earOfAlice);
        SipPeer bob = rig.phoneOfSix("bob").speaking(earOfBob);
        Talk talk = rig.answered(alice);
        rig.log.command(new Command.InviteParty(
                talk.callId(),
                "a",
                false,
                List.of(rig.targetOfSix("b1", bob)),
                EdgeRig.SHOWN,
                EdgeRig.DOMAIN,
                null,
                null));
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("b1"));
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));
        rig.log.await(LegsJoined.class);

        assertThat(talk.caller().awaitAnswered().header("Contact")).contains(ours("[::1]"));
        assertThat(talk.caller().remoteSdp()).contains("c=IN IP6 " + EdgeRig.SIX);
        SipText invite = bob.awaitIncoming().invite();
        assertThat(invite.header("Contact")).contains(ours("[::1]"));
        assertThat(invite.body()).contains("c=IN IP6 " + EdgeRig.SIX);
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
        rig.hangUp(talk.callId(), "a", "b1");
        talk.caller().awaitEnded();
        rig.awaitNoCalls();
    }

    @Test
    void by_a_stream_too() {
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("::1"), rig.edge.sipPort());
        try (SipPeer alice = SipPeer.tcp("alice", "secret", EdgeRig.DOMAIN, server)) {
            SipPeer bob = rig.phone("bob");

            Talk talk = rig.proxied(alice, bob);

            assertThat(talk.caller().awaitAnswered().all("Record-Route").getLast())
                    .contains(ours("[::1]") + ";transport=tcp");
            talk.called().hangUp();
            talk.caller().awaitEnded();
            rig.awaitNoCalls();
        }
    }

    @Test
    void a_party_of_which_no_address_is_known_is_offered_what_suits_the_place_it_is_found_at() {
        SipPeer carrier = rig.phoneOfSix("carrier");
        Contact named = new Contact(carrier.contactUri(), "edge1", "udp", null, "", 5060, false, null);

        ring("call_begun", false, new Target("b1", named));

        rig.log.await(LegAnswered.class);
        assertThat(carrier.awaitIncoming().invite().body()).contains("c=IN IP6 " + EdgeRig.SIX);
        rig.hangUp("call_begun", "b1");
        rig.awaitNoCalls();
    }

    @Test
    void a_call_passed_on_to_the_next_server_of_a_carrier_is_offered_in_the_family_of_that_one() {
        RtpEar earOfAlice = rig.ear(440);
        RtpEar earOfCarrier = rig.ear(1200);
        SipPeer alice = rig.phone("alice").speaking(earOfAlice);
        SipPeer first = rig.phoneOfSix("first").behaving(PeerManner.refusing(503));
        SipPeer second = rig.phone("second").speaking(earOfCarrier);
        server(10, first, "six.carrier.test");
        server(20, second, "four.carrier.test");
        PeerCall call = alice.call(EdgeRig.uri("4930123"));

        ring(rig.log.await(InviteReceived.class).callId(), true, carrier("b1"));

        call.awaitAnswered();
        assertThat(first.awaitIncoming().invite().body()).contains("c=IN IP6 " + EdgeRig.SIX);
        assertThat(second.awaitIncoming().invite().body())
                .contains("c=IN IP4 127.0.0.1")
                .doesNotContain("IP6");
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfCarrier)).isTrue();
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void a_call_passed_on_from_a_silent_server_of_ipv4_to_one_of_ipv6_is_offered_ipv6() {
        RtpEar earOfAlice = rig.ear(440);
        RtpEar earOfCarrier = rig.earOfSix(1200);
        SipPeer alice = rig.phone("alice").speaking(earOfAlice);
        SipPeer first = rig.phone("first").behaving(PeerManner.silent());
        SipPeer second = rig.phoneOfSix("second").speaking(earOfCarrier);
        server(10, first, "four.carrier.test");
        server(20, second, "six.carrier.test");
        PeerCall call = alice.call(EdgeRig.uri("4930123"));

        ring(rig.log.await(InviteReceived.class).callId(), true, carrier("b1"));

        call.awaitAnswered();
        assertThat(first.awaitIncoming().invite().body()).contains("c=IN IP4 127.0.0.1");
        assertThat(second.awaitIncoming().invite().body())
                .contains("c=IN IP6 " + EdgeRig.SIX)
                .doesNotContain("IP4");
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfCarrier)).isTrue();
        call.hangUp();
        rig.awaitNoCalls();
    }
}
