package io.ringlog.edge;

import io.ringlog.relay.PortRange;
import io.ringlog.relay.RelaySettings;
import io.ringlog.sip.Listening;
import io.ringlog.sip.SipLimits;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.message.Hosts;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How signalling and media are set up, out of the configuration of their edge. */
final class Setup {
    private Setup() {}

    /** The addresses that are this edge itself. */
    static Set<String> ownAddresses(EdgeConfig config) {
        EdgeConfig.Sip at = config.sip();
        Stream<String> six = at.six().stream().flatMap(it -> Stream.of(it.host(), it.advertisedHost()));
        return Stream.concat(Stream.of(at.host(), at.advertisedHost()), six)
                .map(Hosts::canonical)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param key shared by the edges behind one address */
    static SipNodeConfig signalling(EdgeConfig config, byte[] key) {
        EdgeConfig.Sip at = config.sip();
        SipNodeConfig node = SipNodeConfig.on(at.host(), at.port(), key)
                .advertising(at.advertisedHost())
                .with(timing(config.waits()))
                .asking(at.digests())
                .forcingRport(at.forceRport())
                .with(at.streams())
                .with(at.dns())
                .with(new SipNodeConfig.Sessions(at.sessionExpires(), at.sessionMin()))
                .with(SipLimits.standard()
                        .liveCalls(config.limits().liveCalls())
                        .invitesPerSecondPerSource(config.limits().invitesPerSource()));
        SipNodeConfig both = at.six()
                .map(six -> node.beside(new Listening.Six(six.host(), six.advertisedHost())))
                .orElse(node);
        SipNodeConfig copied = at.hep().map(both::copyingTo).orElse(both);
        SipNodeConfig named = at.serviceRoute().map(copied::namingItself).orElse(copied);
        return at.edgeHost().map(named::amongEdgesAt).orElse(named);
    }

    private static SipNodeConfig.Timing timing(EdgeConfig.Waits waits) {
        SipNodeConfig.Timing standard = SipNodeConfig.Timing.standard();
        return new SipNodeConfig.Timing(
                waits.decision(),
                standard.nonceLifetime(),
                standard.timerC(),
                waits.shedAfter(),
                standard.partialMessageMax(),
                standard.idleConnectionMax(),
                standard.retryAfter());
    }

    /** @throws IOException when an address is none */
    static RelaySettings media(EdgeConfig config) throws IOException {
        EdgeConfig.Media at = config.media();
        boolean ephemeral = at.firstPort() == 0 && at.lastPort() == 0;
        RelaySettings standard = RelaySettings.at(InetAddress.getByName(at.host()))
                .withAdvertised(InetAddress.getByName(at.advertisedHost()))
                .withPorts(ephemeral ? PortRange.EPHEMERAL : new PortRange(at.firstPort(), at.lastPort()))
                .withLoops(at.loops());
        RelaySettings waiting = standard.withWaits(standard.quarantine(), at.silence(), standard.relearn());
        EdgeConfig.Six six = at.six().orElse(null);
        return six == null
                ? waiting
                : waiting.beside(new RelaySettings.Six(
                        InetAddress.getByName(six.host()), InetAddress.getByName(six.advertisedHost())));
    }
}
