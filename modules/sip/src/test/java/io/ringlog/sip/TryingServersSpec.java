package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.RegisterOrder.Credentials;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.LegSent;
import io.ringlog.sip.SipFact.OptionsAnswered;
import io.ringlog.sip.SipFact.RegistrarAnswered;
import io.ringlog.sip.dns.DnsConfig;
import io.ringlog.testkit.dns.NameServer;
import io.ringlog.testkit.sip.AnsweringServer;
import io.ringlog.testkit.sip.AnsweringServer.Reply;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name leads to several servers, which are tried one after the other (RFC 3263 section 4.3). */
class TryingServersSpec {
    private final NameServer names = new NameServer();
    private final TestEdge edge =
            new TestEdge(config -> config.with(DnsConfig.ofTheMachine().asking(names.address())));
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer first = edge.phone("first");
    private final SipPeer second = edge.phone("second");

    @BeforeEach
    void name() {
        names.says("sbc.carrier.test", "A", 60, "127.0.0.1");
        server(10, first.localPort());
        server(20, second.localPort());
        edge.routing(this::toCarrier);
        second.behaving(PeerManner.answering());
    }

    @AfterEach
    void close() {
        edge.close();
        names.close();
    }

    private void server(int priority, int port) {
        names.says("_sip._udp.carrier.test", "SRV", 60, priority + " 0 " + port + " sbc.carrier.test.");
    }

    private void toCarrier(InviteReceived invite) {
        Destination carrier = Destination.of("sip:4930123@carrier.test");
        edge.node.proxy(invite.callId(), List.of(TestEdge.target("T", carrier)), ProxyOptions.plain());
    }

    private LegSent sent(SipPeer to, String passedOver) {
        LegSent sent = edge.await(LegSent.class);
        assertThat(sent.host()).isEqualTo("carrier.test");
        assertThat(sent.at()).isEqualTo("127.0.0.1:" + to.localPort());
        assertThat(sent.transport()).isEqualTo("udp");
        assertThat(sent.passedOver()).isEqualTo(passedOver);
        return sent;
    }

    @Test
    void who_is_first_by_priority_gets_the_call_and_nobody_else() {
        first.behaving(PeerManner.answering());

        alice.call("sip:4930123@acme.test").awaitAnswered();

        sent(first, null);
        edge.await(LegAnswered.class);
        assertThat(second.incomingWaiting()).isZero();
    }

    @Test
    void who_cannot_serve_is_passed_over() {
        first.behaving(PeerManner.refusing(503));

        alice.call("sip:4930123@acme.test").awaitAnswered();

        sent(first, null);
        assertThat(sent(second, "503 Final").legId()).isEqualTo("T");
        edge.await(LegAnswered.class);
    }

    @Test
    void who_has_the_call_and_cannot_serve_after_all_is_passed_over() {
        first.behaving(call -> call.progress(100, List.of()).refuse(503));

        alice.call("sip:4930123@acme.test").awaitAnswered();

        sent(first, null);
        sent(second, "503 Final");
        edge.await(LegAnswered.class);
    }

    @Test
    void who_has_the_call_is_waited_for() {
        first.behaving(PeerManner.tryingBeforeAnswering(Duration.ofSeconds(4)));

        alice.call("sip:4930123@acme.test").awaitAnswered();

        sent(first, null);
        edge.await(LegAnswered.class);
        assertThat(second.incomingWaiting()).isZero();
    }

    @Test
    void the_next_server_is_cancelled_when_it_has_the_call_and_no_earlier() {
        first.behaving(call -> call.progress(100, List.of()).refuse(503));
        AtomicReference<String> said = new AtomicReference<>("nothing");
        AtomicReference<String> cancelled = new AtomicReference<>();
        second.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall call) {}

            @Override
            public void cancelled(PeerCall call) {
                cancelled.set(said.get());
                call.confirmCancel();
            }
        });
        PeerCall call = alice.call("sip:4930123@acme.test");
        PeerCall next = second.awaitIncoming();

        call.cancel().awaitFailed();
        said.set("100");
        next.progress(100, List.of()).awaitCancelled();

        assertThat(edge.await(LegFailed.class).status()).isEqualTo(487);
        assertThat(cancelled).hasValue("100");
        edge.awaitNoCalls();
    }

    @Test
    void who_keeps_silent_is_passed_over_and_hung_up_if_it_answers_after_all() {
        first.behaving(PeerManner.silent());

        PeerCall call = alice.call("sip:4930123@acme.test");
        PeerCall late = first.awaitIncoming();
        call.awaitAnswered();
        sent(first, null);
        sent(second, "No Answer");
        late.answer();

        late.awaitEnded();
        call.hangUp();
        edge.awaitNoCalls();
    }

    @Test
    void a_refusal_that_says_something_of_the_call_is_no_reason_to_try_another() {
        first.behaving(PeerManner.refusing(486));

        alice.call("sip:4930123@acme.test");

        assertThat(edge.await(LegFailed.class).status()).isEqualTo(486);
        assertThat(second.incomingWaiting()).isZero();
    }

    @Test
    void when_nobody_can_serve_the_last_word_counts() {
        first.behaving(PeerManner.refusing(503));
        second.behaving(PeerManner.refusing(503));

        alice.call("sip:4930123@acme.test");

        assertThat(edge.await(LegFailed.class).status()).isEqualTo(503);
        edge.awaitNoCalls();
    }

    @Test
    void a_leg_of_the_platforms_own_goes_the_same_ways() {
        first.behaving(PeerManner.refusing(503));

        edge.node.dial(
                "call_x",
                "T",
                OutgoingLeg.to(
                        Destination.of("sip:4930123@carrier.test"),
                        "sip:a@acme.test",
                        "v=0\r\n",
                        Duration.ofSeconds(20)));

        sent(first, null);
        sent(second, "503 Final");
        edge.await(LegAnswered.class);
    }

    @Test
    void who_gives_up_while_the_name_is_looked_up_has_rung_nobody() {
        names.behaving(question -> List.of());
        PeerCall call = alice.call("sip:4930123@acme.test");
        edge.await(InviteReceived.class);

        call.cancel();

        assertThat(edge.await(LegFailed.class).status()).isEqualTo(487);
        edge.awaitNoCalls();
        assertThat(first.incomingWaiting()).isZero();
    }

    @Test
    void members_outside_at_a_name_each_are_all_rung() {
        first.behaving(PeerManner.silent());
        for (int i = 0; i < 30; i++) {
            names.says("_sip._udp.carrier" + i + ".test", "SRV", 60, "1 0 " + first.localPort() + " sbc.carrier.test.");
        }
        edge.routing(invite -> edge.node.proxy(
                invite.callId(),
                IntStream.range(0, 30)
                        .mapToObj(i -> TestEdge.target("T" + i, Destination.of("sip:49301@carrier" + i + ".test")))
                        .toList(),
                ProxyOptions.plain()));

        alice.call("sip:4930123@acme.test");

        assertThat(IntStream.range(0, 30)
                        .mapToObj(i -> edge.await(LegSent.class).legId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_name_is_looked_up_no_longer_than_the_target_is_to_ring() {
        names.behaving(question -> List.of());

        edge.node.dial(
                "call_x",
                "T",
                OutgoingLeg.to(
                        Destination.of("sip:4930123@carrier.test"),
                        "sip:a@acme.test",
                        "v=0\r\n",
                        Duration.ofMillis(200)));

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.reason()).isEqualTo("No Route: the name was not found in time");
        edge.awaitNoCalls();
    }

    @Test
    void a_name_that_nobody_has_is_no_way() {
        edge.routing(invite -> edge.node.proxy(
                invite.callId(),
                List.of(TestEdge.target("T", Destination.of("sip:1@nobody.test"))),
                ProxyOptions.plain()));

        alice.call("sip:1@acme.test");

        assertThat(edge.await(LegFailed.class).reason()).isEqualTo("No Route");
    }

    @Test
    void questions_to_a_trunk_go_on_to_the_next_server_too() {
        try (AnsweringServer down = new AnsweringServer().behaving(request -> new Reply(503));
                AnsweringServer mute = new AnsweringServer().behaving(request -> null);
                AnsweringServer up = new AnsweringServer()) {
            int priority = 1;
            for (AnsweringServer one : List.of(down, mute, up)) {
                names.says("_sip._udp.trunk.test", "SRV", 60, priority++ + " 0 " + one.port() + " sbc.carrier.test.");
            }

            edge.node.askOptions(
                    "a1", Destination.of("sip:trunk.test"), "sip:a@trunk.test", "acc_1", Duration.ofSeconds(10));
            assertThat(edge.await(OptionsAnswered.class).status()).isEqualTo(200);

            edge.node.register(new RegisterOrder(
                    "r1",
                    "sip:trunk.test",
                    Destination.of("sip:trunk.test"),
                    "sip:acme@trunk.test",
                    "tr_1.mac",
                    "call-id-1",
                    7,
                    600,
                    List.of(),
                    List.<Credentials>of(),
                    "acc_1",
                    Duration.ofSeconds(10)));
            assertThat(edge.await(RegistrarAnswered.class).status()).isEqualTo(200);
        }
    }
}
