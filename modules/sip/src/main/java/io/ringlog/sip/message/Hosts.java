package io.ringlog.sip.message;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Hosts as they are written and compared: an address of IPv6 has brackets in a URI and in a Via (RFC 3261 section
 * 25.1), none in a session description, and more than one form (RFC 5952). Asks no name server.
 */
public final class Hosts {
    private Hosts() {}

    /** Without the brackets of IPv6. */
    public static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** As it stands in a URI: an address of IPv6 in brackets. */
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** The address in letters; empty for a name. */
    public static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(bare(host)));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    public static boolean isSix(String host) {
        return host.indexOf(':') >= 0
                && literal(host).filter(Inet6Address.class::isInstance).isPresent();
    }

    /** Whether it is all addresses of a machine. */
    public static boolean isAny(String host) {
        return literal(host).filter(InetAddress::isAnyLocalAddress).isPresent();
    }

    /** One form for each host: an address as Java writes it, without brackets, and a name in lower case. */
    public static String canonical(String host) {
        return host.indexOf(':') < 0
                ? host.toLowerCase(Locale.ROOT)
                : literal(host).map(Hosts::text).orElseGet(() -> host.toLowerCase(Locale.ROOT));
    }

    /** Whether two hosts are the same, however they are written. */
    public static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other) || canonical(one).equals(canonical(other));
    }

    /** An address in letters, without the name of a network card of ours, which means nothing to others. */
    public static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
