package io.ringlog.api.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who sent a request.
 *
 * @param address of the client: what a proxy on this machine says last in X-Forwarded-For, otherwise what the socket
 *     says
 * @param bucket of those who are counted together: an IPv4 address, or the 64 bits that a network gives to one site
 *     (RFC 4291 section 2.5.1)
 */
record Sender(String address, String bucket) {

    private static final int NETWORK_BYTES = 8;

    static Sender of(Context context) {
        InetAddress peer = literal(context.ip());
        String forwarded = context.header("X-Forwarded-For");
        return of(peer.isLoopbackAddress() && forwarded != null ? last(forwarded, peer) : peer);
    }

    /** What stands before the last one was said by somebody else. */
    private static InetAddress last(String forwarded, InetAddress peer) {
        try {
            return literal(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
        } catch (IllegalArgumentException none) {
            return peer;
        }
    }

    private static InetAddress literal(String text) {
        return InetAddress.ofLiteral(text.replaceAll("[\\[\\]]", ""));
    }

    private static Sender of(InetAddress address) {
        String text = address.getHostAddress();
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? new Sender(text, HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)))
                : new Sender(text, text);
    }
}
