package io.ringlog.app.http;

import io.ringlog.app.config.SettingsRefused;
import io.ringlog.wire.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where requests may lead: to public addresses (RFC 6890), and to those that are allowed by name. */
public final class Addresses {

    private static final List<Network> NOT_PUBLIC = networks(
            "",
            "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,"
                    + "192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/3,"
                    + "::/8,64:ff9b::/32,100::/64,2001::/23,2001:db8::/32,2002::/16,fc00::/7,fe80::/9,ff00::/8");

    private final List<Network> allowed;

    private Addresses(List<Network> allowed) {
        this.allowed = allowed;
    }

    /**
     * @param key the setting that says so
     * @param allowed addresses and blocks of them, separated by commas
     */
    public static Addresses allowing(String key, String allowed) {
        return new Addresses(networks(key, allowed));
    }

    /** Whether somebody has said that this one may be told. */
    boolean isAllowed(InetAddress address) {
        return isIn(allowed, address);
    }

    boolean isPublic(InetAddress address) {
        return !isIn(NOT_PUBLIC, address);
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        String text = address.getHostAddress().replaceAll("%.*", "");
        return Network.parse(text)
                .map(one -> networks.stream().anyMatch(it -> it.overlaps(one)))
                .orElse(false);
    }

    private static List<Network> networks(String key, String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .flatMap(it -> Stream.of(Network.parse(it)
                        .orElseThrow(
                                () -> new SettingsRefused(key + ": '" + it + "' is no address and no block of them"))))
                .toList();
    }
}
