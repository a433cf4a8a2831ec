package io.ringlog.app.role;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;

/** Finds the address to tell phones when none is configured. */
final class Addresses {
    private Addresses() {}

    static String firstSet(String asked, String otherwise) {
        return asked.isEmpty() ? otherwise : asked;
    }

    /** The address listened on, or, for all addresses, one that others can reach: the loopback only when alone. */
    static String reachable(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() ? ofThisMachine() : address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sip.host is '" + host + "', but it must be an address of this machine", e);
        }
    }

    private static String ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address.getAddress().length == 4)
                    .min(Comparator.comparing(InetAddress::isLoopbackAddress)
                            .thenComparing(InetAddress::isLinkLocalAddress)
                            .thenComparing(InetAddress::getHostAddress))
                    .map(InetAddress::getHostAddress)
                    .orElse("127.0.0.1");
        } catch (SocketException e) {
            throw new IllegalStateException("this machine's addresses cannot be read; set sip.advertised-host", e);
        }
    }
}
