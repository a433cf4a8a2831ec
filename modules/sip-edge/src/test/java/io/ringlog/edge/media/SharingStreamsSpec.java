package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.SoundStream;
import io.ringlog.edge.media.Sounds.Asked;
import io.ringlog.edge.media.Sounds.Heard;
import io.ringlog.edge.media.Sounds.Missing;
import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.MusicStream;
import io.ringlog.media.audio.Tone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All who hear a playlist of an account hear one stream, whose sounds are in memory once. */
class SharingStreamsSpec {

    private static final SoundStream LIST = new SoundStream("pl_1", List.of("low", "high"), null);

    private final List<String> opened = new ArrayList<>();
    private final Sounds sounds = new Sounds(this::clip, id -> Optional.empty(), null);

    private Optional<Clip> clip(String id) throws IOException {
        opened.add(id);
        return switch (id) {
            case "acc_1/low", "acc_2/low" -> Optional.of(tone(400));
            case "acc_1/high" -> Optional.of(tone(900));
            case "acc_1/broken" -> throw new IOException("it is no sound");
            default -> Optional.empty();
        };
    }

    private static Clip tone(double hz) {
        return Tone.clip(hz, Duration.ofSeconds(2));
    }

    private Heard hears(String account, SoundStream stream) {
        return sounds.findOrInstead(account, new Asked(List.of(), null, false, stream));
    }

    private static short[] next(AudioSource source) {
        short[] frame = new short[Frames.SAMPLES];
        assertThat(source.read(frame)).isTrue();
        return frame;
    }

    @Test
    void an_edge_has_no_more_music_open_than_it_holds() {
        SharedStreams few = new SharedStreams(
                (account, stream, missing) -> List.of(tone(400)), 3 * tone(400).length());
        List<MusicStream> held = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        for (int list = 0; list < 100; list++) {
            held.add(few.find("acc_1", new SoundStream("pl_" + list, List.of("low"), null), missing));
        }

        assertThat(few.size()).isEqualTo(3);
        assertThat(new HashSet<>(held)).hasSize(4);
        assertThat(missing).hasSize(97).allSatisfy(it -> assertThat(it.why()).contains("as much music open"));
    }

    @Test
    void a_second_listener_opens_nothing_and_hears_the_same() {
        Heard one = hears("acc_1", LIST);
        Heard two = hears("acc_1", LIST);

        assertThat(opened).containsExactly("acc_1/low", "acc_1/high");
        assertThat(one.missing()).isEmpty();
        short[] first = next(one.source());
        short[] second = next(two.source());
        assertThat(Goertzel.share(second, 400) > 0.5).isEqualTo(Goertzel.share(first, 400) > 0.5);
    }

    @Test
    void another_account_and_another_list_are_streams_of_their_own() {
        Heard one = hears("acc_1", LIST);
        Heard two = hears("acc_2", LIST);
        Heard three = hears("acc_1", new SoundStream("pl_2", List.of("low"), null));

        assertThat(opened).containsExactly("acc_1/low", "acc_1/high", "acc_2/low", "acc_2/high", "acc_1/low");
        assertThat(one).isNotEqualTo(three);
        assertThat(two.missing()).extracting(Missing::mediaId).containsExactly("high");
        assertThat(Goertzel.share(next(three.source()), 400)).isGreaterThan(0.5);
    }

    @Test
    void what_cannot_be_heard_is_left_out_and_told_to_each() {
        SoundStream stream = new SoundStream("pl_1", List.of("broken", "high", "none"), 3L);

        hears("acc_1", stream);
        Heard later = hears("acc_1", stream);

        assertThat(later.missing()).extracting(Missing::mediaId).containsExactly("broken", "none");
        assertThat(Goertzel.share(next(later.source()), 900)).isGreaterThan(0.5);
    }

    @Test
    void a_list_of_which_nothing_can_be_heard_is_the_built_in_music() {
        Heard heard = hears("acc_1", new SoundStream("pl_1", List.of("none"), null));

        assertThat(heard.missing()).extracting(Missing::mediaId).containsExactly("none");
        assertThat(next(heard.source())).isNotEqualTo(new short[Frames.SAMPLES]);
    }

    @Test
    void what_is_said_before_it_is_heard_first() {
        Heard heard = sounds.findOrInstead(
                "acc_1", new Asked(List.of("high"), null, false, new SoundStream("pl_1", List.of("low"), null)));

        AudioSource source = heard.source();

        for (int frame = 0; frame < 100; frame++) {
            assertThat(Goertzel.share(next(source), 900)).isGreaterThan(0.5);
        }
        assertThat(Goertzel.share(next(source), 400)).isGreaterThan(0.5);
    }

    @Test
    void what_is_beyond_an_hour_is_not_heard() {
        Clip half = Clip.silence(Duration.ofMinutes(35));
        Sounds library = new Sounds(id -> Optional.of(half), id -> Optional.empty(), null);

        Heard heard = library.findOrInstead(
                "acc_1", new Asked(List.of(), null, false, new SoundStream("pl_1", List.of("a", "b", "c"), null)));

        assertThat(heard.missing()).extracting(Missing::mediaId).containsExactly("b", "c");
    }

    @Test
    void what_does_not_come_in_time_is_replaced_by_music() {
        Asked asked = new Asked(List.of(), null, false, LIST);

        Heard heard = Sounds.instead(asked, "did not come");

        assertThat(sounds.isAtHand(asked)).isFalse();
        assertThat(heard.missing()).extracting(Missing::mediaId).containsExactly("pl_1");
        assertThat(next(heard.source())).hasSize(Frames.SAMPLES);
    }
}
