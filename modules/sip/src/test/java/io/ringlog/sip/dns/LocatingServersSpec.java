package io.ringlog.sip.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.dns.Records.Kind;
import io.ringlog.testkit.dns.NameServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Where a name leads to (RFC 3263), as a name server on the loopback address says. */
class LocatingServersSpec {
    private static final IntUnaryOperator LEAST = bound -> 0;
    private static final IntUnaryOperator MOST = bound -> bound - 1;

    private final NameServer server = new NameServer();
    private final DnsConfig config = new DnsConfig(
            List.of(server.address()),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofSeconds(30));

    @AfterEach
    void close() {
        server.close();
    }

    private Found locate(String host, int port, @Nullable String transport) {
        return new Locator(new Directory(config), config, List.of(Kind.A), List.of("udp", "tcp", "tls"))
                .locate(new Wanted(host, port, transport));
    }

    private List<String> places(String host, int port, @Nullable String transport) {
        return places(locate(host, port, transport), LEAST);
    }

    private static List<String> places(Found found, IntUnaryOperator draw) {
        return found.places(draw).stream()
                .map(it -> it.transport() + " " + it.address() + ":" + it.port())
                .toList();
    }

    private void servers(String service, String transport) {
        server.says(service, "SRV", 60, "20 0 5070 " + transport + "2.carrier.test.")
                .says(service, "SRV", 60, "10 0 5060 " + transport + "1.carrier.test.")
                .says(transport + "1.carrier.test", "A", 60, "192.0.2.1")
                .says(transport + "2.carrier.test", "A", 60, "192.0.2.2");
    }

    @Test
    void rules_say_the_transport_and_servers_the_port() {
        server.says("carrier.test", "NAPTR", 60, "50 50 \"s\" \"SIP+D2T\" \"\" _sip._tcp.carrier.test.")
                .says("carrier.test", "NAPTR", 60, "90 50 \"S\" \"SIP+D2U\" \"\" _sip._udp.carrier.test.")
                .says("carrier.test", "NAPTR", 60, "10 50 \"s\" \"SIP+D2S\" \"\" _sip._sctp.carrier.test.")
                .says("carrier.test", "NAPTR", 60, "20 50 \"u\" \"E2U+sip\" \"!^.*$!sip:x@y!\" .");
        servers("_sip._tcp.carrier.test", "tcp");
        servers("_sip._udp.carrier.test", "udp");

        assertThat(places("carrier.test", 0, null))
                .containsExactly(
                        "tcp 192.0.2.1:5060", "tcp 192.0.2.2:5070", "udp 192.0.2.1:5060", "udp 192.0.2.2:5070");
        assertThat(server.asked()).doesNotContain("SRV _sip._sctp.carrier.test");
    }

    @Test
    void without_rules_each_transport_is_asked_for_its_servers() {
        servers("_sips._tcp.carrier.test", "tls");
        servers("_sip._udp.carrier.test", "udp");

        assertThat(places("carrier.test", 0, null))
                .startsWith("udp 192.0.2.1:5060")
                .contains("tls 192.0.2.2:5070");
    }

    @Test
    void a_transport_that_is_said_needs_no_rules() {
        servers("_sip._tcp.carrier.test", "tcp");

        assertThat(places("carrier.test", 0, "tcp")).containsExactly("tcp 192.0.2.1:5060", "tcp 192.0.2.2:5070");
        assertThat(server.asked()).startsWith("SRV _sip._tcp.carrier.test").noneMatch(it -> it.startsWith("NAPTR"));
    }

    @Test
    void a_port_that_is_said_needs_addresses_alone() {
        server.says("carrier.test", "A", 60, "192.0.2.9");

        assertThat(places("carrier.test", 5080, null)).containsExactly(" 192.0.2.9:5080");
        assertThat(server.asked()).containsExactly("A carrier.test");
    }

    @Test
    void who_has_no_servers_is_reached_at_the_usual_port() {
        server.says("carrier.test", "A", 60, "192.0.2.9");

        assertThat(places("carrier.test", 0, null)).containsExactly(" 192.0.2.9:5060");
        assertThat(places("carrier.test", 0, "tls")).containsExactly("tls 192.0.2.9:5061");
    }

    @Test
    void who_says_that_there_is_no_service_is_not_reached_at_all() {
        server.says("_sip._udp.carrier.test", "SRV", 60, "0 0 0 .").says("carrier.test", "A", 60, "192.0.2.9");

        assertThat(places("carrier.test", 0, "udp")).isEmpty();
    }

    @Test
    void servers_of_one_priority_share_by_weight() {
        server.says("_sip._udp.carrier.test", "SRV", 60, "10 90 5060 big.carrier.test.")
                .says("_sip._udp.carrier.test", "SRV", 60, "10 10 5060 small.carrier.test.")
                .says("big.carrier.test", "A", 60, "192.0.2.1")
                .says("small.carrier.test", "A", 60, "192.0.2.2");
        Found found = locate("carrier.test", 0, "udp");

        assertThat(places(found, LEAST).getFirst()).contains("192.0.2.2");
        assertThat(places(found, bound -> Math.min(10, bound - 1)).getFirst()).contains("192.0.2.2");
        assertThat(places(found, bound -> Math.min(11, bound - 1)).getFirst()).contains("192.0.2.1");
        assertThat(places(found, MOST)).hasSize(2).first().asString().contains("192.0.2.1");
    }

    @Test
    void aliases_are_followed_and_count_for_how_long_it_is_good() {
        server.says("carrier.test", "CNAME", 20, "sbc.carrier.test.").says("sbc.carrier.test", "A", 600, "192.0.2.9");

        Found found = locate("carrier.test", 5060, null);

        assertThat(places(found, LEAST)).containsExactly(" 192.0.2.9:5060");
        assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aliases_without_end_lead_nowhere() {
        server.says("carrier.test", "CNAME", 60, "b.carrier.test.")
                .says("b.carrier.test", "CNAME", 60, "carrier.test.");
        for (int i = 0; i < 100; i++) {
            server.says("a" + i + ".test", "CNAME", 60, "a" + (i + 1) + ".test.");
        }
        server.says("a100.test", "A", 60, "192.0.2.9");

        assertThat(places("carrier.test", 5060, null)).isEmpty();
        assertThat(places("a0.test", 5060, null)).isEmpty();
        assertThat(server.asked().size()).isLessThan(25);
    }

    @Test
    void how_long_it_is_good_has_bounds() {
        server.says("short.test", "A", 0, "192.0.2.9").says("long.test", "A", 2_000_000_000, "192.0.2.9");

        assertThat(locate("short.test", 5060, null).ttl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(locate("long.test", 5060, null).ttl()).isEqualTo(Duration.ofHours(1));
        assertThat(locate("none.test", 5060, null).ttl()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void who_says_very_much_is_read_as_far_as_a_call_may_go() {
        for (int i = 0; i < 40; i++) {
            server.says("_sip._udp.carrier.test", "SRV", 60, i + " 0 5060 s" + i + ".test.")
                    .says("s" + i + ".test", "A", 60, "192.0.2." + i)
                    .says("many.test", "A", 60, "198.51.100." + i);
        }

        assertThat(places("carrier.test", 0, "udp")).hasSize(8).startsWith("udp 192.0.2.0:5060");
        assertThat(places("many.test", 5060, null)).hasSize(4);
        assertThat(server.asked()).hasSizeLessThan(24);
    }

    @Test
    void what_is_longer_than_a_datagram_may_be_is_not_read() {
        for (int i = 0; i < 2_000; i++) {
            server.says("huge.test", "A", 60, "198.51.100." + i % 250);
        }

        assertThat(places("huge.test", 5060, null)).isEmpty();
    }

    @Test
    void many_servers_of_many_rules_are_asked_for_so_often_and_no_more() {
        for (int i = 0; i < 10; i++) {
            String service = "_s" + i + ".test";
            server.says("carrier.test", "NAPTR", 60, i + " 0 \"s\" \"SIP+D2U\" \"\" " + service + ".");
            for (int j = 0; j < 10; j++) {
                server.says(service, "SRV", 60, j + " 0 5060 h" + i + "-" + j + ".test.");
            }
        }

        assertThat(places("carrier.test", 0, null)).isEmpty();
        assertThat(server.asked().size()).isLessThanOrEqualTo(24);
    }

    @Test
    void an_answer_to_another_question_is_none() {
        server.says("carrier.test", "A", 60, "192.0.2.9");
        server.behaving(question -> List.of(lying(question, "192.0.2.66", 1)));

        assertThat(places("carrier.test", 5060, null)).isEmpty();

        server.behaving(question -> {
            Message other = server.honest(question).getFirst();
            other.removeAllRecords(Section.ANSWER);
            other.addRecord(record("elsewhere.test", "192.0.2.66"), Section.ANSWER);
            return List.of(other);
        });
        assertThat(places("carrier.test", 5060, null)).isEmpty();
    }

    @Test
    void one_liar_among_honest_answers_is_not_believed() {
        server.says("carrier.test", "A", 60, "192.0.2.9");
        server.behaving(question ->
                server.asked().size() == 1 ? List.of(lying(question, "192.0.2.66", 1)) : server.honest(question));

        assertThat(places("carrier.test", 5060, null)).containsExactly(" 192.0.2.9:5060");
    }

    @Test
    void who_keeps_silent_is_asked_twice_and_for_no_more_servers() {
        server.behaving(question -> List.of());

        assertThat(places("carrier.test", 0, null)).isEmpty();
        assertThat(server.asked())
                .containsExactly("NAPTR carrier.test", "NAPTR carrier.test", "A carrier.test", "A carrier.test");
    }

    @Test
    void names_that_are_nobodys_are_asked_nobody() {
        assertThat(places("df7jal23ls0d.invalid", 0, null)).isEmpty();
        assertThat(places("no such name", 0, null)).isEmpty();
        assertThat(places("x".repeat(64) + ".test", 5060, null)).isEmpty();
        assertThat(places("localhost", 0, null)).containsExactly(" 127.0.0.1:5060");
        assertThat(server.asked()).isEmpty();
    }

    private static Message lying(Message question, String address, int idOff) {
        Message lie = new Message((question.getHeader().getID() + idOff) & 0xffff);
        lie.getHeader().setFlag(Flags.QR);
        lie.addRecord(question.getQuestion(), Section.QUESTION);
        lie.addRecord(record(question.getQuestion().getName().toString(true), address), Section.ANSWER);
        return lie;
    }

    private static Record record(String name, String address) {
        return new ARecord(NameServer.named(name), DClass.IN, 60, InetAddress.ofLiteral(address));
    }
}
