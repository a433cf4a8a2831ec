package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.FlowEvent.VariableSet;
import io.ringlog.domain.journal.RecordingEvent.FlowRecordingStarted;
import io.ringlog.domain.journal.RecordingEvent.RecordingKept;
import io.ringlog.domain.journal.RecordingEvent.SoundErased;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alice speaks into a flow and hangs up: what she said is listed, heard and erased over REST. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class SpeakingIntoAFlowIT {
    private static final double ALICE_HZ = 500;

    private static final String FLOW = """
            {"name": "Say it", "draft": {
              "nodes": [
                {"id": "start", "data": {"kind": "entry"}},
                {"id": "say", "data": {"kind": "record", "variable": "claim", "beep": false}},
                {"id": "bye", "data": {"kind": "hangup"}}],
              "edges": [{"source": "start", "target": "say"}, {"source": "say", "target": "bye"}]}}
            """;

    private final Platform platform;

    SpeakingIntoAFlowIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void who_hangs_up_while_they_speak_into_a_flow_leaves_a_recording_that_goes_as_others_do(Workplace here)
            throws IOException {
        String flow = flow();
        String call = speaks(here);

        RecordingKept kept =
                platform.log().await(RecordingKept.class, it -> it.callId().equals(call));
        assertThat(platform.log().ended(call).cause()).isEqualTo("caller.hung-up");
        assertThat(platform.log()
                        .await(VariableSet.class, it -> it.callId().equals(call))
                        .value())
                .isEqualTo(kept.objectKey());
        await("the recording is listed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> platform.rest().recordings(call).size() == 1);
        JsonNode row = platform.rest().recordings(call).getFirst();
        assertThat(row.path("flow_id").asText()).isEqualTo(flow);
        assertThat(row.path("node_id").asText()).isEqualTo("say");
        assertThat(row.path("end").asText()).isEqualTo("hangup");
        assertThat(Goertzel.share(lastSecond(platform.rest().recording(kept.recordingId())), ALICE_HZ))
                .isGreaterThan(0.8);

        assertThat(platform.rest().takenBack("/v1/recordings/" + kept.recordingId()))
                .isEqualTo(204);
        platform.log().await(SoundErased.class, it -> it.objectKey().equals(kept.objectKey()));
        platform.holdsNothing();
    }

    /** Extension 7602 leads into it. */
    private String flow() {
        String flow = platform.rest().create("/v1/flows", FLOW);
        platform.rest().publish(flow);
        String extension = platform.rest()
                .create(
                        "/v1/extensions",
                        "{\"digits\": \"7602\", \"dest_kind\": \"flow\", \"dest_id\": \"%s\"}".formatted(flow));
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(extension));
        return flow;
    }

    private String speaks(Workplace here) throws IOException {
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                .registered()) {
            platform.rest().awaitContact("alice");
            alice.dial("7602");
            String call = platform.log().callTo("7602");
            platform.log().await(FlowRecordingStarted.class, it -> it.callId().equals(call));
            await("two seconds of it").atMost(Duration.ofSeconds(30)).until(() -> platform.recordedBytes() > 32_000);
            alice.hangUp();
            return call;
        }
    }

    private static short[] lastSecond(byte[] recording) {
        ByteBuffer wav = ByteBuffer.wrap(recording).order(ByteOrder.LITTLE_ENDIAN);
        int samples = Math.min(8_000, (wav.capacity() - WavWriter.HEADER_BYTES) / 2);
        short[] second = new short[samples];
        for (int i = 0; i < samples; i++) {
            second[i] = wav.getShort(wav.capacity() - 2 * (samples - i));
        }
        return second;
    }
}
