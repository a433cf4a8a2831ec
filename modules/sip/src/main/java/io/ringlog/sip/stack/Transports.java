package io.ringlog.sip.stack;

import io.ringlog.sip.SipNodeConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The bound transports by name: all of them, or none. Knows of none what it is like. */
final class Transports {
    private static final int PORT_TRIES = 32;

    private final Map<String, BoundProcessor> byName = new LinkedHashMap<>();

    private Transports() {}

    /** Binds all to the configured port; where that is 0, to the one that the first of them was given. */
    static Transports bind(Transport.Surroundings with) {
        SipNodeConfig config = with.config();
        IllegalStateException last = new IllegalStateException("no port was tried");
        for (int i = 0; i < (config.listening().port() == 0 ? PORT_TRIES : 1); i++) {
            Transports tried = new Transports();
            try {
                tried.bindAll(with);
                return tried;
            } catch (IllegalStateException taken) {
                tried.stop();
                last = taken;
            }
        }
        throw last;
    }

    private void bindAll(Transport.Surroundings with) {
        SipNodeConfig config = with.config();
        int shared = config.listening().port();
        for (Transport transport : Transport.values()) {
            OptionalInt asked = transport.portIn(config);
            if (asked.isEmpty()) {
                continue;
            }
            int port = transport.sharesPort() ? shared : asked.getAsInt();
            try {
                BoundProcessor processor =
                        transport.open(addresses(config.listening().bound(), port), with);
                byName.put(transport.word(), processor);
                shared = shared == 0 ? processor.boundPort() : shared;
            } catch (IOException taken) {
                throw taken(
                        transport, port, String.join(" or ", config.listening().bound()), taken);
            }
        }
    }

    private static List<InetSocketAddress> addresses(List<String> hosts, int port) throws IOException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String host : hosts) {
            addresses.add(new InetSocketAddress(InetAddress.getByName(host), port));
        }
        return addresses;
    }

    private static IllegalStateException taken(Transport transport, int port, String host, IOException cause) {
        String why = cause instanceof BindException ? cause.getMessage() : cause.toString();
        return new IllegalStateException(
                "SIP cannot listen on " + transport + " port " + port + " of " + host + ": " + why, cause);
    }

    /** Empty for a transport that this node does not speak. */
    Optional<BoundProcessor> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The transport that a flow belongs to by its name, {@code tcp:...}. */
    Optional<BoundProcessor> ofFlow(String flowId) {
        int colon = flowId.indexOf(':');
        return colon < 0 ? Optional.empty() : named(flowId.substring(0, colon));
    }

    BoundProcessor first() {
        return byName.values().iterator().next();
    }

    Collection<BoundProcessor> all() {
        return byName.values();
    }

    void startReading() {
        byName.values().forEach(BoundProcessor::startReading);
    }

    void stop() {
        byName.values().forEach(BoundProcessor::stop);
    }
}
