package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.G711;
import io.ringlog.relay.RelaySettings.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsSpec {
    private static RelaySettings impatient(RelaySettings settings) {
        return settings.withWaits(Duration.ofSeconds(5), Duration.ofMillis(600), Duration.ofSeconds(3));
    }

    private static long told(Exchange x, String line) {
        return x.events.lines.stream().filter(line::equals).count();
    }

    @ParameterizedTest
    @EnumSource
    void a_call_without_packets_is_reported_silent_until_one_comes(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> impatient(s.withTransport(transport))).connected()) {
            x.phoneA.talk(x.a);
            x.untilTold("call/a silent");
            x.untilTold("call/b silent");
            await().until(() -> told(x, "call/a silent") == 2);
        }
    }

    @Test
    void who_is_spoken_to_is_not_silent() throws Exception {
        try (Exchange x = new Exchange(LimitsSpec::impatient).connected()) {
            for (int i = 0; i < 60; i++) {
                x.phoneA.talk(x.a);
                assertThat(x.phoneA.hearsNothingFor(20)).isTrue();
            }
            assertThat(x.events.lines).isEmpty();
        }
    }

    @Test
    void silence_on_hold_is_no_fault_but_told_as_such() throws Exception {
        try (Exchange x = new Exchange(LimitsSpec::impatient).connected()) {
            x.remote("a", x.phoneA.media(Payloads.g711(101)).going(Direction.INACTIVE));
            await().until(() -> told(x, "call/a quiet on hold") == 2);
            x.untilTold("call/b quiet on hold");
            assertThat(x.events.lines).noneMatch(line -> line.endsWith("silent"));
        }
    }

    @Test
    void an_answered_leg_that_talks_to_nobody_yet_owes_media_too() throws Exception {
        try (Exchange x = new Exchange(LimitsSpec::impatient).known()) {
            x.relay.due(Exchange.CALL, "a");
            x.untilTold("call/a silent");
            assertThat(x.events.lines).allMatch("call/a silent"::equals);
        }
    }

    @Test
    void an_answered_leg_without_a_description_owes_media_too() throws Exception {
        try (Exchange x = new Exchange(LimitsSpec::impatient)) {
            x.relay.due(Exchange.CALL, "b");
            x.untilTold("call/b silent");
        }
    }

    @Test
    void no_more_legs_open_than_may() throws Exception {
        try (Exchange x = new Exchange(s -> s.withLimits(100, 2))) {
            assertThatThrownBy(() -> x.relay.open("more", "c", LegMedia.MIRRORED))
                    .isInstanceOf(PortsExhausted.class)
                    .hasMessageContaining("all 2 legs");
            x.relay.close(Exchange.CALL, "a");
            assertThat(x.relay.open("more", "c", LegMedia.MIRRORED).rtpPort()).isPositive();
        }
    }

    @Test
    void commands_beyond_the_limit_are_refused_but_not_what_frees() {
        CommandQueue queue = new CommandQueue(2);
        queue.add(() -> {});
        queue.add(() -> {});
        assertThatThrownBy(() -> queue.add(() -> {}))
                .isInstanceOf(RelayOverloaded.class)
                .hasMessageContaining("2");
        queue.addAlways(() -> {});
        assertThat(queue.runSome()).isFalse();
        for (int turn = 0; turn < 2; turn++) {
            queue.add(() -> {});
        }
        assertThat(queue.runSome()).isFalse();
    }

    @Test
    void a_flood_of_commands_lets_packets_through_in_between() {
        CommandQueue queue = new CommandQueue(1000);
        int[] ran = {0};
        for (int i = 0; i < 600; i++) {
            queue.add(() -> ran[0]++);
        }
        assertThat(queue.runSome()).isTrue();
        assertThat(ran[0]).isLessThan(600);
    }

    @Test
    void commands_for_legs_that_are_gone_do_nothing() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.remote("z", x.phoneA.media(Payloads.g711(101)));
            x.join("a", "z");
            x.settled();
            x.relay.leave(Exchange.CALL, "z");
            x.relay.split("nowhere");
            x.settled();
            x.relay.stop("nowhere", "z");
            x.relay.listenForDigits("nowhere", "z", true);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
        }
    }

    @Test
    void a_closed_relay_opens_nothing() throws Exception {
        Exchange x = new Exchange(s -> s);
        x.close();
        assertThatThrownBy(() -> x.relay.open("c", "d", LegMedia.MIRRORED)).hasMessageContaining("closed");
    }

    @Test
    void settings_that_make_no_sense_are_refused_in_a_sentence() {
        RelaySettings good = RelaySettings.at(InetAddress.getLoopbackAddress());
        assertThat(good.withAdvertised(InetAddress.ofLiteral("192.0.2.1")).advertised())
                .isEqualTo(InetAddress.ofLiteral("192.0.2.1"));
        assertThatThrownBy(() -> good.withLoops(0)).hasMessageContaining("loops must be between");
        assertThatThrownBy(() -> good.withLimits(0, 1)).hasMessageContaining("queueLimit");
        assertThatThrownBy(() -> good.withLimits(1, 0)).hasMessageContaining("maxLegs");
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> good.withWaits(second.negated(), second, second))
                .hasMessageContaining("quarantine");
        assertThatThrownBy(() -> good.withWaits(second, Duration.ZERO, second)).hasMessageContaining("silence");
        assertThatThrownBy(() -> good.withWaits(second, second, Duration.ZERO)).hasMessageContaining("relearn");
        assertThatThrownBy(() -> Payloads.only(G711.PCMU, 200)).hasMessageContaining("200");
        InetSocketAddress name = InetSocketAddress.createUnresolved("phone.example", 4000);
        InetSocketAddress number = new InetSocketAddress("127.0.0.1", 4000);
        assertThatThrownBy(() -> RemoteMedia.at(number, Payloads.g711(101))
                        .going(Direction.SENDRECV)
                        .equals(new RemoteMedia(number, name, false, Payloads.g711(101), Direction.SENDRECV, null)))
                .hasMessageContaining("phone.example");
    }
}
