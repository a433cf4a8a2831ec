package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import io.ringlog.relay.TestPhone.Heard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A mixed talk: all hear each other however few they are, some are muted, and a sound is for all. */
class ConferringSpec {
    private static final String ROOM = "room";
    private static final double HZ_C = 1400;
    private static final double HZ_CHIME = 2000;
    private static final Clip CHIME = Tone.clip(HZ_CHIME, Duration.ofSeconds(2));

    private static final class Conference implements AutoCloseable {
        final Exchange x = new Exchange(s -> s).met();
        final TestPhone phoneC = new TestPhone(HZ_C, 0xC);
        final LegPorts c = x.relay.open("q", "a", LegMedia.MIRRORED);

        Conference() throws Exception {
            x.relay.remote("q", "a", phoneC.media(Payloads.g711(101)));
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                phoneC.talk(c);
                return x.relay.counters("q", "a").orElseThrow().packetsIn() > 0;
            });
        }

        Conference with(String leg, boolean muted) throws TalkRefused {
            x.relay.mix(ROOM, leg.equals("c") ? new LegKey("q", "a") : new LegKey(Exchange.CALL, leg), muted);
            x.settled();
            return this;
        }

        /** All speak at a phone's pace; what one of them hears after the first packets. */
        short[] heardBy(TestPhone listener) throws IOException {
            List<Heard> heard = new ArrayList<>();
            while (heard.size() < 30) {
                x.phoneA.talk(x.a);
                x.phoneB.talk(x.b);
                phoneC.talk(c);
                heard.add(listener.hear());
            }
            return TestPhone.sound(G711.PCMU, heard.subList(20, 30).toArray(Heard[]::new));
        }

        @Override
        public void close() {
            x.close();
            phoneC.close();
        }
    }

    @Test
    void who_is_muted_hears_the_others_and_is_not_heard() throws Exception {
        try (Conference here =
                new Conference().with("a", false).with("b", false).with("c", true)) {
            short[] atA = here.heardBy(here.x.phoneA);
            assertThat(Goertzel.share(atA, Exchange.HZ_B)).isGreaterThan(0.9);
            assertThat(Goertzel.share(atA, HZ_C)).isLessThan(0.01);
            short[] atC = here.heardBy(here.phoneC);
            assertThat(Goertzel.share(atC, Exchange.HZ_A)).isGreaterThan(0.3);
            assertThat(Goertzel.share(atC, Exchange.HZ_B)).isGreaterThan(0.3);
        }
    }

    @Test
    void who_is_muted_no_more_is_heard() throws Exception {
        try (Conference here = new Conference().with("a", false).with("c", true)) {
            here.x.relay.mute("q", "a", false);

            short[] atA = here.heardBy(here.x.phoneA);
            assertThat(Goertzel.share(atA, HZ_C)).isGreaterThan(0.9);
        }
    }

    @Test
    void two_are_mixed_and_hear_a_sound_beside_each_other() throws Exception {
        try (Conference here = new Conference().with("a", false).with("b", false)) {
            here.x.relay.sound(ROOM, CHIME.once());

            short[] atA = here.heardBy(here.x.phoneA);
            assertThat(Goertzel.share(atA, Exchange.HZ_B)).isGreaterThan(0.3);
            assertThat(Goertzel.share(atA, HZ_CHIME)).isGreaterThan(0.3);
            assertThat(Goertzel.share(atA, Exchange.HZ_A)).isLessThan(0.01);
        }
    }

    @Test
    void a_sound_ends_and_no_more_than_a_few_are_heard_at_once() throws Exception {
        try (Conference here = new Conference().with("a", false)) {
            AtomicBoolean over = new AtomicBoolean();
            Set<Integer> read = ConcurrentHashMap.newKeySet();
            for (int i = 0; i <= Mix.MOST_SOUNDS; i++) {
                int number = i;
                here.x.relay.sound(ROOM, frame -> {
                    read.add(number);
                    return !over.get();
                });
            }
            here.x.until("a", LegCounters::engineOut, 10);
            assertThat(read).hasSize(Mix.MOST_SOUNDS);

            over.set(true);
            here.x.until("a", LegCounters::engineOut, 20);
            here.x.relay.sound(ROOM, frame -> read.add(100));
            here.x.relay.sound("no such talk", frame -> read.add(101));
            here.x.until("a", LegCounters::engineOut, 30);
            assertThat(read).contains(100).hasSize(Mix.MOST_SOUNDS + 1);
        }
    }

    @Test
    void a_sound_for_two_who_are_wired_is_heard_by_nobody() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.sound("talk", CHIME.once());
            x.phoneA.talk(x.a);

            assertThat(x.phoneB.hear().ssrc()).isEqualTo(0xA);
            assertThat(x.count("b").engineOut()).isZero();
        }
    }

    @Test
    void who_leaves_muted_is_heard_in_the_next_talk() throws Exception {
        try (Conference here = new Conference().with("a", true).with("b", false)) {
            here.x.relay.split(ROOM);
            here.x.join("a", "b");
            here.x.settled();

            here.x.phoneA.talk(here.x.a);
            assertThat(here.x
                            .phoneB
                            .hear(packet -> packet.sounds(Exchange.HZ_A))
                            .payload())
                    .hasSize(160);
        }
    }
}
