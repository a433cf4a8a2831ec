package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.LegSent;
import io.ringlog.sip.SipFact.OptionsAnswered;
import io.ringlog.sip.dns.DnsConfig;
import io.ringlog.testkit.dns.NameServer;
import io.ringlog.testkit.sip.AnsweringServer;
import io.ringlog.testkit.sip.AnsweringServer.Reply;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that did not serve are tried last for a while, and a call does not wait for who has lost its connection. */
class RememberingServersSpec {
    private final NameServer names = new NameServer();
    private final TestEdge edge =
            new TestEdge(config -> config.with(DnsConfig.ofTheMachine().asking(names.address())));
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer first = edge.phone("first");
    private final SipPeer second = edge.phone("second");

    @BeforeEach
    void name() {
        names.says("sbc.carrier.test", "A", 60, "127.0.0.1");
        names.says("_sip._udp.carrier.test", "SRV", 60, "10 0 " + first.localPort() + " sbc.carrier.test.");
        names.says("_sip._udp.carrier.test", "SRV", 60, "20 0 " + second.localPort() + " sbc.carrier.test.");
        second.behaving(PeerManner.answering());
    }

    @AfterEach
    void close() {
        edge.close();
        names.close();
    }

    private void routes(String uri) {
        edge.routing(invite -> edge.node.proxy(
                invite.callId(), List.of(TestEdge.target("T", Destination.of(uri))), ProxyOptions.plain()));
    }

    private void called() {
        PeerCall call = alice.call("sip:4930123@acme.test");
        call.awaitAnswered();
        call.hangUp();
    }

    private void sent(SipPeer to, @Nullable String passedOver) {
        LegSent sent = edge.await(LegSent.class);
        assertThat(sent.at()).isEqualTo("127.0.0.1:" + to.localPort());
        assertThat(sent.passedOver()).isEqualTo(passedOver);
    }

    @Test
    void who_kept_silent_is_tried_last_until_it_answers_again() {
        routes("sip:4930123@carrier.test");
        first.behaving(PeerManner.silent());
        called();
        sent(first, null);
        sent(second, "No Answer");

        called();
        sent(second, "No Answer");

        first.behaving(PeerManner.answering());
        routes("sip:4930123@127.0.0.1:" + first.localPort());
        called();
        routes("sip:4930123@carrier.test");
        called();
        sent(first, null);
    }

    @Test
    void who_answers_options_is_tried_first_again() {
        try (AnsweringServer mute = new AnsweringServer().behaving(request -> null)) {
            names.says("_sip._udp.mute.test", "SRV", 60, "10 0 " + mute.port() + " sbc.carrier.test.");
            names.says("_sip._udp.mute.test", "SRV", 60, "20 0 " + second.localPort() + " sbc.carrier.test.");
            routes("sip:4930123@mute.test");
            called();
            called();
            assertThat(edge.await(LegSent.class).passedOver()).isNull();
            sent(second, "No Answer");
            sent(second, "No Answer");

            mute.behaving(request -> request.method().equals("OPTIONS") ? new Reply(200) : null);
            edge.node.askOptions(
                    "a1", Destination.of("sip:mute.test"), "sip:a@mute.test", "acc_1", Duration.ofSeconds(10));
            assertThat(edge.await(OptionsAnswered.class).status()).isEqualTo(200);
            called();
            assertThat(edge.await(LegSent.class).at()).isEqualTo(mute.place());
        }
    }

    @Test
    void who_says_when_to_come_back_is_left_alone_so_long_and_who_does_not_is_asked_by_the_next_call() {
        routes("sip:4930123@carrier.test");
        first.behaving(PeerManner.refusing(503));
        called();
        sent(first, null);
        sent(second, "503 Final");

        first.behaving(call -> call.refuse(503, List.of(new SipText.Header("Retry-After", "60"))));
        called();
        sent(first, null);
        sent(second, "503 Final");
        called();
        sent(second, "503 Final");
    }

    @Test
    void who_has_the_call_and_loses_its_connection_is_passed_over() throws IOException {
        try (ServerSocket down = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> tryingAndGone(down));
            names.says("_sip._tcp.stream.test", "SRV", 60, "10 0 " + down.getLocalPort() + " sbc.carrier.test.");
            names.says("_sip._tcp.stream.test", "SRV", 60, "20 0 " + second.localPort() + " sbc.carrier.test.");
            routes("sip:4930123@stream.test;transport=tcp");

            alice.call("sip:4930123@acme.test");

            assertThat(edge.await(LegSent.class).passedOver()).isNull();
            LegSent next = edge.await(LegSent.class);
            assertThat(next.at()).isEqualTo("127.0.0.1:" + second.localPort());
            assertThat(next.passedOver()).isNotNull();
        }
    }

    /** Says that it has the INVITE, and breaks the connection. */
    private static void tryingAndGone(ServerSocket server) {
        try (Socket connection = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder("SIP/2.0 100 Trying\r\n");
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.matches("(?i)(via|from|to|call-id|cseq):.*")) {
                    answer.append(line).append("\r\n");
                }
            }
            connection.getOutputStream().write((answer + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
