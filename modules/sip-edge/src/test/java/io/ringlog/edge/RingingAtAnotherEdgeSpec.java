package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.BoundContact;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.wire.EdgeHeartbeat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone that is connected to one edge is rung from another. */
class RingingAtAnotherEdgeSpec {
    private static final byte[] KEY = "a key that both have".getBytes(StandardCharsets.UTF_8);

    private EdgeRig home;
    private EdgeRig away;

    @BeforeEach
    void start(@TempDir Path atHome, @TempDir Path atAway) {
        home = new EdgeRig(atHome, config -> config.withKey(KEY));
        away = new EdgeRig(atAway, config -> config.withKey(KEY));
        away.log.edges().heard(heartbeat());
    }

    @AfterEach
    void stop() throws Exception {
        away.close();
        home.close();
    }

    private EdgeHeartbeat heartbeat() {
        return new EdgeHeartbeat(
                "home", 1, "unreached.invalid", home.edge.sipPort(), 0, false, Instant.now(), "127.0.0.1", null);
    }

    /** As the log keeps what the phone has registered at its edge. */
    private Contact connected(SipPeer phone) {
        return new Contact(
                phone.contactUri(), "home", "tcp", flowOf(phone), "127.0.0.1", phone.localPort(), false, null);
    }

    private String flowOf(SipPeer phone) {
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(phone::register);
        RegisterReceived asked = home.log.await(RegisterReceived.class);
        home.log.command(
                new AnswerRegister(asked.requestId(), 200, "OK", List.of(new BoundContact(phone.contactUri(), 1800))));
        assertThat(answer.join().status()).isEqualTo(200);
        return String.valueOf(asked.source().flowId());
    }

    private void ring(String callId, Contact at) {
        away.log.command(new Command.InviteParty(callId, "a", true, List.of(new Target("b1", at)), EdgeRig.SHOWN));
    }

    @Test
    void both_hear_each_other_by_the_relay_of_the_edge_that_has_the_call() {
        SipPeer bob = home.tcpPhone("bob");
        RtpEar aliceEar = away.ear(440);
        RtpEar bobEar = home.ear(700).naming("192.168.1.20");
        SipPeer alice = away.phone("alice").speaking(aliceEar);
        bob.speaking(bobEar);
        Contact contact = connected(bob);
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, contact);

        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        away.awaitHeard(callId, "a", aliceEar);
        away.awaitHeard(callId, "b1", bobEar);
        assertThat(RtpEar.hearEachOther(aliceEar, bobEar)).isTrue();
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
        away.awaitNoCalls();
        assertThat(home.edge.status().liveCalls()).isZero();
    }

    @Test
    void a_phone_of_an_edge_that_is_not_heard_cannot_be_rung_and_it_is_said_why() {
        SipPeer alice = away.phone("alice");
        alice.call(EdgeRig.uri("bob"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, new Contact("sip:bob@10.0.0.1", "gone", "tcp", "tcp:1-1", "10.0.0.1", 4000, false, null));

        LegFailed failed = away.log.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(430);
        assertThat(failed.reason()).isEqualTo("edge gone, which the phone is connected to, is not heard");
    }

    @Test
    void what_may_go_over_tls_alone_does_not_go_by_an_edge_that_speaks_none() {
        SipPeer alice = away.phone("alice");
        alice.call(EdgeRig.uri("bob"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, new Contact("sips:bob@10.0.0.1", "home", "tls", "tls:1-1", "10.0.0.1", 4000, false, null));

        assertThat(away.log.await(LegFailed.class).reason())
                .isEqualTo("edge home, which the phone is connected to, speaks no TLS");
    }

    @Test
    void a_phone_behind_nat_is_rung_by_the_edge_that_its_router_lets_through() {
        SipPeer bob = home.phone("bob");
        SipPeer alice = away.phone("alice");
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, new Contact("sip:bob@10.1.1.1", "home", "udp", null, "127.0.0.1", bob.localPort(), true, null));

        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        assertThat(atBob.invite().header("Via")).contains(":" + home.edge.sipPort());
        atBob.awaitAcknowledged();
        assertThat(call.hangUp().status()).isEqualTo(200);
        atBob.awaitEnded();
    }

    private static Contact behind(SipPeer proxy, String edge, String flow, boolean natted, String place) {
        return new Contact(
                "sip:alice@192.168.7.7:5060",
                edge,
                "tcp",
                flow,
                "127.0.0.1",
                proxy.localPort(),
                natted,
                List.of("<sip:" + place + ";lr>"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_phone_behind_a_proxy_is_called_by_the_edge_that_the_proxy_has_connected_to(boolean natted) {
        SipPeer proxy = home.tcpPhone("proxy");
        String flow = flowOf(proxy);
        PeerCall call = away.phone("bob").call(EdgeRig.uri("alice"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, behind(proxy, "home", flow, natted, "proxy.invalid;transport=tls"));

        call.awaitAnswered();
        PeerCall atProxy = proxy.awaitIncoming();
        assertThat(atProxy.invite().requestUri()).isEqualTo("sip:alice@192.168.7.7:5060");
        assertThat(atProxy.invite().all("Route")).containsExactly("<sip:proxy.invalid;transport=tls;lr>");
        atProxy.awaitAcknowledged();
        assertThat(call.hangUp().status()).isEqualTo(200);
        atProxy.awaitEnded();
    }

    @Test
    void with_nothing_heard_of_that_edge_it_is_called_where_the_proxy_says_it_is() {
        SipPeer proxy = away.phone("proxy");
        PeerCall call = away.phone("bob").call(EdgeRig.uri("alice"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, behind(proxy, "gone", "tcp:1-1", false, "127.0.0.1:" + proxy.localPort() + ";transport=udp"));

        SipText invite = proxy.awaitIncoming().invite();
        assertThat(invite.requestUri()).isEqualTo("sip:alice@192.168.7.7:5060");
        assertThat(invite.all("Route")).containsExactly("<sip:127.0.0.1:" + proxy.localPort() + ";transport=udp;lr>");
        call.awaitAnswered();
        call.hangUp();
    }

    @ParameterizedTest
    @ValueSource(strings = {"home", "gone"})
    void but_not_where_its_register_did_not_come_from(String edge) {
        SipPeer proxy = away.phone("proxy");
        SipPeer stranger = away.phone("stranger");
        PeerCall call = away.phone("bob").call(EdgeRig.uri("alice"));
        String callId = away.log.await(InviteReceived.class).callId();

        ring(callId, behind(proxy, edge, "tcp:1-1", true, "127.0.0.1:" + stranger.localPort()));

        assertThat(away.log.await(LegFailed.class).status()).isEqualTo(430);
        assertThat(stranger.incomingWaiting()).isZero();
        away.hangUp(callId, "a");
        call.awaitFailed();
    }
}
