package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.WavReader;
import io.ringlog.testkit.sip.SipPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller says to the platform is kept as a file, and the log is told where. */
class RecordingALegSpec {

    private static final double HZ = 440;

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private RtpEar mouth;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        mouth = rig.ear(HZ);
        alice = rig.phone("alice").speaking(mouth);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static Command record(Talk talk, int maxSec, int silenceSec, boolean beep) {
        return new Command.RecordLeg(talk.callId(), "a", "rec-1", maxSec, silenceSec, "#", beep);
    }

    /** In real time, as a phone does. */
    private void speak(int frames) {
        long next = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            mouth.talk(1);
            next += 20_000_000;
            while (System.nanoTime() - next < 0) {
                Thread.onSpinWait();
            }
        }
    }

    private Clip sound(RecordingFinished told) throws IOException {
        Path file = folder.resolve("recordings").resolve(Objects.requireNonNull(told.objectKey()));
        assertThat(Files.size(file)).isEqualTo(told.sizeBytes());
        return WavReader.read(Files.readAllBytes(file));
    }

    /** Tenths of a second with the caller's tone; over the whole clip, a packet that was late breaks its phase. */
    private static long voicedTenths(Clip clip) {
        short[] samples = clip.samples();
        return IntStream.range(0, samples.length / 800)
                .filter(i -> Goertzel.hears(Arrays.copyOfRange(samples, i * 800, (i + 1) * 800), HZ))
                .count();
    }

    @Test
    void a_key_ends_a_recording_that_has_the_callers_voice() throws Exception {
        Talk talk = rig.answered(alice);
        rig.log.command(record(talk, 30, 5, true));
        assertThat(mouth.hears(Prompts.firstNoteHz("beep"))).isTrue();
        speak(150);

        mouth.press('#');

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        assertThat(told.end()).isEqualTo(RecordingEnd.KEY);
        assertThat(told.objectKey()).isEqualTo(TestLog.ACCOUNT + "/" + talk.callId() + ".rec-1.wav");
        Clip clip = sound(told);
        assertThat(clip.duration().toMillis()).isEqualTo(told.durationMs()).isBetween(1_400L, 3_100L);
        assertThat(voicedTenths(clip)).isGreaterThanOrEqualTo(10);
        rig.stop();
        assertThat(folder.resolve("drafts")).isEmptyDirectory();
    }

    @Test
    void who_hangs_up_has_said_what_was_said_and_the_log_hears_of_it_first() throws Exception {
        Talk talk = rig.answered(alice);
        rig.log.command(record(talk, 30, 5, false));
        speak(50);

        talk.caller().hangUp();

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        LegEnded ended = rig.log.await(LegEnded.class);
        assertThat(told.end()).isEqualTo(RecordingEnd.HANGUP);
        assertThat(told.stamp().seq()).isLessThan(ended.stamp().seq());
        assertThat(voicedTenths(sound(told))).isGreaterThanOrEqualTo(5);
    }

    @Test
    void silence_ends_a_recording_and_leaves_no_file() {
        Talk talk = rig.answered(alice);

        rig.log.command(record(talk, 30, 1, false));

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        assertThat(told.end()).isEqualTo(RecordingEnd.SILENCE);
        assertThat(told.objectKey()).isNull();
        rig.stop();
        assertThat(folder.resolve("drafts")).isEmptyDirectory();
    }

    @Test
    void a_recording_has_a_longest_length() throws Exception {
        Talk talk = rig.answered(alice);
        rig.log.command(record(talk, 1, 0, false));

        speak(75);

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        assertThat(told.end()).isEqualTo(RecordingEnd.LIMIT);
        assertThat(sound(told).duration().toMillis()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void a_leg_that_the_engine_does_not_have_is_not_recorded() {
        SipPeer bob = rig.phone("bob");
        Talk talk = rig.proxied(alice, bob);

        rig.log.command(record(talk, 30, 5, false));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("leg.not-hosted");
    }

    @Test
    void a_recording_is_taken_away_for_good() throws Exception {
        Talk talk = rig.answered(alice);
        rig.log.command(record(talk, 1, 0, false));
        speak(60);
        RecordingFinished told = rig.log.await(RecordingFinished.class);
        Path file = folder.resolve("recordings").resolve(Objects.requireNonNull(told.objectKey()));

        rig.log.command(new Command.EraseRecording(told.objectKey()));
        rig.stop();

        assertThat(file).doesNotExist();
        assertThat(file.getParent()).isEmptyDirectory();
    }
}
