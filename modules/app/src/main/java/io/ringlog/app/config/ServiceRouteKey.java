package io.ringlog.app.config;

import io.ringlog.sip.message.Hosts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** The key that has phones come by way of their edge: what no phone could reach is refused. */
final class ServiceRouteKey {
    private static final String KEY = "sip.service-route-host";
    private static final Pattern NAME =
            Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    private ServiceRouteKey() {}

    static void refuse(SipConfig sip) {
        String host = sip.serviceRouteHost();
        Optional<InetAddress> address = Hosts.literal(host);
        if (host.isEmpty()) {
            return;
        }
        if (address.isEmpty() && !NAME.matcher(host).matches()) {
            throw SettingsRefused.value(KEY, host, "a name or an address, without a port");
        }
        if (address.filter(InetAddress::isAnyLocalAddress).isPresent()) {
            throw SettingsRefused.value(KEY, host, "one address, which phones reach");
        }
        boolean six = address.filter(Inet6Address.class::isInstance).isPresent();
        if (six && !speaksSix(sip)) {
            throw SettingsRefused.value(KEY, host, "a name or an address of IPv4, for IPv6 is not listened on");
        }
        if (address.isPresent() && !six && !speaksFour(sip)) {
            throw SettingsRefused.value(KEY, host, "a name or an address of IPv6, for IPv4 is not listened on");
        }
    }

    private static boolean speaksSix(SipConfig sip) {
        return !sip.hostIpv6().isEmpty() || Hosts.isSix(sip.host());
    }

    private static boolean speaksFour(SipConfig sip) {
        return !Hosts.isSix(sip.host()) || Hosts.isAny(sip.host());
    }
}
