package io.ringlog.relay;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a relay is set up.
 *
 * @param bind the address its sockets are bound to
 * @param advertised the address to put into SDP; differs from {@code bind} behind a static NAT
 * @param six IPv6 beside IPv4, on the same ports; null for one address alone
 * @param loops threads, one per core that media may use
 * @param quarantine how long a released port rests while others are free, so that late packets of one call do not
 *     reach the next
 * @param silence after how long without a packet a call's media counts as silent
 * @param relearn after how long without a packet a party may speak from another port or host of its own
 * @param queueLimit commands that may wait for one loop
 * @param maxLegs legs that may be open at once
 */
public record RelaySettings(
        InetAddress bind,
        InetAddress advertised,
        @Nullable Six six,
        PortRange ports,
        int loops,
        Transport transport,
        Duration quarantine,
        Duration silence,
        Duration relearn,
        int queueLimit,
        int maxLegs) {

    /** What carries the packets. */
    public enum Transport {
        /** A plain NIO selector per loop: the cheapest per packet. */
        NIO,
        /** The fallback, should the platform's selector misbehave. */
        NETTY
    }

    /** An address of IPv6, and the one to put into the SDP of who speaks it. */
    public record Six(InetAddress bind, InetAddress advertised) {}

    public RelaySettings {
        require(six == null || six.bind instanceof Inet6Address, "an address of IPv4 stands for IPv6");
        require(six == null || bind instanceof Inet4Address, "bind must be of IPv4 with IPv6 beside it");
        require(
                six == null || !six.bind.isAnyLocalAddress() || bind.isAnyLocalAddress(),
                "all addresses of IPv6 have those of IPv4 too, so bind must be all of them");
        require(loops >= 1 && loops <= 256, "loops must be between 1 and 256, not " + loops);
        require(!quarantine.isNegative(), "quarantine must not be negative");
        require(silence.toMillis() >= 20, "silence must be at least 20 ms, not " + silence);
        require(relearn.toMillis() >= 20, "relearn must be at least 20 ms, not " + relearn);
        require(queueLimit >= 1, "queueLimit must be at least 1, not " + queueLimit);
        require(maxLegs >= 1, "maxLegs must be at least 1, not " + maxLegs);
    }

    /** Ports 20000-29999, one loop per core, NIO, 5 s quarantine, 60 s silence. */
    public static RelaySettings at(InetAddress address) {
        return new RelaySettings(
                address,
                address,
                null,
                new PortRange(20000, 29999),
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 256),
                Transport.NIO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                10_000,
                10_000);
    }

    public RelaySettings withPorts(PortRange range) {
        return new RelaySettings(
                bind, advertised, six, range, loops, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    public RelaySettings withAdvertised(InetAddress address) {
        return new RelaySettings(
                bind, address, six, ports, loops, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    public RelaySettings beside(Six other) {
        return new RelaySettings(
                bind, advertised, other, ports, loops, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    /** The addresses that each port is bound to; all of both families are one. */
    List<InetAddress> bound() {
        if (six == null) {
            return List.of(bind);
        }
        return six.bind.isAnyLocalAddress() ? List.of(six.bind) : List.of(bind, six.bind);
    }

    public RelaySettings withLoops(int count) {
        return new RelaySettings(
                bind, advertised, six, ports, count, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    public RelaySettings withTransport(Transport kind) {
        return new RelaySettings(
                bind, advertised, six, ports, loops, kind, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    /** The three waits: port quarantine, silence, relearning. */
    public RelaySettings withWaits(Duration quarantined, Duration silent, Duration relearned) {
        return new RelaySettings(
                bind, advertised, six, ports, loops, transport, quarantined, silent, relearned, queueLimit, maxLegs);
    }

    public RelaySettings withLimits(int queued, int legs) {
        return new RelaySettings(
                bind, advertised, six, ports, loops, transport, quarantine, silence, relearn, queued, legs);
    }

    private static void require(boolean right, String fault) {
        if (!right) {
            throw new IllegalArgumentException(fault);
        }
    }
}
