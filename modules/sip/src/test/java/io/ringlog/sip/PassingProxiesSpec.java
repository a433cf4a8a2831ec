package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.RegistrarAnswered;
import io.ringlog.testkit.sip.AnsweringServer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies between a phone and us (RFC 3327), and those that a carrier's registrar names (RFC 3608). */
class PassingProxiesSpec {
    private static final String HIDDEN = "<sip:alice@192.168.7.7:5060>";

    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    private SipText register(SipPeer proxy, String... path) {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        SipText request = RegisteringSpec.bare(proxy).with("Contact", HIDDEN);
        for (String entry : path) {
            request = request.with("Path", entry);
        }
        return proxy.request(request);
    }

    private static String route(SipPeer proxy) {
        return "<sip:" + proxy.user() + "@127.0.0.1:" + proxy.localPort() + ";lr>";
    }

    @Test
    void the_way_to_a_phone_is_told_and_repeated() {
        SipPeer proxy = edge.phone("p1");

        assertThat(register(proxy, "Proxy <sip:127.0.0.1;lr>").status()).isEqualTo(200);
        edge.registers.clear();
        SipText ok = register(proxy, route(proxy), "<sip:p2.test;lr>");

        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.header("Path")).isEqualTo(route(proxy) + ",<sip:p2.test;lr>");
        assertThat(ok.header("Supported")).isEqualTo("path");
        RegisterRequest asked = edge.registers.getFirst();
        assertThat(asked.path()).containsExactly(route(proxy), "<sip:p2.test;lr>");
        assertThat(asked.bindings().getFirst().natted()).isFalse();
    }

    @Test
    void a_first_proxy_that_is_not_where_the_request_came_from_is_marked_as_natted() {
        SipPeer proxy = edge.phone("p1");

        register(proxy, "<sip:192.0.2.7;lr>");

        assertThat(edge.registers.getFirst().bindings().getFirst().natted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:p1.test;lr", "<sip:p1.test>", "<tel:+49>", "<sip:p1.test;lr", "nonsense"})
    void a_way_that_cannot_be_taken_again_is_refused(String entry) {
        SipText answer = register(edge.phone("p1"), entry);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(edge.registers).isEmpty();
    }

    @Test
    void so_is_one_that_is_too_long() {
        String nine =
                IntStream.range(0, 9).mapToObj(i -> "<sip:p" + i + ".test;lr>").collect(Collectors.joining(", "));

        assertThat(register(edge.phone("p1"), nine).firstLine()).isEqualTo("SIP/2.0 400 Bad Path");
        assertThat(register(edge.phone("p1"), "<sip:" + "p".repeat(600) + ".test;lr>")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_call_passes_the_proxies_of_the_phone() {
        SipPeer proxy = edge.phone("p1");
        SipPeer caller = edge.registered("bob");
        List<String> path = List.of(route(proxy), "<sip:p2.test;lr>");
        Destination to = Destination.of("sip:alice@192.168.7.7:5060").past(path);
        edge.routing(i -> edge.node.proxy(
                i.callId(), List.of(new ForkTarget("b1", to, Duration.ofSeconds(30))), ProxyOptions.plain()));

        PeerCall call = caller.call("sip:alice@acme.test");

        SipText invite = proxy.awaitIncoming().invite();
        assertThat(invite.requestUri()).isEqualTo("sip:alice@192.168.7.7:5060");
        assertThat(invite.all("Route")).containsExactlyElementsOf(path);
        call.awaitAnswered();
        call.hangUp();
    }

    @Test
    void so_does_a_leg_that_the_platform_dials_and_what_it_takes_back() {
        SipPeer proxy = edge.phone("p1").behaving(PeerManner.ringing());
        Destination to = Destination.of("sip:alice@192.168.7.7:5060").past(List.of(route(proxy)));

        edge.node.dial("call_1", "b1", OutgoingLeg.to(to, "sip:100@acme.test", "v=0\r\n", Duration.ofSeconds(30)));

        PeerCall at = proxy.awaitIncoming();
        assertThat(at.invite().all("Route")).containsExactly(route(proxy));
        edge.await(SipFact.LegRinging.class);
        edge.node.cancelTargets("call_1", List.of("b1"), null);
        assertThat(at.awaitCancelled().all("Route")).containsExactly(route(proxy));
        edge.await(LegFailed.class);
    }

    @Test
    void a_connection_beats_what_a_proxy_says_of_itself() {
        SipPeer proxy = edge.tcpPhone("p1");
        proxy.register();
        String flow = edge.registers.getFirst().head().source().flowId();
        Destination to =
                Destination.over("sip:alice@192.168.7.7:5060", flow).past(List.of("<sip:192.0.2.7;lr;transport=tcp>"));

        edge.node.dial("call_1", "b1", OutgoingLeg.to(to, "sip:100@acme.test", "v=0\r\n", Duration.ofSeconds(30)));

        assertThat(proxy.awaitIncoming().invite().all("Route")).containsExactly("<sip:192.0.2.7;lr;transport=tcp>");
        edge.await(LegAnswered.class);
        edge.node.hangUp("call_1", "b1", HangUp.normal());
    }

    @Test
    void a_phone_may_be_told_to_come_by_way_of_its_edge_alone() {
        try (var named = new TestEdge(config -> config.amongEdgesAt("192.0.2.1").namingItself("edge1.phones.test"))) {
            SipPeer alice = named.phone("alice");
            SipPeer bob = named.registered("bob");

            String route = alice.register().header("Service-Route");

            assertThat(route).isEqualTo("<sip:edge1.phones.test:" + named.node.port() + ";lr>");
            assertThat(named.tcpPhone("carol").register().header("Service-Route"))
                    .isEqualTo("<sip:edge1.phones.test:" + named.node.port() + ";transport=tcp;lr>");
            PeerCall call = alice.call("sip:bob@acme.test", List.of(new SipText.Header("Route", route)));
            call.awaitAnswered();
            assertThat(bob.awaitIncoming().invite().all("Route")).isEmpty();
            call.hangUp();
        }
        assertThat(edge.phone("alice").register().find("Service-Route")).isEmpty();
    }

    @Test
    void an_address_is_told_to_phones_of_its_family_alone() {
        try (var four = new TestEdge(config -> config.namingItself("127.0.0.1"));
                var six = new TestEdge(config -> config.namingItself("[2001:db8::1]"))) {
            assertThat(four.phone("alice").register().header("Service-Route"))
                    .isEqualTo("<sip:127.0.0.1:" + four.node.port() + ";lr>");
            SipText ok = six.phone("alice").register();

            assertThat(ok.status()).isEqualTo(200);
            assertThat(ok.find("Service-Route")).isEmpty();
        }
    }

    private RegistrarAnswered answered(String... routes) {
        try (var trunk = new AnsweringServer()) {
            List<SipText.Header> headers = List.of(routes).stream()
                    .map(it -> new SipText.Header("Service-Route", it))
                    .toList();
            trunk.behaving(request -> new AnsweringServer.Reply(200, headers));
            edge.node.register(new RegisterOrder(
                    "r1",
                    "sip:carrier.test",
                    Destination.of("sip:" + trunk.place()),
                    "sip:acme@carrier.test",
                    "tr_1.mac",
                    "call-id-1",
                    7,
                    600,
                    List.of(),
                    List.of(),
                    "acc_1",
                    Duration.ofSeconds(5)));
            return edge.await(RegistrarAnswered.class);
        }
    }

    @Test
    void the_proxies_that_a_carrier_names_are_told() {
        RegistrarAnswered answer = answered("<sip:p1.carrier.test;lr>", "<sip:p2.carrier.test:5070;lr;x=1>");

        assertThat(answer.serviceRoute())
                .containsExactly("<sip:p1.carrier.test;lr>", "<sip:p2.carrier.test:5070;lr;x=1>");
        assertThat(answer.routeFault()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sip:p2.carrier.test> | entry 2 is no SIP URI that routes loosely (lr)",
                "<tel:+49> | entry 2 is no SIP URI that routes loosely (lr)",
                "<sip:p2.carrier.test:x;lr> | an entry cannot be read",
                "nonsense | an entry cannot be read"
            })
    void none_are_told_where_one_cannot_be_passed_but_why(String second, String why) {
        RegistrarAnswered answer = answered("<sip:p1.carrier.test;lr>", second);

        assertThat(answer.serviceRoute()).isEmpty();
        assertThat(answer.routeFault()).isEqualTo(why);
    }

    @Test
    void so_it_is_where_there_are_too_many() {
        String[] nine = IntStream.range(0, 9)
                .mapToObj(i -> "<sip:p" + i + ".carrier.test;lr>")
                .toArray(String[]::new);

        RegistrarAnswered answer = answered(nine);

        assertThat(answer.serviceRoute()).isEmpty();
        assertThat(answer.routeFault()).isEqualTo("9 entries, of 8 at most");
    }

    @Test
    void a_carrier_that_names_none_has_no_fault() {
        RegistrarAnswered answer = answered();

        assertThat(answer.serviceRoute()).isEmpty();
        assertThat(answer.routeFault()).isNull();
    }
}
