package io.ringlog.app.role;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SipConfig;
import io.ringlog.edge.EdgeConfig;
import io.ringlog.sip.message.Hosts;
import java.util.Optional;

/** The addresses of IPv6 that an edge has beside those of IPv4. */
final class IpV6 {
    private IpV6() {}

    /** Refuses a port that is taken there. */
    static void requirePort(SipConfig sip) {
        host(sip).ifPresent(host -> {
            Ports.requireFree(host, sip.port(), true, "sip.port");
            Ports.requireFree(host, Math.max(0, sip.tlsPort()), false, "sip.tls-port");
            Ports.requireFree(host, Math.max(0, sip.wsPort()), false, "sip.ws-port");
            Ports.requireFree(host, Math.max(0, sip.wssPort()), false, "sip.wss-port");
        });
    }

    static Optional<EdgeConfig.Six> signalling(SipConfig sip) {
        return host(sip).map(host -> new EdgeConfig.Six(host, advertised(sip, host)));
    }

    private static String advertised(SipConfig sip, String host) {
        return Addresses.firstSet(Hosts.bare(sip.advertisedHostIpv6()), Addresses.reachableBySix(host));
    }

    static Optional<EdgeConfig.Six> media(RinglogConfig config) {
        SipConfig sip = config.sip();
        var media = config.media();
        return host(sip).map(host -> {
            String advertised = advertised(sip, host);
            String own = media.hostIpv6().isEmpty() ? Addresses.media(host, advertised) : Hosts.bare(media.hostIpv6());
            return new EdgeConfig.Six(own, Addresses.firstSet(Hosts.bare(media.advertisedHostIpv6()), advertised));
        });
    }

    private static Optional<String> host(SipConfig sip) {
        return Optional.of(Hosts.bare(sip.hostIpv6())).filter(host -> !host.isEmpty());
    }
}
