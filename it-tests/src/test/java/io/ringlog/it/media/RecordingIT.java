package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.RecordingEvent.RecordingKept;
import io.ringlog.domain.journal.RecordingEvent.RecordingPaused;
import io.ringlog.domain.journal.RecordingEvent.RecordingResumed;
import io.ringlog.domain.journal.RecordingEvent.RecordingStarted;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.WavWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two telephones talk, and REST hands out what they said, each on its side. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class RecordingIT {
    private static final double ALICE_HZ = 500;
    private static final double OLGA_HZ = 1_300;
    private static final double BOB_HZ = 900;
    private static final Duration A_WHILE = Duration.ofMillis(1_500);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final Platform platform;

    RecordingIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_users_talks_are_recorded_in_stereo_without_what_was_said_in_a_pause(Workplace here) {
        String call = pausedTalk(here);
        RecordingKept kept =
                platform.log().await(RecordingKept.class, it -> it.callId().equals(call));
        await("the recording is listed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> platform.rest().recordings(call).size() == 1);
        JsonNode row = platform.rest().recordings(call).getFirst();
        assertThat(row.path("duration_ms").asLong()).isEqualTo(kept.durationMs());

        ByteBuffer wav =
                ByteBuffer.wrap(platform.rest().recording(kept.recordingId())).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.capacity()).isEqualTo(Math.toIntExact(kept.sizeBytes()));
        assertThat(wav.getShort(22)).isEqualTo((short) 2);
        assertThat(Goertzel.share(channel(wav, 0), ALICE_HZ)).isGreaterThan(0.8);
        assertThat(Goertzel.share(channel(wav, 1), OLGA_HZ)).isGreaterThan(0.8);
        var cdr = platform.log().ended(call).cdr();
        assertThat(cdr.recordings()).isEqualTo(1);
        assertThat(kept.durationMs()).isPositive().isLessThan(1_000 * (cdr.billsec() + 1) - 1_000);
        assertThat(platform.rest().why(call)).contains(" is recorded (");

        assertThat(platform.rest().takenBack("/v1/recordings/" + kept.recordingId()))
                .isEqualTo(204);
        assertThat(platform.rest().takenBack("/v1/recordings/" + kept.recordingId()))
                .isEqualTo(404);
        platform.holdsNothing();
    }

    /** Both speak, pause the recording, and speak on. */
    private String pausedTalk(Workplace here) {
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                        .registered();
                var olga = Baresip.start(here.inside("olga"), "olga", "olga-is-recorded", OLGA_HZ, platform.sip())
                        .registered()) {
            platform.rest().awaitContact("alice");
            platform.rest().awaitContact("olga");
            alice.dial("108");
            alice.talks();
            olga.talks();
            String call = platform.log().callTo("108");
            platform.log().await(RecordingStarted.class, it -> it.callId().equals(call));
            alice.hasHeard(A_WHILE);
            platform.rest().record(call, "pause");
            platform.log().await(RecordingPaused.class, it -> it.callId().equals(call));
            alice.hearsMore(A_WHILE);
            alice.hangUp();
            olga.isAlone();
            return call;
        }
    }

    @Test
    void keys_begin_a_recording_pause_it_go_on_and_end_it(Workplace here) {
        platform.rest().changeAccount("""
                {"recording": "on_demand", "recording_keys": "*1", "recording_pause_keys": "*2"}""");
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                        .registered();
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip())
                        .registered()) {
            platform.log()
                    .await(
                            ConfigApplied.class,
                            it -> it.rowId().equals(platform.rest().account()));
            platform.rest().awaitContact("bob");
            alice.dial("102");
            bob.talks();
            RecordingKept kept = keptByKeys(alice, bob);
            alice.hangUp();
            bob.isAlone();

            assertThat(kept.end()).isEqualTo(RecordingEnd.STOPPED);
            long talked = platform.log().ended(kept.callId()).cdr().billsec();
            assertThat(kept.durationMs())
                    .isGreaterThan(A_WHILE.toMillis())
                    .isLessThan(1_000 * (talked + 1) - A_WHILE.toMillis());
            ByteBuffer wav = ByteBuffer.wrap(platform.rest().recording(kept.recordingId()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(Goertzel.share(channel(wav, 0), ALICE_HZ)).isGreaterThan(0.8);
            assertThat(Goertzel.share(channel(wav, 1), BOB_HZ)).isGreaterThan(0.8);
        } finally {
            platform.rest().changeAccount("""
                    {"recording": "off", "recording_keys": null, "recording_pause_keys": null}""");
        }
        platform.holdsNothing();
    }

    /** Bob begins, pauses for a while, goes on and ends. */
    private RecordingKept keptByKeys(Baresip alice, Baresip bob) {
        String call = platform.log().callTo("102");
        alice.hasHeard(A_MOMENT);
        assertThat(platform.log().any(RecordingStarted.class, it -> it.callId().equals(call)))
                .isFalse();
        press(bob, "*1");
        platform.log().await(RecordingStarted.class, it -> it.callId().equals(call));
        alice.hearsMore(A_WHILE);
        press(bob, "*2");
        platform.log().await(RecordingPaused.class, it -> it.callId().equals(call));
        alice.hearsMore(A_WHILE);
        press(bob, "*2");
        platform.log().await(RecordingResumed.class, it -> it.callId().equals(call));
        alice.hearsMore(A_MOMENT);
        press(bob, "*1");
        return platform.log().await(RecordingKept.class, it -> it.callId().equals(call));
    }

    private static void press(Baresip phone, String keys) {
        keys.chars().forEach(key -> phone.press((char) key));
    }

    /** The last second of a channel: all of it was said before the pause. */
    private static short[] channel(ByteBuffer wav, int channel) {
        int moments = (wav.capacity() - WavWriter.HEADER_BYTES) / 4;
        short[] second = new short[Math.min(moments, 8_000)];
        for (int i = 0; i < second.length; i++) {
            second[i] = wav.getShort(WavWriter.HEADER_BYTES + 4 * (moments - second.length + i) + 2 * channel);
        }
        return second;
    }
}
