package io.ringlog.media.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.quality.VoiceModel.Way;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceModelSpec {

    /** The same formula in floating point, as the recommendation writes it. */
    private static double byTheBook(double ie, double bpl, Way way) {
        double d = 20 + 2 * way.jitterUs() / 1e3 + way.roundTripUs() / 2e3;
        double id = 0.024 * d + 0.11 * Math.max(0, d - 177.3);
        double lost = way.lostPerMillion() / 1e4;
        double r = 93.2 - id - (ie + (95 - ie) * lost / (lost + bpl));
        return r <= 0 ? 1 : Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
    }

    private static int mos(int type, Way way) {
        return VoiceModel.mosTimes100(type, way).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0,0,0,440", "10000,0,0,432", "50000,0,0,390", "200000,0,0,261", "0,5000,100000,437", "0,0,800000,291"})
    void g711_is_heard_so(int lost, int jitter, int trip, int expected) {
        assertThat(mos(0, new Way(lost, jitter, trip))).isEqualTo(expected);
        assertThat(mos(8, new Way(lost, jitter, trip))).isEqualTo(expected);
    }

    @Test
    void the_integers_say_what_the_recommendation_says() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Way way = new Way(random.nextInt(1_000_001), random.nextInt(300_000), random.nextInt(2_000_000));
            assertThat(mos(0, way) / 100.0).isBetween(byTheBook(0, 25.1, way) - 0.011, byTheBook(0, 25.1, way) + 0.011);
            assertThat(mos(18, way) / 100.0).isBetween(byTheBook(11, 19, way) - 0.011, byTheBook(11, 19, way) + 0.011);
            assertThat(mos(4, way) / 100.0)
                    .isBetween(byTheBook(15, 16.1, way) - 0.011, byTheBook(15, 16.1, way) + 0.011);
        }
    }

    @Test
    void nothing_is_said_of_a_codec_without_figures() {
        assertThat(VoiceModel.mosTimes100(9, new Way(0, 0, 0))).isEmpty();
        assertThat(VoiceModel.mosTimes100(111, new Way(0, 0, 0))).isEmpty();
    }

    @Test
    void the_worst_is_one_and_figures_out_of_range_are_bounded() {
        assertThat(mos(0, new Way(1_000_000, 0, 900_000))).isEqualTo(100);
        assertThat(mos(0, new Way(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)))
                .isEqualTo(100);
        assertThat(mos(0, new Way(-5, 0, 0))).isEqualTo(440);
    }
}
