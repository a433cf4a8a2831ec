package io.ringlog.app.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** The two ports of the embedded broker: chosen once, remembered in its folder, so that clients find it again. */
record BrokerPorts(int client, int controller) {
    static final String KEY = "kafka.port";

    private static final String FILE = "ports.properties";
    private static final int TRIES = 200;
    // Below Linux's ephemeral range (32768), or an outgoing connection could sit on the port at the next start.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    /** The ports to use now; a configured port that is taken is refused, a remembered one is chosen anew. */
    static BrokerPorts choose(BrokerSettings settings) {
        var remembered = recall(settings.folder());
        int client = settings.port() == 0
                ? freeOr(settings.host(), remembered.client())
                : configured(settings.host(), settings.port());
        var ports = new BrokerPorts(client, freeOr("127.0.0.1", remembered.controller()));
        ports.remember(settings.folder());
        return ports;
    }

    private static int configured(String host, int port) {
        if (!isFree(host, port)) {
            throw new PortTaken(port, KEY);
        }
        return port;
    }

    private static int freeOr(String host, int remembered) {
        int port = remembered;
        for (int i = 0; i < TRIES; i++) {
            if (port != 0 && isFree(host, port)) {
                return port;
            }
            port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST + " on " + host);
    }

    private static boolean isFree(String host, int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static BrokerPorts recall(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return new BrokerPorts(0, 0);
        }
        try (Reader in = Files.newBufferedReader(file)) {
            var p = new Properties();
            p.load(in);
            return new BrokerPorts(number(p, "client"), number(p, "controller"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static int number(Properties p, String name) {
        return Integer.parseInt(p.getProperty(name, "0"));
    }

    private void remember(Path folder) {
        var file = folder.resolve(FILE);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("client=" + client + "\ncontroller=" + controller + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
