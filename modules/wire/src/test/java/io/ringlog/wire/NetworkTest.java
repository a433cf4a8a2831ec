package io.ringlog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void one_block_has_one_text() {
        assertThat(network("2001:DB8::1").text())
                .isEqualTo(network("2001:db8:0:0:0:0:0:1").text());
        assertThat(network("192.0.2.10").text()).isEqualTo("192.0.2.10");
        assertThat(network("192.0.2.77").within(24).text()).isEqualTo("192.0.2.0/24");
        assertThat(network("192.0.2.77").within(29).text()).isEqualTo("192.0.2.72/29");
        assertThat(network("2001:db8:7::9").within(32).text()).isEqualTo("2001:db8:0:0:0:0:0:0/32");
    }

    @Test
    void a_block_overlaps_what_shares_an_address_with_it() {
        assertThat(network("192.0.2.0/24").overlaps(network("192.0.2.200"))).isTrue();
        assertThat(network("192.0.2.128/25").overlaps(network("192.0.2.0/24"))).isTrue();
        assertThat(network("192.0.2.128/25").overlaps(network("192.0.2.0/25"))).isFalse();
        assertThat(network("0.0.0.0/0").overlaps(network("::/0"))).isFalse();
    }

    @Test
    void what_is_no_literal_is_no_network() {
        for (String text :
                new String[] {"", "localhost", "192.0.2", "192.0.2.1/33", "192.0.2.1/", "::g", "1:2", "/8"}) {
            assertThat(Network.parse(text)).as(text).isEmpty();
        }
        assertThat(network("192.0.2.1/24").isWhole()).isFalse();
        assertThat(network("192.0.2.0/24").isWhole()).isTrue();
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }
}
