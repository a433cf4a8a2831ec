package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.dns.DnsConfig;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.sip.tls.Listening;
import io.ringlog.sip.tls.SelfSigned;
import io.ringlog.testkit.dns.NameServer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerWay;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to carriers by TLS: who is called proves the name they are called by, and is shown who we are. */
class CallingByTlsSpec {
    @TempDir
    Path folder;

    private final CompletableFuture<SSLSocket> reached = new CompletableFuture<>();
    private final NameServer names = new NameServer();
    private TestEdge edge = new TestEdge();
    private int port;

    @AfterEach
    void close() {
        edge.close();
        names.close();
    }

    /** A carrier whose certificate names {@code host}, and an edge that believes it where it should. */
    private void meet(String host, boolean believed, boolean mutual) throws Exception {
        edge.close();
        Path ours = SafePhones.certified(folder.resolve("ours"));
        Path theirs = folder.resolve("theirs");
        SelfSigned.into(theirs, List.of(host));
        Path known = believed ? theirs : ours.resolve("default");
        edge = new TestEdge(config -> config.with(
                        SipNodeConfig.Streams.none().tls(ours).trusting(Optional.of(known.resolve("fullchain.pem"))))
                .with(DnsConfig.ofTheMachine().asking(names.address())));
        SSLServerSocket carrier = Listening.with(theirs, mutual ? ours.resolve("default") : theirs);
        port = carrier.getLocalPort();
        Thread.ofVirtual().start(() -> {
            try (carrier) {
                SSLSocket socket = (SSLSocket) carrier.accept();
                socket.startHandshake();
                reached.complete(socket);
            } catch (java.io.IOException refused) {
                reached.completeExceptionally(refused);
            }
        });
    }

    private void dial(String uri) {
        dial(Destination.of(uri));
    }

    private void dial(Destination to) {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 40000 RTP/AVP 8\r\n";
        edge.node.dial("call_1", "b1", OutgoingLeg.to(to, "sip:us@acme.test", sdp, Duration.ofSeconds(20)));
    }

    @Test
    void a_carrier_that_proves_its_name_is_called_and_ends_the_call() throws Exception {
        meet("localhost", true, false);
        dial("sip:123@localhost:" + port + ";transport=tls");

        try (SipPeer carrier = new SipPeer("carrier", "", "carrier.test", PeerWay.tls(reached.get()))) {
            PeerCall call = carrier.awaitIncoming();
            edge.await(LegAnswered.class);
            call.awaitAcknowledged();
            assertThat(call.invite().header("Via")).startsWith("SIP/2.0/TLS");
            assertThat(call.invite().header("Contact")).endsWith(":" + edge.node.port("tls") + ";transport=tls>");
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
        assertThat(edge.await(SipFact.LegEnded.class).legId()).isEqualTo("b1");
    }

    @Test
    void a_first_proxy_that_names_no_transport_proves_its_name_where_the_carrier_would() throws Exception {
        meet("localhost", true, false);
        dial(Destination.of("sip:123@carrier.invalid;transport=tls")
                .by("tls")
                .past(List.of("<sip:localhost:" + port + ";lr>")));

        SSLSocket connected = reached.get(10, TimeUnit.SECONDS);
        try (SipPeer proxy = new SipPeer("carrier", "", "carrier.test", PeerWay.tls(connected))) {
            assertThat(proxy.awaitIncoming().invite().header("Via")).startsWith("SIP/2.0/TLS");
            edge.await(LegAnswered.class);
        }
    }

    @Test
    void a_carrier_is_shown_our_certificate_when_it_asks() throws Exception {
        meet("localhost", true, true);
        dial("sips:123@localhost:" + port);

        try (SipPeer carrier = new SipPeer("carrier", "", "carrier.test", PeerWay.tls(reached.get()))) {
            assertThat(reached.get().getSession().getPeerPrincipal().getName()).isEqualTo("CN=localhost");
            assertThat(carrier.awaitIncoming().invite().header("Contact")).startsWith("<sips:127.0.0.1:");
            edge.await(LegAnswered.class);
        }
    }

    @Test
    void a_certificate_of_somebody_else_is_a_leg_that_fails_and_says_so() throws Exception {
        meet("other.test", true, false);
        dial("sip:123@localhost:" + port + ";transport=tls");

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.reason()).isEqualTo("TLS: the certificate is that of [other.test] and not of localhost");
        edge.awaitCount(Counter.HANDSHAKE_UNTRUSTED, 1);
    }

    @Test
    void a_server_that_a_name_leads_to_proves_that_name_and_not_its_own() throws Exception {
        meet("carrier.test", true, false);
        names.says("_sips._tcp.carrier.test", "SRV", 60, "1 0 " + port + " sbc.test.")
                .says("sbc.test", "A", 60, "127.0.0.1");
        dial("sip:123@carrier.test;transport=tls");

        try (SipPeer carrier = new SipPeer("carrier", "", "carrier.test", PeerWay.tls(reached.get()))) {
            carrier.awaitIncoming();
            edge.await(LegAnswered.class);
        }
    }

    @Test
    void a_server_that_proves_its_own_name_alone_is_not_called() throws Exception {
        meet("sbc.test", true, false);
        names.says("_sips._tcp.other.test", "SRV", 60, "1 0 " + port + " sbc.test.")
                .says("sbc.test", "A", 60, "127.0.0.1");
        dial("sip:123@other.test;transport=tls");

        assertThat(edge.await(LegFailed.class).reason())
                .isEqualTo("TLS: the certificate is that of [sbc.test] and not of other.test");
    }

    @Test
    void a_certificate_of_no_known_authority_is_refused() throws Exception {
        meet("localhost", false, false);
        dial("sip:123@localhost:" + port + ";transport=tls");

        assertThat(edge.await(LegFailed.class).reason()).startsWith("TLS: ");
        edge.awaitCount(Counter.HANDSHAKE_UNTRUSTED, 1);
    }

    @Test
    void an_edge_without_tls_says_so() {
        dial("sip:123@localhost:5061;transport=tls");

        assertThat(edge.await(LegFailed.class).reason()).contains("TLS is asked for, which is not spoken here");
    }
}
