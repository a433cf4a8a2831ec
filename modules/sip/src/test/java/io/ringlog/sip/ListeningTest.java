package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.sip.Listening.Six;
import io.ringlog.sip.message.Hosts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ListeningTest {

    @Test
    void everybody_is_shown_the_name_of_their_family() {
        Listening both = Listening.on("192.0.2.1", 5060).beside(new Six("[2001:db8::1]", "2001:db8::2"));

        assertThat(both.bound()).containsExactly("192.0.2.1", "2001:db8::1");
        assertThat(both.advertised(false)).isEqualTo("192.0.2.1");
        assertThat(both.advertised(true)).isEqualTo("[2001:db8::2]");
        assertThat(both.amongEdges(true)).isEqualTo("[2001:db8::2]");
        assertThat(both.amongEdgesAt("edge.test").amongEdges(true)).isEqualTo("edge.test");
        assertThat(both.speaksFour()).isTrue();
        assertThat(both.speaksSix()).isTrue();
    }

    @Test
    void a_node_of_one_family_has_one_name() {
        Listening six = Listening.on("2001:db8::1", 5060);

        assertThat(six.advertised(false)).isEqualTo("[2001:db8::1]");
        assertThat(six.speaksFour()).isFalse();
        assertThat(six.speaksSix()).isTrue();
        assertThat(Listening.on("edge.test", 5060).speaksSix()).isFalse();
        assertThat(Listening.on("::", 5060).speaksFour()).isTrue();
    }

    @Test
    void all_addresses_of_both_families_are_one() {
        Listening all = Listening.on("0.0.0.0", 5060).beside(new Six("::", "2001:db8::1"));

        assertThat(all.bound()).containsExactly("::");
        assertThat(all.bindsAll()).isTrue();
        assertThat(all.advertisesNothing()).isTrue();
        assertThat(all.advertising("192.0.2.1").advertisesNothing()).isFalse();
        assertThat(all.advertising("192.0.2.1").beside(Six.on("::")).advertisesNothing())
                .isTrue();
    }

    @Test
    void what_cannot_be_bound_is_refused_in_words() {
        assertThatThrownBy(() -> Six.on("192.0.2.1")).hasMessageContaining("'192.0.2.1' must be an address of IPv6");
        assertThatThrownBy(() -> Listening.on("::1", 5060).beside(Six.on("2001:db8::1")))
                .hasMessageContaining("must be an address of IPv4");
        assertThatThrownBy(() -> Listening.on("192.0.2.1", 5060).beside(Six.on("::")))
                .hasMessageContaining("beside 0.0.0.0 alone");
        assertThatThrownBy(() -> Listening.on("192.0.2.1", 65_536)).hasMessageContaining("65536");
    }

    @Test
    void a_host_is_the_same_however_it_is_written() throws UnknownHostException {
        assertThat(Hosts.same("[2001:DB8::1]", "2001:db8:0:0:0:0:0:1")).isTrue();
        assertThat(Hosts.same("Edge.test", "edge.TEST")).isTrue();
        assertThat(Hosts.same("2001:db8::1", "2001:db8::2")).isFalse();
        assertThat(Hosts.canonical("[no:address]")).isEqualTo("[no:address]");
        assertThat(Hosts.bracketed("2001:db8::1")).isEqualTo("[2001:db8::1]");
        assertThat(Hosts.bracketed("[2001:db8::1]")).isEqualTo("[2001:db8::1]");
        assertThat(Hosts.bracketed("192.0.2.1")).isEqualTo("192.0.2.1");
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        assertThat(Hosts.text(Inet6Address.getByAddress(null, linkLocal, 1))).isEqualTo("fe80:0:0:0:0:0:0:1");
    }
}
