package io.ringlog.media.audio;

/** Makes telephone sound of other sound: channels are averaged, rates changed by a windowed sinc. Pure. */
final class Resampler {

    /** Zero crossings of the sinc on either side; more is steeper and slower. */
    private static final int CROSSINGS = 12;

    /** The band of a telephone, in Hz, with room for the slope of the filter below half the rate. */
    private static final double CUT_OFF = 3_600;

    private Resampler() {}

    /** @param samples of all channels by turns */
    static short[] toMono(short[] samples, int channels) {
        if (channels == 1) {
            return samples;
        }
        short[] mono = new short[samples.length / channels];
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += samples[i * channels + channel];
            }
            mono[i] = (short) (sum / channels);
        }
        return mono;
    }

    /** @param rate of the samples a second; what lies above the band of a telephone is taken out */
    static short[] toTelephone(short[] samples, int rate) {
        if (rate == Frames.SAMPLES_PER_SECOND) {
            return samples;
        }
        double cut = Math.min(CUT_OFF, rate * 0.45) / rate;
        int reach = (int) Math.ceil(CROSSINGS / (2 * cut));
        int length = (int) ((long) samples.length * Frames.SAMPLES_PER_SECOND / rate);
        short[] telephone = new short[length];
        for (int i = 0; i < length; i++) {
            double centre = (double) i * rate / Frames.SAMPLES_PER_SECOND;
            telephone[i] = at(samples, centre, cut, reach);
        }
        return telephone;
    }

    private static short at(short[] samples, double centre, double cut, int reach) {
        int first = Math.max(0, (int) Math.ceil(centre - reach));
        int last = Math.min(samples.length - 1, (int) Math.floor(centre + reach));
        double sum = 0;
        for (int i = first; i <= last; i++) {
            sum += samples[i] * weight(i - centre, cut, reach);
        }
        return (short) Math.round(Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE));
    }

    private static double weight(double away, double cut, int reach) {
        double window = 0.5 + 0.5 * Math.cos(Math.PI * away / reach);
        double x = 2 * Math.PI * cut * away;
        return 2 * cut * window * (Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x);
    }
}
