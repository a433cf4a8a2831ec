package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CallTakenOver;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.CallFact.TalkSplit;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.TurnRecording.To;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two say to each other is kept as a file with a channel for each, whoever carries their signalling. */
class RecordingATalkSpec {

    private static final double ALICE_HZ = 440;
    private static final double BOB_HZ = 1200;

    @TempDir
    Path folder;

    private EdgeRig rig;
    private RtpEar earOfAlice;
    private RtpEar earOfBob;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        earOfAlice = rig.ear(ALICE_HZ);
        earOfBob = rig.ear(BOB_HZ);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private Talk proxied() {
        Talk talk = rig.proxied(
                rig.phone("alice").speaking(earOfAlice), rig.phone("bob").speaking(earOfBob));
        rig.awaitHeard(talk.callId(), "a", earOfAlice);
        rig.awaitHeard(talk.callId(), "b1", earOfBob);
        return talk;
    }

    private static Command record(Talk talk, int maxSec, @Nullable String notice) {
        return new Command.RecordTalk(talk.callId(), "a", "rec-1", maxSec, notice, 0);
    }

    private static Command turn(Talk talk, To to) {
        return new Command.TurnRecording(talk.callId(), "a", "rec-1", to);
    }

    /** In real time, as phones do. */
    private static void speak(int frames, RtpEar... mouths) {
        long next = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            for (RtpEar mouth : mouths) {
                mouth.talk(1);
            }
            next += 20_000_000;
            while (System.nanoTime() - next < 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Tenths of a second of a channel with a tone. */
    private long tenths(RecordingFinished told, int channel, double hz) throws IOException {
        Path file = folder.resolve("recordings").resolve(Objects.requireNonNull(told.objectKey()));
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.getShort(22)).isEqualTo((short) 2);
        assertThat(wav.getInt(40)).isEqualTo(wav.capacity() - WavWriter.HEADER_BYTES);
        assertThat(wav.getInt(40) / 32).isEqualTo((int) told.durationMs());
        short[] side = new short[wav.getInt(40) / 4];
        for (int i = 0; i < side.length; i++) {
            side[i] = wav.getShort(WavWriter.HEADER_BYTES + 4 * i + 2 * channel);
        }
        return IntStream.range(0, side.length / 800)
                .filter(i -> Goertzel.hears(Arrays.copyOfRange(side, i * 800, (i + 1) * 800), hz))
                .count();
    }

    @Test
    void a_call_that_is_only_passed_on_is_recorded_with_each_party_on_its_side() throws Exception {
        Talk talk = proxied();
        rig.log.command(record(talk, 600, null));
        speak(60, earOfAlice, earOfBob);

        rig.log.command(turn(talk, To.END));

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        assertThat(told.end()).isEqualTo(RecordingEnd.STOPPED);
        assertThat(tenths(told, 0, ALICE_HZ)).isGreaterThanOrEqualTo(5);
        assertThat(tenths(told, 1, BOB_HZ)).isGreaterThanOrEqualTo(5);
        assertThat(tenths(told, 0, BOB_HZ)).isZero();
        assertThat(tenths(told, 1, ALICE_HZ)).isZero();
        assertThat(rig.edge.media().counters(talk.callId(), "a").orElseThrow().engineOut())
                .isZero();
        rig.stop();
        assertThat(folder.resolve("drafts")).isEmptyDirectory();
    }

    @Test
    void what_is_said_in_a_pause_is_not_there() throws Exception {
        Talk talk = proxied();
        rig.log.command(record(talk, 600, null));
        rig.log.command(turn(talk, To.PAUSE));
        speak(30, earOfAlice);
        rig.log.command(turn(talk, To.RESUME));
        speak(30, earOfBob);

        talk.caller().hangUp();

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        assertThat(told.end()).isEqualTo(RecordingEnd.HANGUP);
        assertThat(tenths(told, 0, ALICE_HZ)).isZero();
        assertThat(tenths(told, 1, BOB_HZ)).isPositive();
        assertThat(told.durationMs()).isLessThan(1_100);
    }

    @Test
    void a_recording_goes_on_while_its_leg_goes_from_talk_to_talk_and_has_no_music_of_the_platform() throws Exception {
        Talk talk = proxied();
        rig.log.command(record(talk, 600, null));
        rig.log.command(new Command.TakeOver(talk.callId(), "tk-1"));
        rig.log.await(CallTakenOver.class);
        rig.log.command(new Command.SplitTalk(talk.callId(), "tk-1"));
        rig.log.await(TalkSplit.class);
        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("confirm-accept"), true, null));
        assertThat(earOfAlice.hears(Prompts.firstNoteHz("confirm-accept"))).isTrue();
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));
        rig.log.await(LegsJoined.class);
        speak(40, earOfAlice, earOfBob);

        rig.log.command(turn(talk, To.END));

        RecordingFinished told = rig.log.await(RecordingFinished.class);
        assertThat(tenths(told, 1, BOB_HZ)).isPositive();
        assertThat(tenths(told, 1, Prompts.firstNoteHz("confirm-accept"))).isZero();
    }

    @Test
    void both_are_told_that_they_are_recorded() {
        Talk talk = proxied();

        rig.log.command(record(talk, 600, "beep"));

        assertThat(earOfAlice.hears(Prompts.firstNoteHz("beep"))).isTrue();
        assertThat(earOfBob.hears(Prompts.firstNoteHz("beep"))).isTrue();
    }

    @Test
    void a_recording_has_a_longest_length() {
        Talk talk = proxied();
        rig.log.command(record(talk, 1, null));

        RecordingFinished told = rig.log.await(RecordingFinished.class);

        assertThat(told.end()).isEqualTo(RecordingEnd.LIMIT);
        assertThat(told.durationMs()).isEqualTo(1_000);
    }

    @Test
    void words_in_a_codec_that_is_not_spoken_here_are_not_recorded() {
        earOfAlice = rig.ear(ALICE_HZ, "9 101");
        earOfBob = rig.ear(BOB_HZ, "9 101");
        Talk talk = rig.proxied(
                rig.phone("alice").speaking(earOfAlice), rig.phone("bob").speaking(earOfBob));

        rig.log.command(record(talk, 600, null));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.not-recordable");
    }
}
