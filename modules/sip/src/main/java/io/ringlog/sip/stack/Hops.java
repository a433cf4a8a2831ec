package io.ringlog.sip.stack;

import gov.nist.javax.sip.stack.HopImpl;
import io.ringlog.sip.message.Hosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;

/**
 * How a hop says where to: an address in letters, and before it, with a stroke between, the name that whoever is there
 * has to prove. Where several servers serve one name they all prove it, each from an address of its own (RFC 5922).
 */
public final class Hops {
    private static final char STROKE = '/';

    private Hops() {}

    /** @param address in letters, with or without brackets */
    static Hop to(String address, int port, String transport) {
        return new HopImpl(address, port, transport);
    }

    static Hop proving(String name, String address, int port, String transport) {
        return new HopImpl(name + STROKE + address, port, transport);
    }

    /** What the host of a hop to this peer is. */
    public static String hostOf(InetSocketAddress peer) {
        String name = peer.getHostString();
        String address = peer.getAddress().getHostAddress();
        return new HopImpl(name.equals(address) ? address : name + STROKE + address, peer.getPort(), "").getHost();
    }

    /** Address and port of a hop, as they are shown. */
    public static String addressIn(Hop hop) {
        String host = hop.getHost();
        int stroke = host.indexOf(STROKE);
        String address = stroke < 0 ? host : (host.startsWith("[") ? "[" : "") + host.substring(stroke + 1);
        return address + ":" + hop.getPort();
    }

    /** The address of a hop in letters, without brackets and without the name that is proved there. */
    public static String bareAddressOf(Hop hop) {
        String host = Hosts.bare(hop.getHost());
        return host.substring(host.indexOf(STROKE) + 1);
    }

    /** @throws IOException when it says no address */
    static InetAddress addressOf(String host) throws IOException {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        int stroke = bare.indexOf(STROKE);
        try {
            InetAddress address = InetAddress.ofLiteral(bare.substring(stroke + 1));
            return stroke < 0 ? address : InetAddress.getByAddress(bare.substring(0, stroke), address.getAddress());
        } catch (IllegalArgumentException noAddress) {
            throw new IOException("nobody is at " + host, noAddress);
        }
    }

    /** Whether it is that of a hop already, and no name that has to be looked up. */
    public static boolean isWhole(String host) {
        return host.indexOf(STROKE) >= 0 || Names.literal(host).isPresent();
    }
}
