package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.relay.RelaySettings.Transport;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random commands in random order, as races of hang-ups and commands make them; afterwards nothing may be left. */
class ChurnSimulation {
    private final Set<String> legs = new HashSet<>();
    private final Set<Integer> ports = new HashSet<>();
    private int playbacks;

    @ParameterizedTest
    @CsvSource({"1, NIO", "2, NIO", "3, NIO", "4, NETTY"})
    void after_any_order_of_commands_every_playback_has_ended_and_every_port_is_free(long seed, Transport transport)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        HeardEvents events = new HeardEvents();
        try (MediaRelay relay = MediaRelays.start(Exchange.onLoopback().withTransport(transport), events);
                TestPhone phone = new TestPhone(500, 1)) {
            for (int step = 0; step < 600; step++) {
                step(random, relay, phone);
            }
            for (int call = 0; call < 4; call++) {
                relay.closeCall("c" + call);
            }
            await("seed " + seed).atMost(Duration.ofSeconds(10)).until(() -> finished(events) == playbacks);
            await("seed " + seed).atMost(Duration.ofSeconds(10)).until(() -> closed(events) == legs.size());
            await("seed " + seed)
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> ports.stream().allMatch(ChurnSimulation::isFree));
            assertThat(events.lines.stream()
                            .filter(line -> line.contains("finished"))
                            .distinct())
                    .hasSize(playbacks);
        }
    }

    private void step(SplittableRandom random, MediaRelay relay, TestPhone phone) throws Exception {
        String call = "c" + random.nextInt(4);
        String leg = "l" + random.nextInt(3);
        String other = "c" + random.nextInt(4);
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                // The ports tell one life of a leg from the next, and each life closes once.
                LegPorts opened = relay.open(call, leg, LegMedia.MIRRORED);
                legs.add(call + leg + opened.rtpPort());
                ports.add(opened.rtpPort());
                phone.talk(opened);
            }
            case 2 -> relay.remote(call, leg, phone.media(Payloads.g711(101)));
            case 3 -> relay.join("t" + random.nextInt(3), List.of(new LegKey(call, leg), new LegKey(other, leg)));
            case 4 -> relay.play(call, leg, new Playback("p" + playbacks++, AudioSource.silence()));
            case 5 -> relay.stop(call, leg);
            case 6 -> relay.leave(call, leg);
            case 7 -> relay.split("t" + random.nextInt(3));
            default -> relay.close(call, leg);
        }
    }

    private static long finished(HeardEvents events) {
        return events.lines.stream().filter(line -> line.contains(" finished ")).count();
    }

    private static long closed(HeardEvents events) {
        return events.lines.stream().filter(line -> line.contains(" closed ")).count();
    }

    private static boolean isFree(int port) {
        try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (SocketException e) {
            return false;
        }
    }
}
