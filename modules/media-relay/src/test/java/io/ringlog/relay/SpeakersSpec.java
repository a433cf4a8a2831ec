package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who of a mix is told to speak, frame by frame. */
class SpeakersSpec {
    private static final int LOUD = 8_000;

    private final List<String> told = new ArrayList<>();
    private final Speakers speakers = new Speakers(seat -> told.add(seat == null ? "nobody" : seat.leg.legId));
    private final Mouth anna = new Mouth("anna");
    private final Mouth ben = new Mouth("ben");
    private final Mouth cleo = new Mouth("cleo");
    private final List<Seat> seats = new ArrayList<>(List.of(anna.seat, ben.seat, cleo.seat));

    /** A leg whose party says what it is told to. */
    private static final class Mouth {
        private final Seat seat;
        private final RtpStream stream = new RtpStream(1, 1, 0);
        private final Tone tone = new Tone(500, LOUD);

        private Mouth(String name) {
            RelayListener nobody = new HeardEvents();
            Leg leg = new Leg("call", name, LegMedia.MIRRORED, new SocketPair(null, null), stream, nobody);
            seat = new Seat(leg);
        }

        private void says(int percent) {
            short[] frame = new short[Frames.SAMPLES];
            byte[] coded = new byte[Frames.SAMPLES];
            tone.read(frame);
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (frame[i] * percent / 100);
            }
            G711.PCMU.encode(frame, coded);
            ByteBuffer packet = ByteBuffer.allocate(RtpView.HEADER_BYTES + coded.length);
            stream.write(packet, 0, false, coded, Frames.SAMPLES);
            RtpView view = new RtpView();
            view.wrap(packet.flip());
            seat.take(seat.leg, view, packet);
        }
    }

    private void frames(int count, int annas, int bens) {
        for (int i = 0; i < count; i++) {
            anna.says(annas);
            ben.says(bens);
            seats.forEach(Seat::listen);
            speakers.frame(seats);
        }
    }

    @Test
    void nobody_speaks_in_a_silent_room_and_nothing_is_told() {
        frames(500, 0, 0);
        assertThat(told).isEmpty();
    }

    @Test
    void who_has_a_voice_for_some_tenths_of_a_second_speaks() {
        frames(10, 100, 0);
        assertThat(told).isEmpty();
        frames(20, 100, 0);
        assertThat(told).containsExactly("anna");
        frames(500, 100, 0);
        assertThat(told).containsExactly("anna");
    }

    @Test
    void a_cough_changes_nothing() {
        frames(100, 100, 0);
        frames(5, 100, 300);
        frames(100, 100, 0);
        assertThat(told).containsExactly("anna");
    }

    @Test
    void who_is_about_as_loud_as_who_speaks_does_not_take_over() {
        frames(100, 100, 0);
        frames(300, 100, 150);
        assertThat(told).containsExactly("anna");
    }

    @Test
    void who_is_clearly_louder_or_goes_on_alone_takes_over() {
        frames(100, 30, 0);
        frames(100, 30, 100);
        assertThat(told).containsExactly("anna", "ben");
        frames(100, 30, 0);
        assertThat(told).containsExactly("anna", "ben", "anna");
    }

    @Test
    void after_two_seconds_of_silence_nobody_speaks() {
        frames(100, 100, 0);
        frames(90, 0, 0);
        assertThat(told).containsExactly("anna");
        frames(60, 0, 0);
        assertThat(told).containsExactly("anna", "nobody");
    }

    @Test
    void however_they_interrupt_each_other_no_more_than_one_change_a_second_is_told() {
        var random = new SplittableRandom(5);
        int frames = 0;
        while (frames < 50 * 60) {
            int turn = 16 + random.nextInt(20);
            boolean annas = random.nextBoolean();
            frames(turn, annas ? 100 : 0, annas ? 0 : 100);
            frames += turn;
        }
        assertThat(told).hasSizeBetween(10, frames / Speakers.TOLD_APART_FRAMES);
    }

    @Test
    void a_speaker_who_leaves_is_forgotten_and_nobody_is_told() {
        frames(100, 100, 0);
        seats.remove(anna.seat);
        speakers.gone(anna.seat.leg);
        frames(200, 0, 0);
        assertThat(told).containsExactly("anna");
        frames(100, 0, 100);
        assertThat(told).containsExactly("anna", "ben");
    }

    @Test
    void who_leaves_before_taking_over_does_not() {
        frames(100, 100, 0);
        frames(20, 0, 100);
        speakers.gone(ben.seat.leg);
        seats.remove(ben.seat);
        frames(20, 100, 100);
        assertThat(told).containsExactly("anna");
    }

    @Test
    void who_is_heard_by_some_alone_does_not_speak() {
        anna.seat.leg.heardBy(Set.of(ben.seat.leg));
        frames(100, 100, 0);
        assertThat(told).isEmpty();
    }
}
