package io.ringlog.media.quality;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the mean opinion score of listeners (MOS, 1 to 5) by the E-model of ITU-T G.107, with all that is not
 * measured at its default. Integers alone, so that it answers the same everywhere.
 *
 * <pre>
 *   R      = 93.2 - Id - Ie,eff
 *   Id     = 0.024 d + 0.11 (d - 177.3), the latter for d over 177.3   d: one way in ms (Cole and Rosenbluth, 2001)
 *   Ie,eff = Ie + (95 - Ie) Ppl / (Ppl + Bpl)                          Ppl: loss in percent (G.107, 7-29, BurstR 1)
 *   MOS    = 1 + 0.035 R + R (R - 60) (100 - R) 0.000007               1 for R under 0, 4.5 for R over 100
 * </pre>
 *
 * Ie and Bpl of the codec are those of ITU-T G.113 appendix I; G.711 is taken to be heard with concealment. The one way
 * is a frame of 20 ms, a buffer of twice the jitter, and half the round trip where it is known.
 */
public final class VoiceModel {
    private static final long FRAME_US = 20_000;
    private static final long DELAY_FELT_US = 177_300;
    private static final long PARTS_PER_PERCENT = 10_000;
    private static final long LONGEST_US = 10_000_000;

    private VoiceModel() {}

    /**
     * What was measured of one way.
     *
     * @param lostPerMillion packets that did not come of a million that were sent
     * @param jitterUs mean interarrival jitter in microseconds
     * @param roundTripUs round trip in microseconds; 0 where it is not known
     */
    public record Way(int lostPerMillion, int jitterUs, int roundTripUs) {}

    /** How a codec suffers: Ie, and Bpl in tenths. */
    private record Impairment(int ie, int bplTenths) {}

    private static final Impairment G711_CONCEALED = new Impairment(0, 251);
    private static final Impairment G723 = new Impairment(15, 161);
    private static final Impairment G729A = new Impairment(11, 190);

    /**
     * The score in hundredths, 100 to 450.
     *
     * @param payloadType the codec by its static number (RFC 3551)
     * @return empty for a codec that the narrow-band model has no figures for, as G.722 and Opus
     */
    public static OptionalInt mosTimes100(int payloadType, Way way) {
        Impairment codec = of(payloadType);
        return codec == null ? OptionalInt.empty() : OptionalInt.of(mos(93_200 - delay(way) - loss(codec, way)));
    }

    private static @Nullable Impairment of(int payloadType) {
        return switch (payloadType) {
            case 0, 8 -> G711_CONCEALED;
            case 4 -> G723;
            case 18 -> G729A;
            default -> null;
        };
    }

    /** Id in thousandths. */
    private static long delay(Way way) {
        long oneWay = Math.min(LONGEST_US, FRAME_US + 2L * way.jitterUs() + way.roundTripUs() / 2);
        return (24 * oneWay + 110 * Math.max(0, oneWay - DELAY_FELT_US)) / 1_000;
    }

    /** Ie,eff in thousandths. */
    private static long loss(Impairment codec, Way way) {
        long lost = Math.clamp(way.lostPerMillion(), 0, 1_000_000);
        long robust = codec.bplTenths() * PARTS_PER_PERCENT / 10;
        return 1_000L * codec.ie() + 1_000L * (95 - codec.ie()) * lost / (lost + robust);
    }

    /** From R in thousandths. */
    private static int mos(long r) {
        if (r <= 0) {
            return 100;
        }
        long bounded = Math.min(r, 100_000);
        long curve = bounded * (bounded - 60_000) * (100_000 - bounded) / 1_000_000_000 * 7;
        return (int) Math.clamp((1_000_000 + 35 * bounded + curve + 5_000) / 10_000, 100, 450);
    }
}
