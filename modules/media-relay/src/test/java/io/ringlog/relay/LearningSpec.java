package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void a_party_behind_a_nat_is_heard_at_the_host_of_its_signalling_only() throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(Transport.NIO)).connected();
                TestPhone stranger = new TestPhone(elsewhere(), 300, 0xC)) {
            InetSocketAddress hidden = new InetSocketAddress("10.1.2.3", 4000);
            x.remote("a", RemoteMedia.at(hidden, PAYLOADS).from(InetAddress.getLoopbackAddress()));
            stranger.talk(x.a);
            x.until("a", LegCounters::foreign, 1);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
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
            assertThat(x.phoneB.hear().sounds(300)).isTrue();
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
            x.phoneB.talk(x.b);
            assertThat(next.hear().ssrc()).isEqualTo(0xB);
        }
    }

    /** Sends until the socket is open to strangers again, as it is once the leg has been quiet. */
    private static void sendUntilRefused(Exchange x, TestPhone stranger) {
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            stranger.talk(x.a);
            return x.count("a").foreign() > 0;
        });
    }

    @ParameterizedTest
    @EnumSource
    void who_copies_a_stream_after_a_silence_gets_nothing(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> quick(s.withTransport(transport))).connected();
                TestPhone copy = new TestPhone(elsewhere(), 300, 0xA)) {
            x.phoneA.talk(x.a);
            x.phoneB.hear();
            sendUntilRefused(x, copy);
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
            assertThat(copy.hearsNothingFor(20)).isTrue();
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().sequence()).isEqualTo(65532 & 0xFFFF);
        }
    }

    @ParameterizedTest
    @EnumSource
    void after_a_silence_the_party_may_use_another_port_and_its_own_is_preferred_again(Transport transport)
            throws Exception {
        try (Exchange x = new Exchange(s -> quick(s.withTransport(transport))).connected();
                TestPhone moved = new TestPhone(300, 0xD)) {
            await().pollInterval(Duration.ofMillis(10)).until(() -> {
                moved.talk(x.a);
                return !x.phoneB.hearsNothingFor(10);
            });
            x.phoneB.talk(x.b);
            assertThat(moved.hear().ssrc()).isEqualTo(0xB);

            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear(packet -> packet.sounds(Exchange.HZ_A)).payload())
                    .hasSize(160);
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
            assertThat(moved.hearsNothingFor(20)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_sends_first_while_it_rings_takes_nothing_and_both_parties_lose_nothing(Transport transport)
            throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport));
                TestPhone attacker = new TestPhone(elsewhere(), 300, 0xA)) {
            InetAddress nat = InetAddress.getLoopbackAddress();
            InetSocketAddress hidden = new InetSocketAddress("192.168.1.20", 4000);
            x.remote("a", RemoteMedia.at(hidden, PAYLOADS).from(nat));
            attacker.talk(x.a);
            attacker.talk(x.b);
            x.until("a", LegCounters::foreign, 1);
            x.until("b", LegCounters::foreign, 1);
            x.remote("b", x.phoneB.media(PAYLOADS).from(nat));
            x.join("a", "b");
            x.settled();
            for (int i = 0; i < 100; i++) {
                attacker.talk(x.a);
                attacker.talk(x.b);
                x.phoneA.talk(x.a);
                assertThat(x.phoneB.hear().sequence()).isEqualTo(65530 + i & 0xFFFF);
                x.phoneB.talk(x.b);
                assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
            }
            assertThat(x.count("a").packetsIn()).isEqualTo(100);
            assertThat(attacker.hearsNothingFor(20)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_phone_that_rang_beside_the_one_that_answered_gives_way_to_it(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).known();
                TestPhone beside = new TestPhone(300, 0xC)) {
            x.join("a", "b");
            x.settled();
            beside.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xC);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().sounds(Exchange.HZ_A)).isTrue();
            beside.talk(x.a);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);
        }
    }

    @Test
    void learning_ends_after_a_while_and_begins_again_when_media_is_due() {
        FarEnd end = new FarEnd();
        InetSocketAddress named = new InetSocketAddress("127.0.0.1", 4000);
        InetSocketAddress beside = new InetSocketAddress("127.0.0.1", 4002);
        end.told(RemoteMedia.at(named, PAYLOADS), 0);
        assertThat(end.admits(beside, FarEnd.LEARNING_NANOS - 1)).isTrue();
        assertThat(end.admits(beside, FarEnd.LEARNING_NANOS)).isFalse();
        assertThat(end.admits(named, FarEnd.LEARNING_NANOS)).isTrue();
        end.expect(FarEnd.LEARNING_NANOS);
        assertThat(end.admits(beside, FarEnd.LEARNING_NANOS)).isTrue();
    }

    @Test
    void after_silence_home_may_begin_a_new_stream() {
        FarEnd end = new FarEnd();
        InetSocketAddress home = new InetSocketAddress("127.0.0.1", 4002);
        InetSocketAddress other = new InetSocketAddress("127.0.0.1", 4001);
        InetSocketAddress hidden = new InetSocketAddress("10.1.2.3", 4000);
        end.told(RemoteMedia.at(hidden, PAYLOADS).from(home.getAddress()), 0);
        assertThat(end.lose(1)).isFalse();
        end.learn(home);
        assertThat(end.isAtHome()).isTrue();
        assertThat(end.lose(1)).isTrue();
        assertThat(end.admits(home, 2)).isTrue();
        assertThat(end.address()).isEqualTo(home);
        end.learn(other);
        assertThat(end.isAtHome()).isFalse();
        assertThat(end.admits(home, 3)).isTrue();
        end.learn(home);
        assertThat(end.admits(other, 4)).isFalse();
    }

    @Test
    void a_repeated_sdp_changes_nothing_of_what_was_learned() {
        FarEnd end = new FarEnd();
        InetSocketAddress home = new InetSocketAddress("127.0.0.1", 4000);
        InetSocketAddress seen = new InetSocketAddress("127.0.0.1", 4002);
        RemoteMedia remote = RemoteMedia.at(home, PAYLOADS).from(home.getAddress());
        end.learn(seen);
        assertThat(end.address()).isNull();
        assertThat(end.told(remote, 0)).isTrue();
        end.learn(seen);
        assertThat(end.told(remote.going(Direction.INACTIVE), 1)).isFalse();
        assertThat(end.address()).isEqualTo(seen);
        assertThat(end.admits(seen, 1)).isTrue();
        end.lose(1);
        assertThat(end.told(remote, 2)).isFalse();
        assertThat(end.address()).isEqualTo(seen);
    }

    @Test
    void a_party_that_signals_from_elsewhere_has_moved_though_its_sdp_is_the_same() throws Exception {
        FarEnd end = new FarEnd();
        RemoteMedia remote = RemoteMedia.at(new InetSocketAddress("192.168.1.20", 4000), PAYLOADS)
                .from(InetAddress.getLoopbackAddress());
        InetSocketAddress before = new InetSocketAddress("127.0.0.1", 4002);
        InetSocketAddress after = new InetSocketAddress("127.0.0.2", 4002);
        end.told(remote, 0);
        end.learn(before);
        assertThat(end.told(remote.from(elsewhere()), 1)).isTrue();
        assertThat(end.admits(after, 2)).isTrue();
        assertThat(end.admits(before, 2)).isFalse();
    }
}
