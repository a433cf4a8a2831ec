package io.ringlog.sip.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Who is asked for names, and how long what they say is good.
 *
 * @param servers asked one after the other; empty: those of the machine, whose own look-up has the addresses
 * @param patience for the answer of one server
 * @param ttlMin what is said to be good for less is kept so long
 * @param ttlMax what is said to be good for longer is kept so long
 * @param ttlNone how long it is remembered that there is no such name
 */
public record DnsConfig(
        List<InetSocketAddress> servers, Duration patience, Duration ttlMin, Duration ttlMax, Duration ttlNone) {

    public DnsConfig {
        servers = List.copyOf(servers);
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a name server must be waited for, but is given " + patience);
        }
        if (ttlMin.isNegative() || ttlMax.compareTo(ttlMin) < 0) {
            throw new IllegalArgumentException(
                    "names must be kept for " + ttlMin + " at least, but the most is " + ttlMax);
        }
    }

    /** As the machine has it. */
    public static DnsConfig ofTheMachine() {
        return new DnsConfig(
                List.of(), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofSeconds(30));
    }

    /** These servers and nobody else. */
    public DnsConfig asking(InetSocketAddress... these) {
        return new DnsConfig(List.of(these), patience, ttlMin, ttlMax, ttlNone);
    }
}
