package io.ringlog.media.ice;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One message of STUN as it was read (RFC 8489 sections 5, 14). Only such as end in a right FINGERPRINT are messages
 * at all: by it they are told from everything else on the port. What stands behind MESSAGE-INTEGRITY is not read.
 */
final class StunMessage {
    static final int REQUEST = 0x0001;
    static final int SUCCESS = 0x0101;
    static final int ERROR = 0x0111;

    static final int USERNAME = 0x0006;
    static final int INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN = 0x000A;
    static final int XOR_MAPPED = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int CONTROLLED = 0x8029;

    static final int HEADER_BYTES = 20;
    static final int COOKIE = 0x2112A442;
    static final int FINGERPRINT_MASK = 0x5354554E;
    static final int HASH_BYTES = 20;
    static final int ID_AT = 4;
    static final int ID_BYTES = 16;

    /** What has to be understood by whoever answers is below. */
    private static final int OPTIONAL_FROM = 0x8000;

    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int FINGERPRINT_BYTES = 8;

    /** A check has some 100 bytes; nobody is answered who sends more than a packet of the least network. */
    private static final int BYTES_MOST = 548;

    private final byte[] bytes;
    private final int length;
    private final Map<Integer, byte[]> attributes = new HashMap<>();
    private int integrityAt = -1;

    private StunMessage(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Reads the first bytes of an array, which is not kept; empty for what is no whole message. */
    static Optional<StunMessage> read(byte[] packet, int length) {
        boolean framed = length >= HEADER_BYTES + FINGERPRINT_BYTES
                && length <= BYTES_MOST
                && (length & 3) == 0
                && (packet[0] & 0xC0) == 0
                && u16(packet, 2) == length - HEADER_BYTES
                && i32(packet, ID_AT) == COOKIE;
        if (!framed || !isMarked(packet, length)) {
            return Optional.empty();
        }
        StunMessage message = new StunMessage(Arrays.copyOf(packet, length), length);
        return message.readAttributes() ? Optional.of(message) : Optional.empty();
    }

    private static boolean isMarked(byte[] packet, int length) {
        int at = length - FINGERPRINT_BYTES;
        return u16(packet, at) == FINGERPRINT
                && u16(packet, at + 2) == FINGERPRINT_BYTES - ATTRIBUTE_HEADER_BYTES
                && i32(packet, at + ATTRIBUTE_HEADER_BYTES) == fingerprint(packet, at);
    }

    /** What marks a message whose attribute of it begins there (section 14.7). */
    static int fingerprint(byte[] message, int until) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, until);
        return (int) crc.getValue() ^ FINGERPRINT_MASK;
    }

    /** False when one goes beyond the end; the first of a kind counts (section 14). */
    private boolean readAttributes() {
        int at = HEADER_BYTES;
        while (at < length) {
            int type = u16(bytes, at);
            int size = u16(bytes, at + 2);
            int next = at + ATTRIBUTE_HEADER_BYTES + ((size + 3) & ~3);
            if (next > length) {
                return false;
            }
            if (integrityAt < 0) {
                integrityAt = type == INTEGRITY && size == HASH_BYTES ? at : -1;
                int value = at + ATTRIBUTE_HEADER_BYTES;
                attributes.putIfAbsent(type, Arrays.copyOfRange(bytes, value, value + size));
            }
            at = next;
        }
        return true;
    }

    int type() {
        return u16(bytes, 0);
    }

    boolean has(int attribute) {
        return attributes.containsKey(attribute);
    }

    byte @Nullable [] value(int attribute) {
        return attributes.get(attribute);
    }

    /** Attributes that would have to be understood and are not among these, in their order as numbers. */
    int[] beside(int... known) {
        return attributes.keySet().stream()
                .mapToInt(type -> type)
                .filter(type -> type < OPTIONAL_FROM && Arrays.stream(known).noneMatch(it -> it == type))
                .sorted()
                .toArray();
    }

    /** Cookie and transaction id, as an answer repeats them. */
    byte[] id() {
        return Arrays.copyOfRange(bytes, ID_AT, ID_AT + ID_BYTES);
    }

    /** Whether whoever has the password has written it (section 14.5). */
    boolean isAuthentic(StunHash hash) {
        if (integrityAt < 0) {
            return false;
        }
        byte[] head = Arrays.copyOf(bytes, integrityAt);
        StunWriter.put16(head, 2, integrityAt + ATTRIBUTE_HEADER_BYTES + HASH_BYTES - HEADER_BYTES);
        int value = integrityAt + ATTRIBUTE_HEADER_BYTES;
        return MessageDigest.isEqual(hash.of(head), Arrays.copyOfRange(bytes, value, value + HASH_BYTES));
    }

    private static int u16(byte[] from, int at) {
        return ((from[at] & 0xFF) << 8) | (from[at + 1] & 0xFF);
    }

    private static int i32(byte[] from, int at) {
        return (u16(from, at) << 16) | u16(from, at + 2);
    }
}
