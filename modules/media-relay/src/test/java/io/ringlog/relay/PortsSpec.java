package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PortsSpec {
    private final AtomicLong clock = new AtomicLong();

    private PortPool pool(int pairs) {
        return new PortPool(new PortRange(30001, 30001 + 2 * pairs), Duration.ofSeconds(5), clock::get, new Random(1));
    }

    @Test
    void pairs_are_even_and_handed_out_once() throws PortsExhausted {
        PortPool pool = pool(3);
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            taken.add(pool.take(port -> port));
        }
        assertThat(taken).containsExactlyInAnyOrder(30002, 30004, 30006);
        assertThatThrownBy(() -> pool.take(port -> port))
                .isInstanceOf(PortsExhausted.class)
                .hasMessage("no media ports left in 30001-30007: 3 pairs, 3 in use, 0 resting for 5000 ms, "
                        + "0 held by other programs");
    }

    @Test
    void a_released_pair_rests_before_it_is_used_again() throws PortsExhausted {
        PortPool pool = pool(1);
        int port = pool.take(p -> p);
        pool.release(port);
        clock.addAndGet(Duration.ofMillis(4999).toNanos());
        assertThatThrownBy(() -> pool.take(p -> p)).hasMessageContaining("0 in use, 1 resting");
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        int again = pool.take(p -> p);
        assertThat(again).isEqualTo(port);
    }

    @Test
    void a_pair_another_program_holds_is_passed_over_and_tried_again_later() throws PortsExhausted {
        PortPool pool = pool(2);
        Set<Integer> seen = new HashSet<>();
        int free = pool.take(port -> {
            if (seen.isEmpty()) {
                seen.add(port);
                throw new IOException("taken");
            }
            return port;
        });
        assertThat(seen).doesNotContain(free);
        assertThatThrownBy(() -> pool.take(p -> p)).hasMessageContaining("1 in use, 1 resting");
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        int again = pool.take(p -> p);
        assertThat(seen).contains(again);
    }

    @Test
    void when_all_are_held_by_others_it_says_so() {
        assertThatThrownBy(() -> pool(2).take(port -> {
                    throw new IOException("taken");
                }))
                .hasMessageContaining("0 in use, 0 resting for 5000 ms, 2 held by other programs");
        PortPool any = new PortPool(PortRange.EPHEMERAL, Duration.ZERO, clock::get, new Random(1));
        assertThatThrownBy(() -> any.take(port -> {
                    throw new IOException("none at " + port);
                }))
                .hasMessageContaining("none at 0");
    }

    @Test
    void ranges_that_hold_no_ports_are_refused() {
        assertThatThrownBy(() -> new PortRange(80, 90)).hasMessageContaining("80-90");
        assertThatThrownBy(() -> new PortRange(3000, 2000)).hasMessageContaining("3000-2000");
        assertThatThrownBy(() -> new PortRange(3000, 70000)).hasMessageContaining("70000");
        assertThat(new PortRange(20000, 29999).pairs()).isEqualTo(5000);
    }

    @Test
    void closing_a_leg_frees_its_sockets() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneA.talk(x.a);
            x.phoneB.hear();
            x.relay.closeCall(Exchange.CALL);
            x.untilTold("call/a closed after 2");
            x.untilTold("call/b closed after 1");
            assertThat(x.relay.counters(Exchange.CALL, "a")).isEmpty();
            for (int port : new int[] {x.a.rtpPort(), x.a.rtcpPort(), x.b.rtpPort(), x.b.rtcpPort()}) {
                await().until(() -> isFree(port));
            }
            x.relay.closeCall(Exchange.CALL);
            x.relay.close(Exchange.CALL, "a");
        }
    }

    @Test
    void closing_the_relay_frees_all_sockets_and_ends_its_threads() throws Exception {
        LegPorts ports;
        try (Exchange x = new Exchange(s -> s).connected()) {
            ports = x.a;
        }
        assertThat(isFree(ports.rtpPort())).isTrue();
        assertThat(isFree(ports.rtcpPort())).isTrue();
    }

    @Test
    void a_range_runs_out_and_comes_back_after_its_rest() throws Exception {
        int first = freeBlock();
        RelaySettings settings = Exchange.onLoopback()
                .withPorts(new PortRange(first, first + 3))
                .withWaits(Duration.ofMillis(1000), Duration.ofSeconds(60), Duration.ofSeconds(3));
        try (MediaRelay relay = MediaRelays.start(settings, new HeardEvents())) {
            LegPorts one = relay.open("c", "1", LegMedia.MIRRORED);
            LegPorts two = relay.open("c", "2", LegMedia.MIRRORED);
            assertThat(Set.of(one.rtpPort(), two.rtpPort())).containsExactlyInAnyOrder(first, first + 2);
            assertThat(relay.open("c", "1", LegMedia.MIRRORED))
                    .as("opened again")
                    .isEqualTo(one);
            assertThatThrownBy(() -> relay.open("c", "3", LegMedia.MIRRORED)).isInstanceOf(PortsExhausted.class);
            relay.close("c", "1");
            assertThatThrownBy(() -> relay.open("c", "3", LegMedia.MIRRORED)).isInstanceOf(PortsExhausted.class);
            await().atMost(Duration.ofSeconds(5)).until(() -> opens(relay));
        }
    }

    private static boolean opens(MediaRelay relay) {
        try {
            relay.open("c", "3", LegMedia.MIRRORED);
            return true;
        } catch (PortsExhausted e) {
            return false;
        }
    }

    private static int freeBlock() throws IOException {
        while (true) {
            try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                int first = probe.getLocalPort() & ~1;
                if (isFree(first + 2) && isFree(first + 3) && isFree(probe.getLocalPort() ^ 1)) {
                    return first;
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
