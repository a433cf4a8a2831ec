package io.ringlog.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceOrderSpec {
    private final SequenceOrder order = new SequenceOrder(3);
    private final List<Integer> heard = new ArrayList<>();

    private void arrive(int... sequences) {
        for (int sequence : sequences) {
            byte[] payload = {(byte) (sequence >> 8), (byte) sequence};
            order.accept(sequence, payload, this::hear);
        }
    }

    private void hear(byte[] payload) {
        heard.add((payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
    }

    @Test
    void packets_in_order_pass_at_once() {
        arrive(5, 6, 7);
        assertThat(heard).containsExactly(5, 6, 7);
        assertThat(order.given()).isEqualTo(3);
    }

    @Test
    void swapped_packets_are_put_right_also_over_the_wrap() {
        arrive(0xFFFE, 0, 0xFFFF, 1);
        assertThat(heard).containsExactly(0xFFFE, 0xFFFF, 0, 1);
    }

    @Test
    void a_lost_packet_is_given_up_after_a_few_others() {
        arrive(1, 3, 4, 5);
        assertThat(heard).containsExactly(1);
        arrive(6);
        assertThat(heard).containsExactly(1, 3, 4, 5, 6);
        assertThat(order.lost()).isEqualTo(1);
        arrive(2);
        assertThat(order.late()).isEqualTo(1);
    }

    @Test
    void doubled_packets_are_heard_once() {
        arrive(1, 1, 3, 3);
        order.flush(this::hear);
        assertThat(heard).containsExactly(1, 3);
        assertThat(order.late()).isEqualTo(2);
        assertThat(order.lost()).isEqualTo(1);
    }

    @Test
    void jitter_of_less_than_the_depth_changes_nothing() {
        SplittableRandom random = new SplittableRandom(42);
        int[] sent = IntStream.range(65500, 65700).map(i -> i & 0xFFFF).toArray();
        int[] jittered = sent.clone();
        for (int i = 1; i + 3 < jittered.length; i += 3) {
            int other = i + random.nextInt(3);
            int kept = jittered[i];
            jittered[i] = jittered[other];
            jittered[other] = kept;
        }
        arrive(jittered);
        assertThat(heard).containsExactlyElementsOf(IntStream.of(sent).boxed().toList());
        assertThat(order.lost()).isZero();
    }

    @Test
    void a_depth_of_nothing_is_refused() {
        assertThatThrownBy(() -> new SequenceOrder(0)).hasMessageContaining("at least 1");
    }
}
