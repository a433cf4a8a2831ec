package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
                .hasMessage("no media ports left in 30001-30007: 3 pairs, 3 in use, 0 held by other programs");
        assertThat(pool.figures()).isEqualTo(new PortFigures(0, 3, 0, 1));
    }

    @Test
    void a_released_pair_rests_while_others_are_free() throws PortsExhausted {
        PortPool pool = pool(2);
        int first = pool.take(p -> p);
        pool.release(first);
        assertThat(pool.figures()).isEqualTo(new PortFigures(1, 0, 1, 0));
        int second = pool.take(p -> p);
        assertThat(second).isNotEqualTo(first);
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(pool.figures()).isEqualTo(new PortFigures(1, 1, 0, 0));
    }

    @Test
    void under_pressure_the_pair_that_rested_longest_is_used_first() throws PortsExhausted {
        PortPool pool = pool(3);
        List<Integer> taken = List.of(pool.take(p -> p), pool.take(p -> p), pool.take(p -> p));
        pool.release(taken.get(1));
        pool.release(taken.get(0));
        pool.release(taken.get(2));

        List<Integer> again = List.of(pool.take(p -> p), pool.take(p -> p), pool.take(p -> p));

        assertThat(again).containsExactly(taken.get(1), taken.get(0), taken.get(2));
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
        assertThatThrownBy(() -> pool.take(p -> p)).hasMessageContaining("1 in use, 1 held");
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        int again = pool.take(p -> p);
        assertThat(seen).contains(again);
    }

    @Test
    void when_all_are_held_by_others_it_says_so() {
        assertThatThrownBy(() -> pool(2).take(port -> {
                    throw new IOException("taken");
                }))
                .hasMessageContaining("0 in use, 2 held by other programs");
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
    void the_branches_of_a_fork_take_one_pair_and_the_one_told_last_is_heard() throws Exception {
        try (Exchange x = new Exchange(s -> s).met()) {
            int before = x.relay.ports().used();
            for (int branch = 1; branch <= 8; branch++) {
                LegPorts ports = x.relay.openBeside(Exchange.CALL, "b" + branch, "b", LegMedia.MIRRORED);
                assertThat(ports).isEqualTo(x.b);
            }
            assertThat(x.relay.ports().used()).isEqualTo(before);
            x.relay.close(Exchange.CALL, "b");
            x.remote("b7", x.phoneB.media(Payloads.g711(101)));
            x.join("a", "b7");
            x.settled();
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear().ssrc()).isEqualTo(0xB);

            x.relay.closeCall(Exchange.CALL);
            x.untilTold("call/b7 closed after 2");
            await().until(() -> x.relay.ports().used() == 0);
        }
    }

    @Test
    void a_branch_beside_one_that_has_gone_has_ports_of_its_own() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            LegPorts own = x.relay.openBeside(Exchange.CALL, "c", "gone", LegMedia.MIRRORED);
            assertThat(own.rtpPort()).isNotEqualTo(x.a.rtpPort()).isNotEqualTo(x.b.rtpPort());
            assertThat(x.relay.ports().used()).isEqualTo(3);
        }
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
    void a_range_runs_out_and_what_is_closed_serves_again_at_once() throws Exception {
        int first = freeBlock();
        RelaySettings settings = Exchange.onLoopback()
                .withPorts(new PortRange(first, first + 3))
                .withWaits(Duration.ofHours(1), Duration.ofSeconds(60), Duration.ofSeconds(3));
        try (MediaRelay relay = MediaRelays.start(settings, new HeardEvents())) {
            LegPorts one = relay.open("c", "1", LegMedia.MIRRORED);
            LegPorts two = relay.open("c", "2", LegMedia.MIRRORED);
            assertThat(Set.of(one.rtpPort(), two.rtpPort())).containsExactlyInAnyOrder(first, first + 2);
            assertThat(relay.open("c", "1", LegMedia.MIRRORED))
                    .as("opened again")
                    .isEqualTo(one);
            assertThatThrownBy(() -> relay.open("c", "3", LegMedia.MIRRORED)).isInstanceOf(PortsExhausted.class);
            relay.close("c", "1");
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
