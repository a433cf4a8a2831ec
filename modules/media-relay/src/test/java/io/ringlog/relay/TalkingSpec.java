package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.Tone;
import io.ringlog.relay.RelaySettings.Transport;
import io.ringlog.relay.TestPhone.Heard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who hears whom is edited by talk, whatever calls the legs belong to. */
class TalkingSpec {
    private static final double HZ_C = 1400;
    private static final Clip TONE = Tone.clip(650, Duration.ofMillis(200));

    /** The calls are on different loops: the hash of one letter is its code. */
    private static final List<String> CALLS = List.of("p", "q", "r", "s");

    private static void meet(Exchange x, String call, TestPhone phone) throws Exception {
        LegPorts ports = x.relay.open(call, "a", LegMedia.MIRRORED);
        x.relay.remote(call, "a", phone.media(Payloads.g711(101)));
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            phone.talk(ports);
            return x.relay.counters(call, "a").orElseThrow().packetsIn() > 0;
        });
    }

    private static LegKey leg(String call) {
        return new LegKey(call, "a");
    }

    /** Waits until what was asked of a leg before has been done, on whatever loop that is. */
    private static void settled(Exchange x, String call) {
        x.relay.play(call, "a", Playback.once("barrier", Clip.of(new short[0])));
        x.untilTold(call + "/a finished barrier COMPLETED");
        x.events.lines.clear();
    }

    @ParameterizedTest
    @EnumSource
    void legs_of_calls_on_different_loops_can_talk_and_part_and_talk_again(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport))) {
            meet(x, "p", x.phoneA);
            meet(x, "q", x.phoneB);
            LegPorts p = x.relay.open("p", "a", LegMedia.MIRRORED);
            LegPorts q = x.relay.open("q", "a", LegMedia.MIRRORED);
            for (int round = 0; round < 4; round++) {
                // Each round the talk begins on the other's loop.
                List<LegKey> pair = round % 2 == 0 ? List.of(leg("p"), leg("q")) : List.of(leg("q"), leg("p"));
                x.relay.join("round" + round, pair);
                settled(x, "p");
                settled(x, "q");
                x.phoneA.talk(p);
                assertThat(x.phoneB.hear(packet -> packet.ssrc() == 0xA).payload())
                        .hasSize(160);
                x.phoneB.talk(q);
                assertThat(x.phoneA.hear(packet -> packet.ssrc() == 0xB).payload())
                        .hasSize(160);
                x.relay.split("round" + round);
            }
            settled(x, "p");
            settled(x, "q");
            x.phoneA.talk(p);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
        }
    }

    @Test
    void a_leg_that_joins_another_talk_leaves_its_own() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected();
                TestPhone phoneC = new TestPhone(HZ_C, 0xC)) {
            meet(x, "q", phoneC);
            LegPorts q = x.relay.open("q", "a", LegMedia.MIRRORED);

            x.relay.join("other", List.of(leg("q"), new LegKey(Exchange.CALL, "b")));
            settled(x, "q");
            x.settled();

            phoneC.talk(q);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xC);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hearsNothingFor(50)).isTrue();
        }
    }

    @Test
    void music_to_one_side_of_a_talk_that_was_split_and_joined_again_is_gone() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.split("talk");
            x.relay.play(Exchange.CALL, "b", Playback.loop("moh", MusicOnHold.clip()));
            x.until("b", LegCounters::engineOut, 3);
            x.phoneA.talk(x.a);
            x.until("a", LegCounters::packetsIn, 2);
            assertThat(x.count("b").forwardedOut()).isZero();

            x.join("a", "b");
            x.untilTold("call/b finished moh CONNECTED");
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear(packet -> packet.sounds(Exchange.HZ_A)).payload())
                    .hasSize(160);
        }
    }

    @ParameterizedTest
    @EnumSource
    void three_hear_each_other_and_none_hears_itself(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).connected();
                TestPhone phoneC = new TestPhone(HZ_C, 0xC)) {
            meet(x, "q", phoneC);
            LegPorts c = x.relay.open("q", "a", LegMedia.MIRRORED);
            x.relay.remote("q", "a", phoneC.media(Payloads.only(G711.PCMA, 101)));
            x.relay.join("talk", List.of(leg("q")));
            phoneC.speaks(G711.PCMA);

            List<Heard> atA = conversation(x, c, phoneC, x.phoneA);
            assertHears(atA, G711.PCMU, Exchange.HZ_B, HZ_C, Exchange.HZ_A);
            List<Heard> atC = conversation(x, c, phoneC, phoneC);
            assertHears(atC, G711.PCMA, Exchange.HZ_A, Exchange.HZ_B, HZ_C);
            for (int i = 1; i < atC.size(); i++) {
                assertThat(atC.get(i).sequence()).isEqualTo(atC.getFirst().sequence() + i & 0xFFFF);
                assertThat(atC.get(i).ssrc()).isEqualTo(atC.getFirst().ssrc());
            }

            x.relay.leave("q", "a");
            settled(x, "q");
            x.settled();
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear(packet -> packet.sounds(Exchange.HZ_A)).payload())
                    .hasSize(160);
        }
    }

    /** All speak at a phone's pace; what one of them hears after the first packets is handed back. */
    private static List<Heard> conversation(Exchange x, LegPorts c, TestPhone phoneC, TestPhone listener)
            throws IOException {
        List<Heard> heard = new ArrayList<>();
        while (heard.size() < 25) {
            x.phoneA.talk(x.a);
            x.phoneB.talk(x.b);
            phoneC.talk(c);
            heard.add(listener.hear());
        }
        return heard.subList(15, heard.size());
    }

    private static void assertHears(List<Heard> heard, G711 law, double one, double other, double own) {
        short[] sound = TestPhone.sound(law, heard.toArray(Heard[]::new));
        assertThat(Goertzel.share(sound, one)).as("%s Hz", one).isGreaterThan(0.3);
        assertThat(Goertzel.share(sound, other)).as("%s Hz", other).isGreaterThan(0.3);
        assertThat(Goertzel.share(sound, own)).as("its own %s Hz", own).isLessThan(0.05);
    }

    @Test
    void who_is_played_to_misses_the_mix_for_that_time() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected();
                TestPhone phoneC = new TestPhone(HZ_C, 0xC)) {
            meet(x, "q", phoneC);
            x.relay.join("talk", List.of(leg("q")));
            x.relay.play("q", "a", Playback.once("whisper", TONE));
            x.untilTold("q/a finished whisper COMPLETED");
            assertThat(x.relay.counters("q", "a").orElseThrow().suppressed()).isGreaterThan(7);
            await().until(() -> x.relay.counters("q", "a").orElseThrow().engineOut() > 15);
        }
    }

    @Test
    void a_talk_has_a_limit_and_says_so_before_anything_changes() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            List<LegKey> many = new ArrayList<>();
            for (int i = 0; i <= Talk.MOST; i++) {
                x.relay.open("big", "l" + i, LegMedia.MIRRORED);
                many.add(new LegKey("big", "l" + i));
            }
            assertThatThrownBy(() -> x.relay.join("crowd", many))
                    .isInstanceOf(TalkRefused.class)
                    .hasMessageContaining("more than 50");
            x.relay.join("crowd", many.subList(0, Talk.MOST));
            x.relay.join("crowd", many.subList(0, 2));
            assertThatThrownBy(() -> x.relay.join("crowd", many.subList(Talk.MOST, many.size())))
                    .isInstanceOf(TalkRefused.class);
            x.relay.close("big", "l0");
            x.relay.join("crowd", many.subList(Talk.MOST, many.size()));
        }
    }

    @Test
    void calls_of_the_examples_lie_on_both_loops() {
        assertThat(CALLS.stream().map(call -> Math.floorMod(call.hashCode(), 2)).distinct())
                .hasSize(2);
    }
}
