package io.ringlog.app.role;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at ports before a role binds them, so that a taken one is named with its key and its owner. */
public final class Ports {
    private Ports() {}

    /** Refuses when TCP (and UDP when asked) cannot be bound; 0 is always free. */
    public static void requireFree(String host, int port, boolean datagrams, String key) {
        if (port == 0) {
            return;
        }
        try (var stream = new ServerSocket()) {
            stream.setReuseAddress(true);
            stream.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            if (datagrams) {
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), port)).close();
            }
        } catch (UnknownHostException none) {
            throw new HostRefused(host, key, none);
        } catch (IOException taken) {
            throw new PortRefused(host, port, key, taken);
        }
    }

    /** A host that is none; {@code key} is that of the port beside it. */
    static final class HostRefused extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        HostRefused(String host, String key, UnknownHostException why) {
            super(
                    key.replaceAll("port$", "host") + " is '" + host
                            + "', but it must be an address of this machine, or a" + " name of one that is known here",
                    why);
        }
    }

    /** A port that cannot be listened on. */
    static final class PortRefused extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        PortRefused(String host, int port, String key, IOException why) {
            super(sentence(host, port, key, why), why);
        }

        private static String sentence(String host, int port, String key, IOException why) {
            String owner = PortOwner.of(port)
                    .map(who -> "is already taken by " + who)
                    .orElseGet(() -> "cannot be listened on (" + why.getMessage() + ")");
            return "port " + port + " on " + host + " " + owner + "; set " + key + " to another port, or to 0 for any";
        }
    }
}
