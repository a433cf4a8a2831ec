package io.ringlog.sip.call;

import io.ringlog.sip.Listening;
import io.ringlog.sip.message.Hosts;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts a node answers to: its advertised names, and the addresses it is bound to or, on a wildcard, all. */
final class OwnHosts {
    private OwnHosts() {}

    /** @param toldPhones one more name or address, which leads phones to the node */
    static Set<String> of(Listening listening, Optional<String> toldPhones) {
        Set<String> hosts = new HashSet<>();
        for (boolean six : List.of(false, true)) {
            hosts.add(Hosts.canonical(listening.advertised(six)));
            hosts.add(Hosts.canonical(listening.amongEdges(six)));
        }
        toldPhones.ifPresent(host -> hosts.add(Hosts.canonical(host)));
        hosts.add(Hosts.canonical(listening.host()));
        listening.bound().forEach(host -> hosts.add(Hosts.canonical(host)));
        if (listening.bindsAll()) {
            hosts.addAll(local());
        }
        return Set.copyOf(hosts);
    }

    private static Set<String> local() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(Hosts::text)
                    .collect(Collectors.toSet());
        } catch (SocketException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
