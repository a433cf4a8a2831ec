package io.ringlog.media.ice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one answer of STUN, attribute by attribute (RFC 8489 sections 5, 14). */
final class StunWriter {
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int FAMILY_FOUR = 1;
    private static final int FAMILY_SIX = 2;
    private static final int FOUR_BYTES = 4;
    private static final int CLASS = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);
    private final byte[] id;

    /** @param id cookie and transaction id of what is answered */
    StunWriter(int type, byte[] id) {
        this.id = id;
        write16(type);
        write16(0);
        out.writeBytes(id);
    }

    private void write16(int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private void attribute(int type, byte[] value) {
        write16(type);
        write16(value.length);
        out.writeBytes(value);
        out.writeBytes(new byte[-value.length & 3]);
    }

    /** Where the request came from, masked (section 14.2). */
    StunWriter mapped(byte[] address, int port) {
        byte[] value = new byte[ATTRIBUTE_HEADER_BYTES + address.length];
        value[1] = (byte) (address.length == FOUR_BYTES ? FAMILY_FOUR : FAMILY_SIX);
        put16(value, 2, port ^ (StunMessage.COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            value[ATTRIBUTE_HEADER_BYTES + i] = (byte) (address[i] ^ id[i]);
        }
        attribute(StunMessage.XOR_MAPPED, value);
        return this;
    }

    /** Why it is refused (section 14.8). */
    StunWriter refused(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        byte[] value = new byte[ATTRIBUTE_HEADER_BYTES + text.length];
        value[2] = (byte) (code / CLASS);
        value[3] = (byte) (code % CLASS);
        System.arraycopy(text, 0, value, ATTRIBUTE_HEADER_BYTES, text.length);
        attribute(StunMessage.ERROR_CODE, value);
        return this;
    }

    /** What was not understood (section 14.9). */
    StunWriter unknown(int[] types) {
        byte[] value = new byte[2 * types.length];
        for (int i = 0; i < types.length; i++) {
            put16(value, 2 * i, types[i]);
        }
        attribute(StunMessage.UNKNOWN, value);
        return this;
    }

    /** The whole message, authenticated and marked. */
    byte[] sealed(StunHash hash) {
        attribute(StunMessage.INTEGRITY, hash.of(withLength(ATTRIBUTE_HEADER_BYTES + StunMessage.HASH_BYTES)));
        byte[] mark = new byte[ATTRIBUTE_HEADER_BYTES];
        byte[] marked = withLength(2 * ATTRIBUTE_HEADER_BYTES);
        int crc = StunMessage.fingerprint(marked, marked.length);
        put16(mark, 0, crc >>> 16);
        put16(mark, 2, crc);
        attribute(StunMessage.FINGERPRINT, mark);
        return withLength(0);
    }

    /** What is there so far, as long by its header as it will be. */
    private byte[] withLength(int more) {
        byte[] message = out.toByteArray();
        put16(message, 2, message.length + more - StunMessage.HEADER_BYTES);
        return message;
    }

    static void put16(byte[] to, int at, int value) {
        to[at] = (byte) (value >> 8);
        to[at + 1] = (byte) value;
    }
}
