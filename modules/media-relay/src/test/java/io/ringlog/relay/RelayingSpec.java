package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.relay.RelaySettings.Transport;
import io.ringlog.relay.TestPhone.Heard;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelayingSpec {
    @ParameterizedTest
    @EnumSource
    void tones_cross_both_ways(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).connected()) {
            Heard[] atA = new Heard[10];
            Heard[] atB = new Heard[10];
            for (int i = 0; i < 10; i++) {
                x.phoneA.talk(x.a);
                atB[i] = x.phoneB.hear();
                x.phoneB.talk(x.b);
                atA[i] = x.phoneA.hear();
            }
            assertThat(Goertzel.share(TestPhone.sound(G711.PCMU, atB), Exchange.HZ_A))
                    .isGreaterThan(0.95);
            assertThat(Goertzel.share(TestPhone.sound(G711.PCMU, atA), Exchange.HZ_B))
                    .isGreaterThan(0.95);
            assertThat(atB[0].ssrc()).isEqualTo(0xA);
            assertThat(atB[9].sequence()).isEqualTo(65531 + 9 & 0xFFFF);
            x.until("b", LegCounters::forwardedOut, 10);
            assertThat(x.count("b").forwardedOut()).isEqualTo(10);
            assertThat(x.count("b").forwardedBytesOut()).isEqualTo(1720);
            assertThat(x.count("a").packetsIn()).isEqualTo(11);
            assertThat(x.count("a").engineOut()).isZero();
            assertThat(x.count("b").transcodedOut()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void reports_cross_on_the_odd_ports(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).connected()) {
            assertThat(x.a.rtpPort() % 2).isZero();
            assertThat(x.a.rtcpPort()).isEqualTo(x.a.rtpPort() + 1);
            x.phoneA.report(x.a);
            assertThat(x.phoneB.hearReport()).hasSize(8);
            assertThat(x.count("a").rtcpIn()).isEqualTo(1);
            x.until("b", LegCounters::rtcpOut, 1);
        }
    }

    @Test
    void reports_of_a_leg_with_one_port_go_to_the_other_legs_second() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.remote("a", x.phoneA.media(Payloads.g711(101)).muxed());
            byte[] report = {(byte) 0x80, (byte) 200, 0, 1, 0, 0, 0, 9};
            x.phoneA.raw(report, x.a.rtpPort(), x.a.address());
            assertThat(x.phoneB.hearReport()).isEqualTo(report);
            x.phoneB.report(x.b);
            assertThat(x.phoneA.hearRaw()).hasSize(8);
            assertThat(x.count("a").packetsIn()).isEqualTo(1);
        }
    }

    @Test
    void different_laws_are_translated_and_only_then() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.remote("b", x.phoneB.media(Payloads.only(G711.PCMA, 101)));
            x.phoneB.speaks(G711.PCMA);
            Heard[] atB = new Heard[10];
            for (int i = 0; i < 10; i++) {
                x.phoneA.talk(x.a);
                atB[i] = x.phoneB.hear();
            }
            x.phoneB.talk(x.b);
            Heard atA = x.phoneA.hear();
            assertThat(atB[0].payloadType()).isEqualTo(8);
            assertThat(Goertzel.share(TestPhone.sound(G711.PCMA, atB), Exchange.HZ_A))
                    .isGreaterThan(0.95);
            x.until("b", LegCounters::transcodedOut, 10);
            assertThat(atA.payloadType()).as("a speaks both laws").isEqualTo(8);
            assertThat(x.count("a").transcodedOut()).isZero();
        }
    }

    @Test
    void telephone_events_get_the_number_the_other_leg_knows() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.remote("b", x.phoneB.media(Payloads.g711(96)));
            x.phoneA.press(x.a, '4', 101);
            Heard event = x.phoneB.hear();
            assertThat(event.payloadType()).isEqualTo(96);
            assertThat(event.marker()).isTrue();
            x.phoneB.press(x.b, '4', 96);
            assertThat(x.phoneA.hear().payloadType()).isEqualTo(101);
            assertThat(x.events.lines).as("the engine is out").isEmpty();
        }
    }

    @Test
    void telephone_events_are_kept_from_a_leg_that_knows_none() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.remote("b", x.phoneB.media(Payloads.g711(Payloads.NO_EVENTS)));
            x.phoneA.press(x.a, '4', 101);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().payloadType()).isZero();
            x.until("b", LegCounters::suppressed, 6);
        }
    }

    /** RFC 3389: payload type 13, one byte of level; what comes after it goes on as before. */
    @Test
    void comfort_noise_crosses_as_it_is() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            byte[] quiet = {(byte) 0x80, 13, 0, 9, 0, 0, 5, 0, 0, 0, 0, 0xA, 70};
            x.phoneA.raw(quiet, x.a.rtpPort(), x.a.address());
            Heard noise = x.phoneB.hear();
            assertThat(noise.payloadType()).isEqualTo(13);
            assertThat(noise.ssrc()).isEqualTo(0xA);
            assertThat(noise.payload()).containsExactly(70);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().payloadType()).isZero();
            assertThat(x.count("a").malformed()).isZero();
        }
    }

    @Test
    void a_leg_on_hold_hears_nothing_and_is_not_heard() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            RemoteMedia there = x.phoneA.media(Payloads.g711(101));
            x.remote("a", there.going(Direction.INACTIVE));
            x.phoneA.talk(x.a);
            x.phoneB.talk(x.b);
            x.until("a", LegCounters::held, 2);
            assertThat(x.phoneA.hearsNothingFor(50)).isTrue();

            x.remote("a", there.going(Direction.SENDONLY));
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            x.phoneB.talk(x.b);
            x.until("a", LegCounters::held, 3);

            x.remote("a", there);
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @Test
    void an_address_of_zeroes_is_hold_as_well() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            RemoteMedia zeroes = RemoteMedia.at(
                    new java.net.InetSocketAddress(InetAddress.getByName("0.0.0.0"), 4000), Payloads.g711(101));
            x.remote("a", zeroes);
            x.phoneB.talk(x.b);
            x.until("a", LegCounters::held, 1);
        }
    }

    @Test
    void what_is_no_rtp_is_dropped() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneA.raw(new byte[] {1, 2, 3}, x.a.rtpPort(), x.a.address());
            x.phoneA.raw(new byte[3000], x.a.rtpPort(), x.a.address());
            x.phoneA.raw(new byte[] {1, 2, 3}, x.a.rtcpPort(), x.a.address());
            x.until("a", LegCounters::malformed, 3);
            assertThat(x.count("a").packetsIn()).isEqualTo(1);
        }
    }

    @Test
    void parted_legs_no_longer_hear_each_other() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.leave(Exchange.CALL, "b");
            x.settled();
            x.phoneA.talk(x.a);
            x.until("a", LegCounters::packetsIn, 2);
            assertThat(x.count("b").forwardedOut()).isZero();
        }
    }
}
