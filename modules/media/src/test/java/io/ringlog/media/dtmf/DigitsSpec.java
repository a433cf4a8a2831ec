package io.ringlog.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigitsSpec {
    private final List<String> heard = new ArrayList<>();
    private final DigitDecoder decoder = new DigitDecoder((key, ms) -> heard.add(key + " " + ms));

    private void arrive(int timestamp, TelephoneEvent event) {
        assertThat(decoder.accept(timestamp, ByteBuffer.wrap(event.payload()), 0, 4))
                .isTrue();
    }

    private void press(char key, int ms, int timestamp) {
        DigitEncoder.press(key, ms).forEach(step -> arrive(timestamp, step.event()));
    }

    private static TelephoneEvent event(char key, int duration, boolean end) {
        return new TelephoneEvent(TelephoneEvent.codeOf(key), end, 10, duration);
    }

    @Test
    void one_press_is_one_digit() {
        press('5', 100, 1000);
        assertThat(heard).containsExactly("5 100");
        assertThat(decoder.isPressed()).isFalse();
    }

    @Test
    void the_same_key_twice_is_two_digits() {
        press('1', 80, 1000);
        press('1', 80, 3000);
        assertThat(heard).containsExactly("1 80", "1 80");
    }

    @Test
    void timestamps_may_wrap() {
        press('#', 60, Integer.MAX_VALUE - 10);
        press('D', 60, Integer.MIN_VALUE + 2000);
        assertThat(heard).containsExactly("# 60", "D 60");
    }

    @Test
    void the_next_event_ends_one_whose_end_was_lost() {
        arrive(1000, event('7', 320, false));
        arrive(5000, event('8', 160, true));
        assertThat(heard).containsExactly("7 40", "8 20");
    }

    @Test
    void quiet_ends_one_whose_end_was_lost() {
        arrive(1000, event('7', 320, false));
        arrive(1000, event('7', 160, false));
        assertThat(decoder.isPressed()).isTrue();
        decoder.quiet();
        decoder.quiet();
        arrive(1000, event('7', 480, true));
        assertThat(heard).containsExactly("7 40");
    }

    @Test
    void late_packets_of_an_older_event_change_nothing() {
        press('1', 80, 1000);
        arrive(3000, event('2', 160, false));
        arrive(2000, event('3', 160, true));
        arrive(1000, event('1', 640, true));
        arrive(3000, event('2', 320, true));
        assertThat(heard).containsExactly("1 80", "2 40");
    }

    @Test
    void a_key_held_for_long_goes_on_in_a_new_segment() {
        arrive(1000, event('9', 0xFFFF, false));
        arrive(1000 + 0xFFFF, event('9', 800, false));
        arrive(1000 + 0xFFFF, event('9', 1600, true));
        arrive(1000, event('9', 0xFFFF, false));
        assertThat(heard).containsExactly("9 " + (0xFFFF + 1600) / 8);
    }

    @Test
    void another_key_where_a_segment_would_begin_is_another_digit() {
        arrive(1000, event('9', 0xFFFF, false));
        arrive(1000 + 0xFFFF, event('8', 800, true));
        assertThat(heard).containsExactly("9 8191", "8 100");
    }

    @Test
    void a_new_stream_may_start_at_any_timestamp() {
        press('1', 80, 5000);
        decoder.reset();
        press('2', 80, 1000);
        assertThat(heard).containsExactly("1 80", "2 80");
    }

    @Test
    void what_is_no_key_is_no_digit() {
        byte[] flash = new TelephoneEvent(16, true, 0, 800).payload();
        assertThat(decoder.accept(1, ByteBuffer.wrap(flash), 0, 4)).isFalse();
        assertThat(decoder.accept(1, ByteBuffer.wrap(flash), 0, 3)).isFalse();
        assertThat(heard).isEmpty();
        assertThatThrownBy(() -> TelephoneEvent.codeOf('x')).hasMessageContaining("'x'");
    }

    @Test
    void a_phone_marks_the_first_packet_and_ends_three_times() {
        List<DigitEncoder.Step> steps = DigitEncoder.press('*', 60);
        assertThat(steps).hasSize(5);
        assertThat(steps).extracting(DigitEncoder.Step::marker).containsExactly(true, false, false, false, false);
        assertThat(steps).extracting(step -> step.event().duration()).containsExactly(160, 320, 480, 480, 480);
        assertThat(steps).extracting(step -> step.event().end()).containsExactly(false, false, true, true, true);
        assertThat(DigitEncoder.press('1', 20))
                .extracting(DigitEncoder.Step::marker)
                .containsExactly(true, false, false);
        assertThatThrownBy(() -> DigitEncoder.press('1', 10)).hasMessageContaining("10");
        assertThatThrownBy(() -> DigitEncoder.press('1', 9000)).hasMessageContaining("9000");
    }

    @Test
    void an_event_survives_its_bytes() {
        TelephoneEvent event = new TelephoneEvent(11, true, 63, 40000);
        assertThat(TelephoneEvent.read(ByteBuffer.wrap(event.payload()), 0)).isEqualTo(event);
        assertThat(event.isKey()).isTrue();
        assertThat(TelephoneEvent.keyOf(11)).isEqualTo('#');
    }
}
