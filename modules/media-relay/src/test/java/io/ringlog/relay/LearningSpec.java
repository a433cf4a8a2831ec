package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.relay.RelaySettings.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningSpec {
    private static final Payloads PAYLOADS = Payloads.g711(101);

    private static RelaySettings quick(RelaySettings settings) {
        return settings.withWaits(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100));
    }

    private static InetAddress elsewhere() throws Exception {
        return InetAddress.getByName("127.0.0.2");
    }

    @ParameterizedTest
    @EnumSource
    void once_learned_nobody_else_is_heard(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).connected();
                TestPhone stranger = new TestPhone(300, 0xC)) {
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            stranger.talk(x.a);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
            assertThat(x.count("a").packetsIn()).isEqualTo(3);
        }
    }

    @Test
    void a_sender_at_another_host_is_refused_unless_signalling_saw_nat() throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(Transport.NIO));
                TestPhone moved = new TestPhone(elsewhere(), 300, 0xC)) {
            x.known();
            x.join("a", "b");
            x.settled();
            moved.talk(x.a);
            x.until("a", LegCounters::foreign, 1);

            InetSocketAddress hidden = new InetSocketAddress("10.1.2.3", 4000);
            x.remote("a", RemoteMedia.at(hidden, PAYLOADS).behindNat());
            moved.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xC);
            x.phoneB.talk(x.b);
            assertThat(moved.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @Test
    void nobody_is_heard_before_there_is_an_sdp() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            x.join("a", "b");
            x.settled();
            x.phoneA.talk(x.a);
            x.until("a", LegCounters::foreign, 1);
            x.phoneA.report(x.a);
            x.until("a", LegCounters::foreign, 2);
        }
    }

    @Test
    void a_new_address_in_the_sdp_is_learned_anew() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected();
                TestPhone next = new TestPhone(elsewhere(), 300, 0xC)) {
            x.phoneA.talk(x.a);
            x.phoneB.hear();
            x.remote("a", next.media(PAYLOADS));
            next.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xC);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
            x.phoneB.talk(x.b);
            assertThat(next.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_silence_the_same_stream_may_come_from_elsewhere(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> quick(s.withTransport(transport))).connected();
                TestPhone moved = new TestPhone(elsewhere(), 300, 0xA);
                TestPhone stranger = new TestPhone(elsewhere(), 300, 0xD)) {
            x.phoneA.talk(x.a);
            x.phoneB.hear();
            // The socket is open to strangers again once the leg has been quiet; they are refused all the same.
            org.awaitility.Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        stranger.talk(x.a);
                        return x.count("a").foreign() > 0;
                    });
            assertThat(x.phoneB.hearsNothingFor(20)).isTrue();
            moved.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            x.phoneB.talk(x.b);
            assertThat(moved.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @Test
    void after_silence_the_old_address_may_begin_a_new_stream() {
        FarEnd end = new FarEnd();
        InetSocketAddress home = new InetSocketAddress("127.0.0.1", 4000);
        end.told(RemoteMedia.at(home, PAYLOADS));
        assertThat(end.lose(1)).isFalse();
        end.learn(home);
        assertThat(end.lose(1)).isTrue();
        assertThat(end.admits(home, 2)).isTrue();
        assertThat(end.admits(new InetSocketAddress("127.0.0.1", 4001), 2)).isFalse();
        assertThat(end.address()).isEqualTo(home);
    }

    @Test
    void a_repeated_sdp_changes_nothing_of_what_was_learned() {
        FarEnd end = new FarEnd();
        InetSocketAddress home = new InetSocketAddress("127.0.0.1", 4000);
        InetSocketAddress seen = new InetSocketAddress("127.0.0.1", 4002);
        RemoteMedia remote = RemoteMedia.at(home, PAYLOADS);
        end.learn(seen);
        assertThat(end.address()).isNull();
        assertThat(end.told(remote)).isTrue();
        assertThat(end.told(remote.behindNat())).isFalse();
        end.learn(seen);
        assertThat(end.told(remote.going(Direction.INACTIVE))).isFalse();
        assertThat(end.address()).isEqualTo(seen);
        assertThat(end.admits(seen, 1)).isTrue();
        end.lose(1);
        assertThat(end.told(remote)).isFalse();
        assertThat(end.address()).isEqualTo(seen);
    }
}
