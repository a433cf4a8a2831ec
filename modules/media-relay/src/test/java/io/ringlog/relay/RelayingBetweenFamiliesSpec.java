package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.relay.RelaySettings.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A relay with an address of each family: parties of either meet in it, and each is heard at its own alone. */
class RelayingBetweenFamiliesSpec {
    private static final Payloads PAYLOADS = Payloads.g711(101);
    private static final InetAddress SIX = InetAddress.ofLiteral("::1");

    private static RelaySettings both(RelaySettings settings) {
        return settings.beside(new RelaySettings.Six(SIX, SIX))
                .withWaits(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100));
    }

    private static void hearEachOther(Exchange x, TestPhone six) throws IOException {
        x.remote("a", six.media(PAYLOADS));
        x.remote("b", x.phoneB.media(PAYLOADS));
        x.join("a", "b");
        x.settled();
        six.talk(x.a);
        assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xC);
        x.phoneB.talk(x.b);
        assertThat(six.hear().ssrc()).isEqualTo(0xB);
    }

    @ParameterizedTest
    @EnumSource
    void a_party_of_ipv6_talks_to_one_of_ipv4(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> both(s).withTransport(transport));
                TestPhone six = new TestPhone(SIX, 300, 0xC)) {
            assertThat(x.a.address(true)).isEqualTo(SIX);
            assertThat(x.a.address(false)).isEqualTo(InetAddress.getLoopbackAddress());

            hearEachOther(x, six);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_has_been_heard_in_one_family_is_not_heard_in_the_other(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> both(s).withTransport(transport));
                TestPhone six = new TestPhone(SIX, 300, 0xC)) {
            hearEachOther(x, six);

            x.phoneA.talk(x.a);

            x.until("a", LegCounters::foreign, 1);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
        }
    }

    @Test
    void a_party_may_move_from_one_family_to_the_other_by_its_description() throws Exception {
        try (Exchange x = new Exchange(RelayingBetweenFamiliesSpec::both);
                TestPhone six = new TestPhone(SIX, 300, 0xC)) {
            hearEachOther(x, six);

            x.remote("a", x.phoneA.media(PAYLOADS));
            x.phoneA.talk(x.a);

            assertThat(x.phoneB.hear().sounds(Exchange.HZ_A)).isTrue();
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_leg_moves_to_another_loop_with_both_its_addresses(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> both(s).withLoops(8).withTransport(transport));
                TestPhone six = new TestPhone(SIX, 300, 0xC)) {
            LegPorts other = x.relay.open("another call", "a", LegMedia.MIRRORED);
            x.relay.remote("another call", "a", six.media(PAYLOADS));
            x.remote("b", x.phoneB.media(PAYLOADS));
            x.relay.join("talk", List.of(new LegKey(Exchange.CALL, "b"), new LegKey("another call", "a")));
            x.settled();

            six.talk(other);

            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xC);
            x.phoneB.talk(x.b);
            assertThat(six.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @Test
    void all_addresses_of_both_families_are_one_socket() {
        InetAddress four = InetAddress.ofLiteral("0.0.0.0");
        RelaySettings all = RelaySettings.at(four).beside(new RelaySettings.Six(InetAddress.ofLiteral("::"), SIX));

        assertThat(all.bound()).containsExactly(InetAddress.ofLiteral("::"));
        assertThatThrownBy(() -> Exchange.onLoopback().beside(new RelaySettings.Six(InetAddress.ofLiteral("::"), SIX)))
                .hasMessageContaining("bind must be all of them");
        assertThatThrownBy(() -> RelaySettings.at(SIX).beside(new RelaySettings.Six(SIX, SIX)))
                .hasMessageContaining("bind must be of IPv4");
        assertThatThrownBy(() -> Exchange.onLoopback().beside(new RelaySettings.Six(four, SIX)))
                .hasMessageContaining("stands for IPv6");
    }

    @Test
    void one_address_is_shown_to_everybody() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            assertThat(x.a.address(true)).isEqualTo(x.a.address(false));
        }
    }
}
