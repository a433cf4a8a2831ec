package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Answers over UDP: to the sent-by of the Via, or to the source when the request or the configuration asks for that.
 */
class WhereAnswersGoSpec {
    private static final String CASE = Cases.text("06-no-rport.sip");

    private final TestEdge edge = new TestEdge();
    private DatagramSocket source;
    private DatagramSocket sentBy;

    @BeforeEach
    void open() throws IOException {
        source = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        sentBy = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() {
        source.close();
        sentBy.close();
        edge.close();
    }

    @Test
    void without_rport_an_answer_goes_to_the_port_of_sent_by() throws IOException {
        send(edge, CASE);

        assertThat(received(sentBy)).startsWith("SIP/2.0 200").doesNotContain("rport");
        assertThat(received(source)).isEmpty();
    }

    @Test
    void with_rport_an_answer_goes_back_to_the_source() throws IOException {
        send(edge, CASE.replace(";branch", ";rport;branch"));

        assertThat(received(source)).startsWith("SIP/2.0 200").contains("rport=" + source.getLocalPort());
    }

    @Test
    void a_refusal_before_any_parser_goes_the_same_way() throws IOException {
        String faulty = CASE.replace("CSeq: 1 OPTIONS\r\n", "");
        send(edge, faulty);
        assertThat(received(sentBy)).startsWith("SIP/2.0 400");

        send(edge, faulty.replace(";branch", " ; rport ; branch"));
        assertThat(received(source)).startsWith("SIP/2.0 400");
    }

    @Test
    void a_sent_by_that_no_answer_reaches_is_told_to_the_source() throws IOException {
        send(edge, CASE.replace("127.0.0.1:5062", "127.0.0.1:69926"));

        assertThat(received(source)).startsWith("SIP/2.0 400");
    }

    @Test
    void what_waits_for_its_answer_gets_it_the_same_way_and_so_do_its_repeats() throws IOException {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        String register = CASE.replace("OPTIONS", "REGISTER").replace("1005@acme.example", "1005@acme.test");

        send(edge, register);
        String answer = received(sentBy);
        send(edge, register);

        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(received(sentBy)).isEqualTo(answer);
        send(edge, register.replace(";branch=z9hG4bK", ";rport;branch=z9hG4bK2"));
        assertThat(received(source)).startsWith("SIP/2.0 200");
    }

    @Test
    void a_maddr_does_not_lead_an_answer_to_a_third_party() throws IOException {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        try (DatagramSocket victim = new DatagramSocket(sentBy.getLocalPort(), InetAddress.getByName("127.0.0.9"))) {
            String reflected = CASE.replace(";branch", ";maddr=127.0.0.9;branch");
            send(edge, reflected);
            assertThat(received(sentBy)).startsWith("SIP/2.0 200");

            send(edge, reflected.replace("OPTIONS", "REGISTER").replace("z9hG4bK", "z9hG4bK2"));
            assertThat(received(sentBy)).startsWith("SIP/2.0 200");

            assertThat(received(victim, 100)).isEmpty();
        }
    }

    @Test
    void a_node_can_be_told_to_answer_the_source_always() throws IOException {
        try (TestEdge forcing = new TestEdge(config -> config.forcingRport(true))) {
            send(forcing, CASE);

            assertThat(received(source)).startsWith("SIP/2.0 200");
        }
    }

    private void send(TestEdge to, String text) throws IOException {
        byte[] bytes = text.replace("127.0.0.1:5062", "127.0.0.1:" + sentBy.getLocalPort())
                .getBytes(StandardCharsets.UTF_8);
        source.send(new DatagramPacket(bytes, bytes.length, to.address()));
    }

    private static String received(DatagramSocket socket) throws IOException {
        return received(socket, 2_000);
    }

    private static String received(DatagramSocket socket, int patienceMs) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        socket.setSoTimeout(patienceMs);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return "";
        }
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
