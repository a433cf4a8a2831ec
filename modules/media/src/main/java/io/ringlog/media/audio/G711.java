package io.ringlog.media.audio;

import org.jspecify.annotations.Nullable;

/** The two laws of ITU-T G.711 as tables, with the payload types of RFC 3551; knows no packet. */
public enum G711 {
    PCMU(0) {
        @Override
        short expand(int code) {
            int inverted = ~code & 0xFF;
            int segment = (inverted >> 4) & 7;
            int magnitude = (((inverted & 0x0F) << 3) + 0x84) << segment;
            return (short) ((inverted & 0x80) == 0 ? magnitude - 0x84 : 0x84 - magnitude);
        }

        @Override
        int compress(int sample) {
            int linear = sample >> 2;
            // G.711 counts 14 bits with a bias of 33, which makes every segment start at a power of two.
            int magnitude = Math.min(Math.abs(linear), 8158) + 33;
            int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
            int code = (linear < 0 ? 0x80 : 0) | (segment << 4) | ((magnitude >> (segment + 1)) & 0x0F);
            return ~code & 0xFF;
        }
    },

    PCMA(8) {
        @Override
        short expand(int code) {
            int even = code ^ 0x55;
            int segment = (even >> 4) & 7;
            int step = (even & 0x0F) << 4;
            int magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1);
            return (short) ((even & 0x80) != 0 ? magnitude : -magnitude);
        }

        @Override
        int compress(int sample) {
            int linear = sample >> 3;
            int magnitude = linear < 0 ? ~linear : linear;
            int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
            int code = (segment << 4) | ((magnitude >> Math.max(1, segment)) & 0x0F);
            return (linear < 0 ? code : code | 0x80) ^ 0x55;
        }
    };

    private static final int LINEAR_STEPS = 1 << 14;

    /** The law of a payload type; null for every other codec. */
    public static @Nullable G711 of(int payloadType) {
        return payloadType == PCMU.payloadType ? PCMU : payloadType == PCMA.payloadType ? PCMA : null;
    }

    private final int payloadType;
    private final short[] linear = new short[256];
    private final byte[] coded = new byte[LINEAR_STEPS];

    G711(int payloadType) {
        this.payloadType = payloadType;
        for (int code = 0; code < linear.length; code++) {
            linear[code] = expand(code);
        }
        for (int step = 0; step < LINEAR_STEPS; step++) {
            coded[step] = (byte) compress((short) (step << 2));
        }
    }

    abstract short expand(int code);

    abstract int compress(int sample);

    /** 0 for PCMU, 8 for PCMA (RFC 3551 section 6). */
    public int payloadType() {
        return payloadType;
    }

    /** One coded byte as a 16-bit sample. */
    public short decode(byte code) {
        return linear[code & 0xFF];
    }

    /** One 16-bit sample as a coded byte. */
    public byte encode(short sample) {
        return coded[(sample & 0xFFFF) >> 2];
    }

    /** Encodes as many samples as the target holds. */
    public void encode(short[] samples, byte[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = encode(samples[i]);
        }
    }

    public short[] decode(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = decode(codes[i]);
        }
        return samples;
    }

    /** A table from this law's bytes to the other's, for calls whose two legs speak different laws. */
    public byte[] tableTo(G711 other) {
        byte[] table = new byte[256];
        for (int code = 0; code < table.length; code++) {
            table[code] = other.encode(decode((byte) code));
        }
        return table;
    }
}
