package io.ringlog.relay;

/**
 * The ports media may use, both inclusive. {@link #EPHEMERAL} lets the operating system choose.
 */
public record PortRange(int first, int last) {
    public static final PortRange EPHEMERAL = new PortRange(0, 0);

    public PortRange {
        boolean ephemeral = first == 0 && last == 0;
        if (!ephemeral && (first < 1024 || last > 65535 || last <= first)) {
            throw new IllegalArgumentException(
                    "media ports must lie between 1024 and 65535, the first below the last, not " + first + "-" + last);
        }
    }

    boolean isEphemeral() {
        return first == 0;
    }

    int firstEven() {
        return first + (first & 1);
    }

    /** How many even/odd pairs fit. */
    public int pairs() {
        return Math.max(0, (last - firstEven() + 1) / 2);
    }
}
