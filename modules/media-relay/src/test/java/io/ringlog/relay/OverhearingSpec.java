package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.relay.TestPhone.Heard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Somebody hears two who talk, and is heard by nobody, by one of them or by both. */
class OverhearingSpec {
    private static final String TALK = "talk";
    private static final double HZ_C = 1400;
    private static final LegKey A = new LegKey(Exchange.CALL, "a");
    private static final LegKey B = new LegKey(Exchange.CALL, "b");
    private static final LegKey C = new LegKey("q", "a");

    private static final class Talking implements AutoCloseable {
        final Exchange x = new Exchange(s -> s).met();
        final TestPhone phoneC = new TestPhone(HZ_C, 0xC);
        final LegPorts c = x.relay.open(C.callId(), C.legId(), LegMedia.MIRRORED);

        Talking() throws Exception {
            x.relay.remote(C.callId(), C.legId(), phoneC.media(Payloads.g711(101)));
            await().pollInterval(Duration.ofMillis(5)).until(() -> {
                phoneC.talk(c);
                return x.relay.counters(C.callId(), C.legId()).orElseThrow().packetsIn() > 0;
            });
            x.relay.join(TALK, List.of(A, B));
            x.settled();
        }

        Talking heardBy(@Nullable List<LegKey> some) throws TalkRefused {
            x.relay.overhear(TALK, C, some);
            x.settled();
            return this;
        }

        /** How much of each of the three tones a phone hears while all speak. */
        double[] shares(TestPhone listener) throws IOException {
            List<Heard> heard = new ArrayList<>();
            while (heard.size() < 30) {
                x.phoneA.talk(x.a);
                x.phoneB.talk(x.b);
                phoneC.talk(c);
                heard.add(listener.hear());
            }
            short[] sound = TestPhone.sound(G711.PCMU, heard.subList(20, 30).toArray(Heard[]::new));
            return new double[] {
                Goertzel.share(sound, Exchange.HZ_A), Goertzel.share(sound, Exchange.HZ_B), Goertzel.share(sound, HZ_C)
            };
        }

        @Override
        public void close() {
            x.close();
            phoneC.close();
        }
    }

    @Test
    void who_listens_hears_both_and_neither_hears_them() throws Exception {
        try (Talking here = new Talking().heardBy(List.of())) {
            double[] atC = here.shares(here.phoneC);
            assertThat(atC[0]).isGreaterThan(0.3);
            assertThat(atC[1]).isGreaterThan(0.3);
            assertThat(here.shares(here.x.phoneA)[2]).isLessThan(0.01);
            assertThat(here.shares(here.x.phoneB)[2]).isLessThan(0.01);
        }
    }

    @Test
    void who_whispers_is_heard_by_one_alone() throws Exception {
        try (Talking here = new Talking().heardBy(List.of(A))) {
            double[] atA = here.shares(here.x.phoneA);
            assertThat(atA[1]).isGreaterThan(0.3);
            assertThat(atA[2]).isGreaterThan(0.3);
            double[] atB = here.shares(here.x.phoneB);
            assertThat(atB[0]).isGreaterThan(0.9);
            assertThat(atB[2]).isLessThan(0.01);
        }
    }

    @Test
    void who_listened_is_heard_by_both_from_when_they_may() throws Exception {
        try (Talking here = new Talking().heardBy(List.of()).heardBy(null)) {
            assertThat(here.shares(here.x.phoneA)[2]).isGreaterThan(0.3);
            assertThat(here.shares(here.x.phoneB)[2]).isGreaterThan(0.3);
        }
    }

    @Test
    void two_are_wired_to_each_other_again_when_nobody_hears_them_any_more() throws Exception {
        try (Talking here = new Talking().heardBy(List.of(A))) {
            here.x.relay.leave(C.callId(), C.legId());
            here.x.settled();

            double[] atA = here.shares(here.x.phoneA);
            assertThat(atA[1]).isGreaterThan(0.9);
        }
    }

    @Test
    void what_is_heard_by_some_is_a_matter_of_one_talk() throws Exception {
        try (Talking here = new Talking().heardBy(List.of())) {
            here.x.relay.join("other", List.of(C, A));
            here.x.settled();

            assertThat(here.shares(here.x.phoneA)[2]).isGreaterThan(0.9);
        }
    }

    @Test
    void a_talk_that_is_full_is_heard_by_nobody_else() throws Exception {
        try (Talking here = new Talking()) {
            for (int i = 2; i < Talk.MOST; i++) {
                here.x.relay.open("q" + i, "a", LegMedia.MIRRORED);
                here.x.relay.join(TALK, List.of(new LegKey("q" + i, "a")));
            }

            assertThatThrownBy(() -> here.x.relay.overhear(TALK, C, List.of())).isInstanceOf(TalkRefused.class);
        }
    }
}
