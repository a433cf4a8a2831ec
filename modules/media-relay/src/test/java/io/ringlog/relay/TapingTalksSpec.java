package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A talk can be taped on its way through the relay, each side on a channel of its own. */
class TapingTalksSpec {

    private static final double HZ_C = 1400;

    /** A stereo tape in memory. */
    private static final class Reel implements Tape {
        private final List<short[]> frames = new ArrayList<>();
        private final AtomicInteger missed = new AtomicInteger();
        private final AtomicInteger overs = new AtomicInteger();

        @Override
        public synchronized boolean frame(short[] frame) {
            frames.add(frame.clone());
            return true;
        }

        @Override
        public void missed(int frames) {
            missed.addAndGet(frames);
        }

        @Override
        public void over() {
            overs.incrementAndGet();
        }

        /** Whether a tenth of a second of a channel has a tone. */
        synchronized boolean hears(int channel, double hz) {
            short[] samples = new short[160 * frames.size()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = frames.get(i / 160)[2 * (i % 160) + channel];
            }
            for (int i = 0; i + 800 <= samples.length; i += 160) {
                if (Goertzel.hears(Arrays.copyOfRange(samples, i, i + 800), hz)) {
                    return true;
                }
            }
            return false;
        }

        synchronized void clear() {
            frames.clear();
        }
    }

    /** In real time, as phones do. */
    private static void speak(int frames, Speaker... speakers) throws IOException {
        long next = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            for (Speaker speaker : speakers) {
                speaker.phone().talk(speaker.to());
            }
            next += 20_000_000;
            while (System.nanoTime() - next < 0) {
                Thread.onSpinWait();
            }
        }
    }

    private record Speaker(TestPhone phone, LegPorts to) {}

    @Test
    void of_two_who_talk_the_leg_is_on_the_left_and_the_other_on_the_right() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            Reel reel = new Reel();
            x.relay.recordTalk(Exchange.CALL, "a", reel);
            x.settled();

            speak(25, new Speaker(x.phoneA, x.a), new Speaker(x.phoneB, x.b));

            assertThat(reel.hears(0, Exchange.HZ_A)).isTrue();
            assertThat(reel.hears(1, Exchange.HZ_B)).isTrue();
            assertThat(reel.hears(0, Exchange.HZ_B)).isFalse();
            assertThat(reel.hears(1, Exchange.HZ_A)).isFalse();
            assertThat(x.count("a").engineOut() + x.count("b").engineOut()).isZero();
            x.relay.endTalkRecording(Exchange.CALL, "a");
            x.settled();
            assertThat(reel.overs).hasValue(1);
        }
    }

    @Test
    void a_tape_goes_with_its_leg_into_a_mix_on_another_loop() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected();
                TestPhone phoneC = new TestPhone(HZ_C, 0xC)) {
            Reel reel = new Reel();
            x.relay.recordTalk(Exchange.CALL, "a", reel);
            x.settled();
            LegPorts c = x.relay.open("q", "c", LegMedia.MIRRORED);
            x.relay.remote("q", "c", phoneC.media(Payloads.g711(101)));
            x.relay.join(
                    "mixed",
                    List.of(new LegKey("q", "c"), new LegKey(Exchange.CALL, "a"), new LegKey(Exchange.CALL, "b")));
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                phoneC.talk(c);
                return x.relay.counters("q", "c").orElseThrow().packetsIn() > 0;
            });
            reel.clear();

            speak(25, new Speaker(x.phoneA, x.a), new Speaker(phoneC, c));

            assertThat(reel.hears(0, Exchange.HZ_A)).isTrue();
            assertThat(reel.hears(1, HZ_C)).isTrue();
            assertThat(reel.hears(1, Exchange.HZ_A)).isFalse();
            x.relay.close(Exchange.CALL, "a");
            await().until(() -> reel.overs.get() == 1);
        }
    }

    @Test
    void what_a_leg_is_played_and_what_a_holding_party_plays_is_silence() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            Reel reel = new Reel();
            x.relay.recordTalk(Exchange.CALL, "a", reel);
            x.settled();
            x.relay.play(Exchange.CALL, "a", Playback.loop("moh", Tone.clip(650, Duration.ofMillis(200))));
            RemoteMedia holding = x.phoneB.media(Payloads.g711(101)).going(Direction.SENDONLY);
            x.remote("b", holding);

            speak(25, new Speaker(x.phoneB, x.b));

            assertThat(reel.hears(1, Exchange.HZ_B)).isFalse();
            assertThat(reel.hears(1, 650)).isFalse();
            assertThat(reel.missed).hasValue(0);
        }
    }

    @Test
    void both_hear_a_notice_and_talk_on() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            Clip beep = Tone.clip(650, Duration.ofMillis(100));

            x.relay.notice(
                    Exchange.CALL,
                    "a",
                    "notice",
                    List.of(
                            Playback.once("", beep).source(),
                            Playback.once("", beep).source()));

            x.untilTold("call/a finished notice COMPLETED");
            x.untilTold("call/b finished notice COMPLETED");
            assertThat(x.count("a").engineOut()).isPositive();
            assertThat(x.count("b").engineOut()).isPositive();
            long before = x.count("b").forwardedOut();
            x.phoneA.talk(x.a);
            x.until("b", LegCounters::forwardedOut, before + 1);
        }
    }

    @Test
    void words_in_a_codec_that_is_not_spoken_here_are_told_as_missing() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            Reel reel = new Reel();
            x.relay.recordTalk(Exchange.CALL, "a", reel);
            x.settled();

            byte[] g722 = new byte[172];
            g722[0] = (byte) 0x80;
            g722[1] = 9;
            x.phoneB.raw(g722, x.b.rtpPort(), x.b.address());

            await().until(() -> reel.missed.get() > 0);
        }
    }

    @Test
    void the_tape_of_a_leg_that_is_not_open_is_over_at_once() throws Exception {
        try (Exchange x = new Exchange(s -> s)) {
            Reel reel = new Reel();

            x.relay.recordTalk("nobody", "a", reel);

            await().until(() -> reel.overs.get() == 1);
        }
    }
}
