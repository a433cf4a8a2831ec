package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.relay.RelaySettings.Transport;
import io.ringlog.relay.bench.CForwarder;
import io.ringlog.relay.bench.RelayLoad;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopSpec {
    private static long cpuOfLoops() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(MediaRelays.LOOP_NAME)) {
                sum += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void idle_loops_burn_nothing(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).connected()) {
            long before = cpuOfLoops();
            assertThat(x.phoneA.hearsNothingFor(400)).isTrue();
            assertThat(Duration.ofNanos(cpuOfLoops() - before)).isLessThan(Duration.ofMillis(20));
        }
    }

    @Test
    void many_listeners_of_music_are_served_in_time() throws Exception {
        try (Exchange x = new Exchange(s -> s.withLoops(1)).known()) {
            for (int i = 0; i < 50; i++) {
                LegPorts ports = x.relay.open("moh-" + i, "a", LegMedia.MIRRORED);
                assertThat(ports.rtpPort()).isPositive();
                x.relay.remote("moh-" + i, "a", x.phoneB.media(Payloads.g711(101)));
                x.relay.play("moh-" + i, "a", Playback.loop("m", MusicOnHold.clip(), 1000L * i));
            }
            x.relay.play(Exchange.CALL, "a", Playback.loop("m", MusicOnHold.clip()));
            x.until("a", LegCounters::engineOut, 5);
            long mine = x.count("a").engineOut();
            long theirs = x.relay.counters("moh-7", "a").orElseThrow().engineOut();
            x.until("a", LegCounters::engineOut, mine + 25);
            long mineSince = x.count("a").engineOut() - mine;
            long theirsSince = x.relay.counters("moh-7", "a").orElseThrow().engineOut() - theirs;
            // The counters are read one after the other while the loop goes on.
            assertThat(theirsSince).isBetween(mineSince - 10, mineSince + 10);
        }
    }

    @Test
    void calls_over_the_sixth_version_of_the_protocol_are_carried_too() throws Exception {
        InetAddress six = InetAddress.ofLiteral("::1");
        HeardEvents events = new HeardEvents();
        RelaySettings settings =
                RelaySettings.at(six).withPorts(PortRange.EPHEMERAL).withLoops(1);
        try (MediaRelay relay = MediaRelays.start(settings, events);
                TestPhone one = new TestPhone(six, 500, 1);
                TestPhone two = new TestPhone(six, 900, 2)) {
            LegPorts a = relay.open("c", "a", LegMedia.MIRRORED);
            relay.open("c", "b", LegMedia.MIRRORED);
            relay.remote("c", "a", one.media(Payloads.g711(101)));
            relay.remote("c", "b", two.media(Payloads.g711(101)));
            relay.join("t", List.of(new LegKey("c", "a"), new LegKey("c", "b")));
            relay.play("c", "nobody", Playback.loop("barrier", MusicOnHold.clip()));
            org.awaitility.Awaitility.await().until(() -> !events.lines.isEmpty());
            one.talk(a);
            assertThat(two.hear().ssrc()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_little_load_passes_without_loss(Transport transport) throws Exception {
        RelaySettings settings = Exchange.onLoopback().withLoops(1).withTransport(transport);
        RelayLoad.Result result = RelayLoad.run(settings, 10, Duration.ofMillis(500));
        assertThat(result.sent()).isEqualTo(500);
        assertThat(result.lossPercent()).isBetween(-5.0, 5.0);
        assertThat(result.cpuNanosPerPacket()).isPositive();
    }

    @Test
    void the_yardstick_in_c_is_measured_the_same_way(@TempDir Path folder) throws Exception {
        Optional<CForwarder> forwarder = CForwarder.start(folder, 5);
        assumeTrue(forwarder.isPresent(), "no C compiler here: the yardstick is left out");
        try (CForwarder c = forwarder.orElseThrow()) {
            RelayLoad.Result result = c.measure(5, Duration.ofMillis(500));
            assertThat(result.sent()).isEqualTo(250);
            assertThat(result.lossPercent()).isBetween(-5.0, 5.0);
        }
    }
}
