package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Echo;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.Tone;
import io.ringlog.relay.RelaySettings.Transport;
import io.ringlog.relay.TestPhone.Heard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineSpec {
    private static final Clip TONE = Tone.clip(650, Duration.ofMillis(200));

    @ParameterizedTest
    @EnumSource
    void a_prompt_is_heard_to_its_end_and_reported(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).known()) {
            x.relay.play(Exchange.CALL, "a", Playback.once("p1", TONE));
            Heard[] heard = new Heard[10];
            for (int i = 0; i < heard.length; i++) {
                heard[i] = x.phoneA.hear();
                assertThat(heard[i].marker()).isEqualTo(i == 0);
                assertThat(heard[i].sequence()).isEqualTo(heard[0].sequence() + i & 0xFFFF);
                assertThat(heard[i].timestamp()).isEqualTo(heard[0].timestamp() + 160 * i);
                assertThat(heard[i].ssrc()).isEqualTo(heard[0].ssrc());
            }
            x.untilTold("call/a finished p1 COMPLETED");
            assertThat(Goertzel.share(TestPhone.sound(G711.PCMU, heard), 650)).isGreaterThan(0.95);
            assertThat(x.count("a").engineOut()).isEqualTo(10);
            assertThat(x.count("a").engineBytesOut()).isEqualTo(1720);
        }
    }

    @Test
    void an_echo_says_to_a_leg_what_it_says() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            x.relay.play(Exchange.CALL, "a", new Playback("e", new Echo(Duration.ofSeconds(2))));
            Heard[] heard = new Heard[25];
            for (int i = 0; i < heard.length; i++) {
                x.phoneA.talk(x.a);
                heard[i] = x.phoneA.hear();
            }
            assertThat(Goertzel.share(TestPhone.sound(G711.PCMU, heard), Exchange.HZ_A))
                    .isGreaterThan(0.8);
            x.untilTold("call/a finished e COMPLETED");
        }
    }

    @Test
    void frames_never_run_ahead_of_the_clock_and_none_is_left_out() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            x.relay.play(Exchange.CALL, "a", Playback.loop("m", MusicOnHold.clip(), 12345));
            long start = System.nanoTime();
            int first = x.phoneA.hear().sequence();
            for (int i = 1; i <= 25; i++) {
                assertThat(x.phoneA.hear().sequence()).isEqualTo(first + i & 0xFFFF);
            }
            // a lower bound holds on a busy machine too: late frames may come in a burst, early ones never
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(440));
        }
    }

    @Test
    void the_engine_speaks_the_law_the_leg_likes_best() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            x.remote("a", x.phoneA.media(new Payloads(List.of(G711.PCMA, G711.PCMU), 101)));
            x.relay.play(Exchange.CALL, "a", Playback.sequence("s", List.of(TONE, TONE)));
            Heard[] heard = new Heard[20];
            for (int i = 0; i < heard.length; i++) {
                heard[i] = x.phoneA.hear();
            }
            assertThat(heard[0].payloadType()).isEqualTo(8);
            assertThat(Goertzel.share(TestPhone.sound(G711.PCMA, heard), 650)).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connecting_takes_the_engine_out_and_the_path_back_to_the_relay(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).met()) {
            x.relay.play(Exchange.CALL, "a", Playback.loop("moh", MusicOnHold.clip()));
            x.until("a", LegCounters::engineOut, 5);
            x.join("a", "b");
            x.settled();
            x.untilTold("call/a finished moh CONNECTED");
            long played = x.count("a").engineOut();
            for (int i = 0; i < 10; i++) {
                x.phoneB.talk(x.b);
                assertThat(x.phoneA.hear(packet -> packet.sounds(Exchange.HZ_B)).payload())
                        .hasSize(160);
            }
            x.until("a", LegCounters::forwardedOut, 10);
            assertThat(x.count("a").engineOut()).isEqualTo(played);
            assertThat(x.count("a").forwardedOut()).isEqualTo(10);
            assertThat(x.phoneA.hearsNothingFor(60))
                    .as("no engine tick any more")
                    .isTrue();
        }
    }

    @Test
    void speaking_to_a_connected_leg_covers_its_peer_for_that_time() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.play(Exchange.CALL, "a", Playback.once("whisper", TONE));
            Heard whispered = x.phoneA.hear();
            x.phoneB.talk(x.b);
            x.until("a", LegCounters::suppressed, 1);
            x.phoneA.talk(x.a);
            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            x.untilTold("call/a finished whisper COMPLETED");
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hear(packet -> packet.sounds(Exchange.HZ_B)).ssrc())
                    .isEqualTo(whispered.ssrc());
        }
    }

    @Test
    void a_playback_ends_when_it_is_stopped_replaced_or_closed() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            x.relay.play(Exchange.CALL, "a", new Playback("1", AudioSource.silence()));
            x.relay.play(Exchange.CALL, "a", new Playback("2", AudioSource.silence()));
            x.untilTold("call/a finished 1 REPLACED");
            x.relay.stop(Exchange.CALL, "a");
            x.untilTold("call/a finished 2 STOPPED");
            x.relay.stop(Exchange.CALL, "a");
            x.relay.play(Exchange.CALL, "a", new Playback("3", AudioSource.silence()));
            x.relay.close(Exchange.CALL, "a");
            x.untilTold("call/a finished 3 CLOSED");
            x.relay.play(Exchange.CALL, "a", new Playback("4", AudioSource.silence()));
            x.untilTold("call/a finished 4 CLOSED");
        }
    }

    @Test
    void a_leg_without_a_law_of_ours_cannot_be_played_to() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            x.remote("a", x.phoneA.media(new Payloads(List.of(), 101)));
            x.relay.play(Exchange.CALL, "a", Playback.once("p", TONE));
            x.untilTold("call/a finished p NO_CODEC");
        }
    }

    @Test
    void the_timestamp_stands_for_the_pause_between_two_playbacks() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            x.relay.play(Exchange.CALL, "a", Playback.once("1", Clip.silence(Duration.ofMillis(20))));
            Heard first = x.phoneA.hear();
            assertThat(x.phoneA.hearsNothingFor(200)).isTrue();
            x.relay.play(Exchange.CALL, "a", Playback.once("2", TONE));
            Heard second = x.phoneA.hear();
            assertThat(second.marker()).isTrue();
            assertThat(second.sequence()).isEqualTo(first.sequence() + 1 & 0xFFFF);
            assertThat(second.timestamp() - first.timestamp()).isBetween(1600, 40_000);
        }
    }

    @Test
    void a_leg_on_hold_misses_what_is_played() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            x.remote("a", x.phoneA.media(Payloads.g711(101)).going(Direction.SENDONLY));
            x.relay.play(Exchange.CALL, "a", Playback.once("p", TONE));
            x.untilTold("call/a finished p COMPLETED");
            assertThat(x.count("a").engineOut()).isZero();
            assertThat(x.count("a").unsent()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void digits_are_heard_once_each_also_without_their_end(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).met()) {
            x.relay.play(Exchange.CALL, "a", Playback.loop("menu", MusicOnHold.clip()));
            x.phoneA.press(x.a, '1', 101);
            x.untilTold("call/a digit 1 80");
            x.phoneA.pressWithoutEnd(x.a, '#', 101);
            x.untilTold("call/a digit # 60");
            assertThat(x.events.lines).hasSize(2);
        }
    }

    @Test
    void digits_of_a_connected_leg_are_reported_when_asked_for() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.listenForDigits(Exchange.CALL, "a", true);
            x.settled();
            x.phoneA.press(x.a, '9', 101);
            x.untilTold("call/a digit 9 80");
            assertThat(x.phoneB.hear().payloadType()).isEqualTo(101);
        }
    }

    @Test
    void a_leg_may_use_the_number_that_our_own_sdp_gave_it() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            LegPorts c = x.relay.open("other", "c", new LegMedia(110));
            x.relay.remote("other", "c", x.phoneA.media(Payloads.g711(101)));
            x.relay.play("other", "d", Playback.once("barrier", TONE));
            x.untilTold("other/d finished barrier CLOSED");
            x.phoneA.talk(c);
            await().until(() -> x.relay.counters("other", "c").orElseThrow().packetsIn() == 1);
            x.relay.play("other", "d", Playback.once("barrier2", TONE));
            x.untilTold("other/d finished barrier2 CLOSED");
            x.phoneA.press(c, '2', 110);
            x.untilTold("other/c digit 2 80");
        }
    }

    @Test
    void a_stream_that_begins_anew_may_have_an_older_clock() throws Exception {
        try (Exchange x = new Exchange(s -> s).met()) {
            x.phoneA.press(x.a, '1', 101);
            x.untilTold("call/a digit 1 80");
            x.phoneA.restarts(0xE, -50_000);
            x.phoneA.press(x.a, '2', 101);
            x.untilTold("call/a digit 2 80");
        }
    }
}
