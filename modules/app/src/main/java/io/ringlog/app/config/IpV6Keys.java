package io.ringlog.app.config;

import io.ringlog.sip.message.Hosts;
import java.net.Inet6Address;
import java.net.InetAddress;

/** The keys that have an edge speak IPv6 beside IPv4: what cannot work is refused by its name. */
final class IpV6Keys {
    private static final String HOST = "sip.host-ipv6";
    private static final String ALL_FOUR = "0.0.0.0";
    private static final String ADDRESS = "an address of IPv6, such as 2001:db8::1";

    private IpV6Keys() {}

    static void refuse(SipConfig sip, RinglogConfig.Media media) {
        if (sip.hostIpv6().isEmpty()) {
            refuseAlone("sip.advertised-host-ipv6", sip.advertisedHostIpv6());
            refuseAlone("media.host-ipv6", media.hostIpv6());
            refuseAlone("media.advertised-host-ipv6", media.advertisedHostIpv6());
            return;
        }
        boolean all = address(HOST, sip.hostIpv6()).isAnyLocalAddress();
        if (sip.host().indexOf(':') >= 0) {
            throw SettingsRefused.value("sip.host", sip.host(), "an address of IPv4 with " + HOST + " beside it");
        }
        if (all && !sip.host().equals(ALL_FOUR)) {
            throw SettingsRefused.value(
                    HOST, sip.hostIpv6(), "one address, for sip.host is not " + ALL_FOUR + " but " + sip.host());
        }
        if (!media.hostIpv6().isEmpty()) {
            address("media.host-ipv6", media.hostIpv6());
        }
        if (!media.advertisedHostIpv6().isEmpty()) {
            address("media.advertised-host-ipv6", media.advertisedHostIpv6());
        }
        if (media.advertisedHostIpv6().isEmpty() && !sip.advertisedHostIpv6().isEmpty()) {
            // A name may stand in a Contact, but not in a session description.
            address("sip.advertised-host-ipv6", sip.advertisedHostIpv6());
        }
    }

    private static void refuseAlone(String key, String value) {
        if (!value.isEmpty()) {
            throw SettingsRefused.value(key, value, "empty without " + HOST);
        }
    }

    private static InetAddress address(String key, String text) {
        return Hosts.literal(text)
                .filter(Inet6Address.class::isInstance)
                .orElseThrow(() -> SettingsRefused.value(key, text, ADDRESS));
    }
}
