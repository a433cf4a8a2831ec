package io.ringlog.sip.call;

import io.ringlog.sip.SipNodeConfig;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts a node answers to: its advertised name, and the address it is bound to or, on a wildcard, all of them. */
final class OwnHosts {
    private OwnHosts() {}

    static Set<String> of(SipNodeConfig config) {
        Set<String> hosts = new HashSet<>();
        hosts.add(config.advertisedHost().toLowerCase(Locale.ROOT));
        hosts.add(config.hostAmongEdges().toLowerCase(Locale.ROOT));
        hosts.add(config.host().toLowerCase(Locale.ROOT));
        if (config.bindsAll()) {
            hosts.addAll(local());
        }
        return Set.copyOf(hosts);
    }

    private static Set<String> local() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.toSet());
        } catch (SocketException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
