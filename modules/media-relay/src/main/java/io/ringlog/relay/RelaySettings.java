package io.ringlog.relay;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How a relay is set up.
 *
 * @param bind the address its sockets are bound to
 * @param advertised the address to put into SDP; differs from {@code bind} behind a static NAT
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

    public RelaySettings {
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
                bind, advertised, range, loops, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    public RelaySettings withAdvertised(InetAddress address) {
        return new RelaySettings(
                bind, address, ports, loops, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    public RelaySettings withLoops(int count) {
        return new RelaySettings(
                bind, advertised, ports, count, transport, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    public RelaySettings withTransport(Transport kind) {
        return new RelaySettings(
                bind, advertised, ports, loops, kind, quarantine, silence, relearn, queueLimit, maxLegs);
    }

    /** The three waits: port quarantine, silence, relearning. */
    public RelaySettings withWaits(Duration quarantined, Duration silent, Duration relearned) {
        return new RelaySettings(
                bind, advertised, ports, loops, transport, quarantined, silent, relearned, queueLimit, maxLegs);
    }

    public RelaySettings withLimits(int queued, int legs) {
        return new RelaySettings(bind, advertised, ports, loops, transport, quarantine, silence, relearn, queued, legs);
    }

    private static void require(boolean right, String fault) {
        if (!right) {
            throw new IllegalArgumentException(fault);
        }
    }
}
