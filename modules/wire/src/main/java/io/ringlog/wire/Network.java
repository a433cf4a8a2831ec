package io.ringlog.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address or a block of them (RFC 4632, RFC 4291 section 2.3), in the one text form under which both sides of a
 * comparison are written. Asks no name server.
 */
public final class Network {

    private static final Pattern V4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

    private final byte[] first;
    private final int bits;

    private Network(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /** {@code 192.0.2.10}, {@code 192.0.2.0/24} or {@code 2001:db8::/32}; empty for all else. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(it -> new Network(it, it.length * 8));
        }
        String length = text.substring(slash + 1);
        return address.filter(it -> length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= it.length * 8)
                .map(it -> new Network(it, Integer.parseInt(length)));
    }

    /** Leading bits that all addresses of the block share; all of them for a single address. */
    public int bits() {
        return bits;
    }

    /** 32 or 128. */
    public int width() {
        return first.length * 8;
    }

    /** The block of that many leading bits this one lies in. */
    public Network within(int leading) {
        byte[] masked = first.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(leading - i * 8L, 0, 8);
            masked[i] = (byte) (masked[i] & (0xFF00 >> kept));
        }
        return new Network(masked, leading);
    }

    /** The address before the slash, as {@link #text} writes it. */
    public String firstAddress() {
        String text = text();
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    /** Whether the address before the slash is the first of the block. */
    public boolean isWhole() {
        return Arrays.equals(first, within(bits).first);
    }

    /** Whether some address is in both. */
    public boolean overlaps(Network other) {
        int shared = Math.min(bits, other.bits);
        return width() == other.width() && Arrays.equals(within(shared).first, other.within(shared).first);
    }

    /** The same text for the same block, however it was written. */
    public String text() {
        try {
            String address = InetAddress.getByAddress(first).getHostAddress();
            return bits == width() ? address : address + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + first.length + " bytes", e);
        }
    }

    @Override
    public String toString() {
        return text();
    }

    private static Optional<byte[]> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException noLiteral) {
            return Optional.empty();
        }
    }
}
