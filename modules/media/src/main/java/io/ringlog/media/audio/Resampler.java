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
        Filter filter = Filter.of(rate);
        int length = (int) ((long) samples.length * Frames.SAMPLES_PER_SECOND / rate);
        short[] telephone = new short[length];
        for (int i = 0; i < length; i++) {
            long place = (long) i * rate;
            int whole = (int) (place / Frames.SAMPLES_PER_SECOND);
            telephone[i] = at(samples, whole, filter.weights((int) (place % Frames.SAMPLES_PER_SECOND)));
        }
        return telephone;
    }

    /** @param weights of as many samples before {@code whole} as after it, but for one more at the end */
    private static short at(short[] samples, int whole, double[] weights) {
        int start = whole - (weights.length / 2 - 1);
        int first = Math.max(0, -start);
        int last = Math.min(weights.length, samples.length - start);
        double sum = 0;
        for (int i = first; i < last; i++) {
            sum += samples[start + i] * weights[i];
        }
        return (short) Math.round(Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE));
    }

    /**
     * What samples count for around a place between two of them. Of usual rates there are few such places, which come
     * again and again.
     *
     * @param known by the place, where it was asked for before
     */
    private record Filter(double cut, int reach, int step, double[][] known) {

        /** Those of 11,025 Hz are 320. */
        private static final int MOST_KNOWN = 400;

        static Filter of(int rate) {
            double cut = Math.min(CUT_OFF, rate * 0.45) / rate;
            int step = greatestDivisor(rate, Frames.SAMPLES_PER_SECOND);
            int places = Frames.SAMPLES_PER_SECOND / step;
            return new Filter(
                    cut, (int) Math.ceil(CROSSINGS / (2 * cut)), step, new double[places > MOST_KNOWN ? 0 : places][]);
        }

        private static int greatestDivisor(int a, int b) {
            return b == 0 ? a : greatestDivisor(b, a % b);
        }

        /** @param rest behind a sample, in parts of which {@link Frames#SAMPLES_PER_SECOND} are one sample */
        double[] weights(int rest) {
            int place = rest / step;
            if (place >= known.length) {
                return made(rest);
            }
            if (known[place] == null) {
                known[place] = made(rest);
            }
            return known[place];
        }

        private double[] made(int rest) {
            double[] weights = new double[2 * reach + 2];
            for (int i = 0; i < weights.length; i++) {
                double away = i - reach - (double) rest / Frames.SAMPLES_PER_SECOND;
                weights[i] = Math.abs(away) > reach ? 0 : weight(away);
            }
            return weights;
        }

        private double weight(double away) {
            double window = 0.5 + 0.5 * Math.cos(Math.PI * away / reach);
            double x = 2 * Math.PI * cut * away;
            return 2 * cut * window * (Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x);
        }
    }
}
