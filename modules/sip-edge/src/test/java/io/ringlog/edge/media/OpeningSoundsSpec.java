package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.media.Openings.Asked;
import io.ringlog.edge.media.Openings.Place;
import io.ringlog.edge.media.Sounds.Heard;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Tone;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A folder that hangs keeps those waiting who want a sound of it, a short while, and nobody else. */
class OpeningSoundsSpec {

    private static final Clip TONE = Tone.clip(440, Duration.ofMillis(60));
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Place LEG = new Place("call-1", "a");

    /** What became of an opening. */
    private record Told(String mediaId, @Nullable String missing, boolean overtaken) {}

    private final CountDownLatch back = new CountDownLatch(1);
    private final Desk desk = new Desk(new EdgeCounters());
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        back.countDown();
        desk.close();
    }

    private Openings openings(Duration patience) {
        Sounds sounds = new Sounds(id -> Optional.of(TONE), this::hanging, null);
        return new Openings(sounds, desk, patience);
    }

    private Optional<Clip> hanging(String id) throws IOException {
        try {
            back.await();
            return Optional.of(TONE);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(id);
        }
    }

    private void open(Openings openings, Place place, String mediaId) {
        desk.execute(() -> openings.open(place, new Asked("acc_1", Sounds.Asked.once(mediaId)), new Openings.Taker() {
            @Override
            public void opened(Heard heard) {
                told.add(new Told(mediaId, why(heard), false));
            }

            @Override
            public void overtaken() {
                told.add(new Told(mediaId, null, true));
            }
        }));
    }

    private static @Nullable String why(Heard heard) {
        return heard.missing().isEmpty() ? null : heard.missing().getFirst().why();
    }

    private Told next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void others_hear_prompts_while_a_message_does_not_come() throws Exception {
        Openings openings = openings(LONG);
        for (int i = 0; i < Openings.AT_ONCE; i++) {
            open(openings, new Place("call-" + i, "a"), "recordings/m" + i);
        }

        open(openings, new Place("another", "a"), "welcome");

        assertThat(next()).isEqualTo(new Told("welcome", null, false));
    }

    @Test
    void what_does_not_come_in_time_is_missing() throws Exception {
        open(openings(Duration.ofMillis(20)), LEG, "recordings/m1");

        assertThat(next()).isEqualTo(new Told("recordings/m1", "media 'recordings/m1' did not come in 20 ms", false));
    }

    @Test
    void what_comes_when_it_is_over_is_not_heard() throws Exception {
        Openings openings = openings(LONG);
        open(openings, LEG, "recordings/m1");
        open(openings, LEG, "welcome");
        assertThat(next()).isEqualTo(new Told("recordings/m1", null, true));
        assertThat(next()).isEqualTo(new Told("welcome", null, false));
        open(openings, LEG, "recordings/m2");
        desk.execute(() -> openings.forget(LEG));
        assertThat(next()).isEqualTo(new Told("recordings/m2", null, true));

        back.countDown();

        open(openings, LEG, "recordings/m3");
        assertThat(next()).isEqualTo(new Told("recordings/m3", null, false));
        assertThat(told).isEmpty();
    }

    @Test
    void so_many_wait_and_no_more() throws Exception {
        Openings openings = openings(LONG);
        for (int i = 0; i < Openings.AT_ONCE + Openings.WAITING_MOST; i++) {
            open(openings, new Place("call-" + i, "a"), "recordings/m");
        }

        open(openings, new Place("last", "a"), "recordings/last");

        assertThat(next().missing()).isEqualTo("media 'recordings/last' waits behind too many others");
    }
}
