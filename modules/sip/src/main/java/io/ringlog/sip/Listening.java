package io.ringlog.sip;

import io.ringlog.sip.message.Hosts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses of a node: where it listens in each family, and what it is called outside. Whoever speaks IPv6 with it
 * is shown the name of that family, and everybody else the first one.
 *
 * @param host address or name listened on
 * @param port of UDP and TCP in both families; 0 takes any
 * @param advertisedHost how it is reached there
 * @param edgeHost leads to this node and no other of its cluster; where absent, the advertised host does
 * @param six IPv6 beside a host of IPv4
 */
public record Listening(
        String host, int port, String advertisedHost, Optional<String> edgeHost, Optional<Listening.Six> six) {

    private static final String ALL_FOUR = "0.0.0.0";
    private static final String ALL_SIX = "::";

    /**
     * IPv6 beside IPv4.
     *
     * @param host an address in letters, with or without brackets
     * @param advertisedHost how it is reached there
     */
    public record Six(String host, String advertisedHost) {
        public Six {
            host = Hosts.bare(host);
            if (!Hosts.isSix(host)) {
                throw new IllegalArgumentException("'" + host + "' must be an address of IPv6");
            }
        }

        /** Listens on the address that it is reached by. */
        public static Six on(String host) {
            return new Six(host, host);
        }

        boolean isAll() {
            return Hosts.isAny(host);
        }
    }

    public Listening {
        Objects.requireNonNull(advertisedHost);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("SIP port must be 0 (any) to 65535, but is " + port);
        }
        if (six.isPresent() && Hosts.isSix(host)) {
            throw new IllegalArgumentException(
                    host + " must be an address of IPv4, with " + six.get().host + " beside it");
        }
        if (six.filter(Six::isAll).isPresent() && !host.equals(ALL_FOUR)) {
            // A socket on all addresses of IPv6 has those of IPv4 too, and their port.
            throw new IllegalArgumentException(
                    "every address of IPv6 can be listened on beside " + ALL_FOUR + " alone, not beside " + host);
        }
    }

    static Listening on(String host, int port) {
        return new Listening(host, port, host, Optional.empty(), Optional.empty());
    }

    Listening advertising(String advertised) {
        return new Listening(host, port, advertised, edgeHost, six);
    }

    Listening amongEdgesAt(String newEdgeHost) {
        return new Listening(host, port, advertisedHost, Optional.of(newEdgeHost), six);
    }

    Listening beside(Six newSix) {
        return new Listening(host, port, advertisedHost, edgeHost, Optional.of(newSix));
    }

    /** The addresses that sockets are bound to: one that is all of both families stands for both. */
    public List<String> bound() {
        return six.filter(Six::isAll).isPresent()
                ? List.of(ALL_SIX)
                : Stream.concat(Stream.of(Hosts.bare(host)), six.stream().map(Six::host))
                        .toList();
    }

    /** Whether all addresses of the machine are listened on, of one family at least. */
    public boolean bindsAll() {
        return bound().stream().anyMatch(Hosts::isAny);
    }

    /** Whether an advertised host is a wildcard, which nobody can answer to. */
    boolean advertisesNothing() {
        return Hosts.isAny(advertisedHost)
                || six.map(Six::advertisedHost).filter(Hosts::isAny).isPresent();
    }

    /** Whether addresses of IPv4 are spoken to; of a name it is taken for granted. */
    public boolean speaksFour() {
        return !Hosts.isSix(host) || Hosts.isAny(host);
    }

    public boolean speaksSix() {
        return six.isPresent() || Hosts.isSix(host);
    }

    /**
     * By what the node is reached, as a URI has it.
     *
     * @param toSix whether by whoever is at an address of IPv6
     */
    public String advertised(boolean toSix) {
        return Hosts.bracketed(six.filter(it -> toSix).map(Six::advertisedHost).orElse(advertisedHost));
    }

    /** By what the other edges reach it, as a URI has it. */
    public String amongEdges(boolean toSix) {
        return edgeHost.map(Hosts::bracketed).orElseGet(() -> advertised(toSix));
    }
}
