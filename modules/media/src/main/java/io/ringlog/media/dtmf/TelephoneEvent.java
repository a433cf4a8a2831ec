package io.ringlog.media.dtmf;

import java.nio.ByteBuffer;

/**
 * The payload of one telephone event packet (RFC 4733 section 2.3).
 *
 * @param code 0 to 15 for the keys; other events exist and are no digits
 * @param volume in dBm0 without the sign, 0 to 63
 * @param duration so far, in samples, 0 to 65535
 */
public record TelephoneEvent(int code, boolean end, int volume, int duration) {
    public static final int BYTES = 4;
    private static final String KEYS = "0123456789*#ABCD";

    /** Reads the four bytes at an absolute index. */
    public static TelephoneEvent read(ByteBuffer packet, int at) {
        int flags = packet.get(at + 1);
        return new TelephoneEvent(
                packet.get(at) & 0xFF, (flags & 0x80) != 0, flags & 0x3F, packet.getShort(at + 2) & 0xFFFF);
    }

    public byte[] payload() {
        return new byte[] {
            (byte) code, (byte) ((end ? 0x80 : 0) | (volume & 0x3F)), (byte) (duration >> 8), (byte) duration
        };
    }

    /** Whether this is a key of a telephone. */
    public boolean isKey() {
        return code < KEYS.length();
    }

    /** The key of an event code from 0 to 15. */
    public static char keyOf(int code) {
        return KEYS.charAt(code);
    }

    /** The event code of a key: 0-9, *, #, A-D. */
    public static int codeOf(char key) {
        int code = KEYS.indexOf(key);
        if (code < 0) {
            throw new IllegalArgumentException("'" + key + "' is no key of a telephone");
        }
        return code;
    }
}
