package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.relay.LegKey;
import io.ringlog.relay.LegMedia;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.MediaRelays;
import io.ringlog.relay.Playback;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.PortRange;
import io.ringlog.relay.RelayListener;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.Tape;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop that has too much to do says no to what begins, and never to what ends. */
class BusyLoopSpec {

    private static final int QUEUED = 10;

    @TempDir
    Path folder;

    private final Loop loop = new Loop();
    private MediaRelay relay;
    private MediaDesk media;
    private Desk desk;

    /** Holds the loop at the end of a playback, until it is let go. */
    private static final class Loop implements RelayListener {
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);

        @Override
        public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason) {
            held.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void digit(String callId, String legId, char digit, int durationMs) {}

        @Override
        public void silent(String callId, String legId, Duration duration) {}

        @Override
        public void quietOnHold(String callId, String legId) {}
    }

    private static final class Heard implements Tape {
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public boolean frame(short[] frame) {
            return true;
        }

        @Override
        public void over() {
            over.countDown();
        }
    }

    @BeforeEach
    void start() throws Exception {
        RelaySettings settings = RelaySettings.at(InetAddress.getLoopbackAddress())
                .withPorts(PortRange.EPHEMERAL)
                .withLoops(1)
                .withLimits(QUEUED, 10);
        relay = MediaRelays.start(settings, loop);
        EdgeCounters counters = new EdgeCounters();
        desk = new Desk(counters);
        media = new MediaDesk(relay, loop, new Openings(new Sounds(folder), desk), counters);
        relay.open("call", "a", LegMedia.MIRRORED);
        relay.join("talk", List.of(new LegKey("call", "a")));
    }

    @AfterEach
    void close() {
        loop.free.countDown();
        relay.close();
        desk.close();
    }

    /** From now on the loop does nothing, and no more may wait for it. */
    private void fill() throws InterruptedException {
        relay.play(
                "nowhere",
                "a",
                new Playback(
                        "p",
                        new Sounds(folder)
                                .findOrInstead("acc", Sounds.Asked.once("beep"))
                                .source()));
        assertThat(loop.held.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < QUEUED; i++) {
            relay.due("call", "a");
        }
    }

    @Test
    void what_begins_is_refused_to_whoever_asked() throws Exception {
        fill();

        assertThat(media.record("call", "a", new Heard())).isFalse();
        assertThat(media.mute("call", "a", true)).isFalse();
        assertThatCode(() -> media.sound("acc", "talk", Sounds.Asked.once("stream://moh")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_sound_that_cannot_begin_is_refused_to_whoever_asked() throws Exception {
        fill();
        CountDownLatch refused = new CountDownLatch(1);
        MediaDesk.Sound sound = new MediaDesk.Sound("p", Sounds.Asked.once("beep"));

        desk.execute(() -> media.play("acc", new LegKey("call", "a"), sound, new Played() {
            @Override
            public void missing(Sounds.Missing what) {}

            @Override
            public void refused() {
                refused.countDown();
            }
        }));

        assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_ends_is_done_as_soon_as_the_loop_comes_to_it() throws Exception {
        Heard tape = new Heard();
        assertThat(media.record("call", "a", tape)).isTrue();
        fill();

        media.endRecording("call", "a");
        media.stop("call", "a");
        media.split("talk");

        loop.free.countDown();
        assertThat(tape.over.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
