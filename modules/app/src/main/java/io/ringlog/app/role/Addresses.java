package io.ringlog.app.role;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;

/** Finds the address to tell phones when none is configured. */
final class Addresses {
    /** An address of TEST-NET-3 (RFC 5737): routed like any far one, and nobody's. */
    private static final String FAR_AWAY = "203.0.113.1";

    /** Its like among those of IPv6 (RFC 3849). */
    private static final String FAR_AWAY_SIX = "2001:db8::1";

    private Addresses() {}

    static String firstSet(String asked, String otherwise) {
        return asked.isEmpty() ? otherwise : asked;
    }

    /** The address listened on, or, for all addresses, one that others can reach: the loopback only when alone. */
    static String reachable(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() ? ofThisMachine(false) : address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sip.host is '" + host + "', but it must be an address of this machine", e);
        }
    }

    /** The same of IPv6. */
    static String reachableBySix(String host) {
        return InetAddress.ofLiteral(host).isAnyLocalAddress() ? ofThisMachine(true) : host;
    }

    /**
     * Where media listens when only the signalling's address is set. A socket on every address answers from the one
     * that the route back happens to take, and once it is connected it hears nothing sent to another; so it listens on
     * the advertised address where that is this machine's own.
     */
    static String media(String sipHost, String advertised) {
        try {
            return InetAddress.getByName(sipHost).isAnyLocalAddress() && isOurs(InetAddress.getByName(advertised))
                    ? advertised
                    : sipHost;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "sip.advertised-host is '" + advertised + "', but it must be an address or a name known here", e);
        }
    }

    /** The address this machine sends from by default; without a default route one that is up, the loopback last. */
    private static String ofThisMachine(boolean six) {
        try (var probe = new DatagramSocket()) {
            // nothing is sent: connecting asks for the route alone
            probe.connect(new InetSocketAddress(six ? FAR_AWAY_SIX : FAR_AWAY, 9));
            return probe.getLocalAddress().getHostAddress();
        } catch (IOException | UncheckedIOException noRoute) {
            return six ? firstThatIsUp(Inet6Address.class, "::1") : firstThatIsUp(Inet4Address.class, "127.0.0.1");
        }
    }

    private static String firstThatIsUp(Class<? extends InetAddress> family, String otherwise) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Addresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(family::isInstance)
                    .min(Comparator.comparing(InetAddress::isLoopbackAddress)
                            .thenComparing(InetAddress::isLinkLocalAddress))
                    .map(InetAddress::getHostAddress)
                    .orElse(otherwise);
        } catch (SocketException e) {
            throw new IllegalStateException("this machine's addresses cannot be read; set sip.advertised-host", e);
        }
    }

    private static boolean isUp(NetworkInterface card) {
        try {
            return card.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            throw new IllegalStateException("this machine's addresses cannot be read; set media.host", e);
        }
    }
}
