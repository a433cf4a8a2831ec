package io.ringlog.sip.hep;

import io.ringlog.sip.sdp.Keyless;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One SIP message as HEP version 3 has it: the word {@code HEP3}, the length of all, and chunks of a vendor, a type, a
 * length and a value, all in network order (HEP3 Network Protocol Specification, revision 26, section 3). Pure.
 *
 * @param datagram whether the message went by UDP, else by a stream
 */
record HepPacket(byte[] message, InetSocketAddress from, InetSocketAddress to, boolean datagram, Instant at) {
    private static final int CHUNK_HEAD_BYTES = 6;
    private static final byte[] WORD = "HEP3".getBytes(StandardCharsets.US_ASCII);
    /** More than all chunks of known length take together. */
    private static final int FIXED_BYTES = 256;

    private static final byte FAMILY_FOUR = 2;
    private static final byte FAMILY_SIX = 10;
    private static final byte UDP = 17;
    private static final byte TCP = 6;
    private static final byte SIP = 1;

    /** The longest whose length can be said. */
    static final int LENGTH_MAX = 0xFFFF;

    /** Types of the generic vendor. */
    private enum Chunk {
        FAMILY(1),
        PROTOCOL(2),
        SOURCE_FOUR(3),
        TARGET_FOUR(4),
        SOURCE_SIX(5),
        TARGET_SIX(6),
        SOURCE_PORT(7),
        TARGET_PORT(8),
        SECONDS(9),
        MICROS(10),
        KIND(11),
        AGENT(12),
        KEY(14),
        PAYLOAD(15);

        private final int type;

        Chunk(int type) {
            this.type = type;
        }
    }

    /** The same without the keys of media that the message may carry. */
    HepPacket keyless() {
        return new HepPacket(Keyless.message(message), from, to, datagram, at);
    }

    /** The packet as bytes; empty where the message is too long for one. */
    Optional<byte[]> encoded(int agentId, Optional<String> key) {
        byte[] secret = key.orElse("").getBytes(StandardCharsets.UTF_8);
        if (FIXED_BYTES + secret.length + message.length > LENGTH_MAX) {
            return Optional.empty();
        }
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + secret.length + message.length);
        out.put(WORD).putShort((short) 0);
        boolean six = from.getAddress() instanceof Inet6Address && to.getAddress() instanceof Inet6Address;
        head(out, Chunk.FAMILY, 1).put(six ? FAMILY_SIX : FAMILY_FOUR);
        head(out, Chunk.PROTOCOL, 1).put(datagram ? UDP : TCP);
        bytes(out, six ? Chunk.SOURCE_SIX : Chunk.SOURCE_FOUR, address(from, six));
        bytes(out, six ? Chunk.TARGET_SIX : Chunk.TARGET_FOUR, address(to, six));
        head(out, Chunk.SOURCE_PORT, 2).putShort((short) from.getPort());
        head(out, Chunk.TARGET_PORT, 2).putShort((short) to.getPort());
        head(out, Chunk.SECONDS, 4).putInt((int) at.getEpochSecond());
        head(out, Chunk.MICROS, 4).putInt(at.getNano() / 1_000);
        head(out, Chunk.KIND, 1).put(SIP);
        head(out, Chunk.AGENT, 4).putInt(agentId);
        if (secret.length > 0) {
            bytes(out, Chunk.KEY, secret);
        }
        bytes(out, Chunk.PAYLOAD, message);
        out.putShort(WORD.length, (short) out.position());
        byte[] packet = new byte[out.flip().remaining()];
        out.get(packet);
        return Optional.of(packet);
    }

    /** An address of the other family, as a wildcard may be, is nobody's. */
    private static byte[] address(InetSocketAddress at, boolean six) {
        InetAddress address = at.getAddress();
        int width = six ? 16 : 4;
        return address.getAddress().length == width ? address.getAddress() : new byte[width];
    }

    private static ByteBuffer head(ByteBuffer out, Chunk chunk, int length) {
        return out.putShort((short) 0).putShort((short) chunk.type).putShort((short) (CHUNK_HEAD_BYTES + length));
    }

    private static void bytes(ByteBuffer out, Chunk chunk, byte[] value) {
        head(out, chunk, value.length).put(value);
    }
}
