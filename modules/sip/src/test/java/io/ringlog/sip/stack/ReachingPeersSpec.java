package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.Destination;
import io.ringlog.sip.SipNodeConfig;
import java.util.List;
import javax.sip.address.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each transport knows its own flows, and one that the node does not speak reaches nobody. */
class ReachingPeersSpec {
    private final SipSockets sockets = SipSockets.bind(
            SipNodeConfig.on("127.0.0.1", 0, new byte[16]),
            new SipCounters(),
            new SipSockets.Signals(flow -> {}, (peer, why) -> {}, source -> false, source -> {}));

    @AfterEach
    void close() {
        sockets.close();
    }

    @Test
    void a_datagram_flow_is_its_own_way() {
        assertThat(sockets.route(Destination.over("sip:x", "udp:127.0.0.9:5071"))
                        .map(Hop::toString))
                .contains("127.0.0.9:5071/udp");
        assertThat(sockets.route(Destination.over("sip:x", "udp:0:0:0:0:0:0:0:1:5071"))
                        .map(Hop::getPort))
                .contains(5071);
    }

    @Test
    void a_flow_that_is_gone_or_never_was_one_leads_nowhere() {
        for (String flow : new String[] {"tcp:1-1", "tls:1-1", "udp:", "udp:here:99", "udp:127.0.0.1:99999", "x", ""}) {
            assertThat(sockets.route(Destination.over("sip:x", flow))).as(flow).isEmpty();
        }
    }

    @Test
    void what_a_uri_leaves_open_the_transport_fills_in() {
        assertThat(sockets.route(Destination.of("sip:a@127.0.0.9")).map(Hop::toString))
                .contains("127.0.0.9:5060/udp");
        assertThat(sockets.route(Destination.of("sip:a@127.0.0.9:5070;transport=TCP"))
                        .map(Hop::toString))
                .contains("127.0.0.9:5070/tcp");
    }

    @Test
    void a_first_proxy_is_reached_as_it_says_and_else_as_is_usual_there() {
        Destination to = Destination.of("sip:a@carrier.test;transport=tcp").by("tcp");

        assertThat(sockets.route(to.past(List.of("<sip:127.0.0.9;lr>"))).map(Hop::toString))
                .contains("127.0.0.9:5060/tcp");
        assertThat(sockets.route(to.past(List.of("<sip:127.0.0.9;lr;transport=udp>")))
                        .map(Hop::toString))
                .contains("127.0.0.9:5060/udp");
        assertThat(sockets.route(to.by("tls").past(List.of("<sip:127.0.0.9;lr>"))))
                .as("TLS is not spoken")
                .isEmpty();
    }

    @Test
    void a_transport_that_is_not_spoken_reaches_nobody() {
        assertThat(sockets.route(Destination.of("sip:a@127.0.0.9;transport=sctp")))
                .isEmpty();
        assertThat(sockets.route(Destination.via("sip:a@b", "127.0.0.9", 5060, "tls")))
                .isEmpty();
    }

    @Test
    void what_asks_for_a_secure_way_goes_no_other() {
        for (String uri : List.of("sips:a@127.0.0.9", "SIPS:a@127.0.0.9:5061", "sips:a@127.0.0.9;transport=tcp")) {
            assertThat(sockets.route(Destination.of(uri))).as(uri).isEmpty();
        }
        assertThat(sockets.route(Destination.over("sips:a@b", "udp:127.0.0.9:5071")))
                .isEmpty();
        assertThat(sockets.route(Destination.via("sips:a@b", "127.0.0.9", 5060, "udp")))
                .isEmpty();
    }

    @Test
    void every_transport_says_where_it_listens() {
        assertThat(sockets.port("udp")).isEqualTo(sockets.port());
        assertThat(sockets.port("TCP")).isEqualTo(sockets.port());
        assertThat(sockets.listensOn(sockets.port())).isTrue();
        assertThat(sockets.listensOn(0)).isFalse();
    }
}
