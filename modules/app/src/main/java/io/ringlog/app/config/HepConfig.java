package io.ringlog.app.config;

import io.ringlog.sip.hep.HepCollector;
import io.ringlog.sip.message.Hosts;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A collector of SIP traces, such as Homer, that takes HEP version 3. */
public record HepConfig(
        @Key(
                value = "",
                says = "Address and port of a collector that gets a copy of every SIP message, in the clear also of"
                        + " what goes by TLS: `192.0.2.9:9060` or `[2001:db8::9]:9060`. Empty: none.")
        String collector,

        @Key(value = "udp", says = "How copies go there: `udp` or `tcp`.")
        String transport,

        @Key(value = "2001", says = "Number that tells this edge from others there.", min = 1, max = 2_147_483_647)
        int agentId,

        @Key(value = "", says = "What the collector asks of who may send. In the environment it is in no file.")
        String key) {

    private static final Pattern PLACE = Pattern.compile("(?<host>[0-9.]+|\\[[0-9a-fA-F:.]+]):(?<port>[0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /** @throws SettingsRefused when one of the keys cannot be meant */
    public Optional<HepCollector> at() {
        if (!transport.equals("udp") && !transport.equals("tcp")) {
            throw SettingsRefused.value("hep.transport", transport, "udp or tcp");
        }
        if (this.collector().isEmpty()) {
            return Optional.empty();
        }
        Matcher place = PLACE.matcher(this.collector());
        if (!place.matches() || Hosts.literal(place.group("host")).isEmpty() || port(place) > HIGHEST_PORT) {
            throw SettingsRefused.value(
                    "hep.collector", this.collector(), "an address with a port, such as 192.0.2.9:9060");
        }
        InetSocketAddress address =
                new InetSocketAddress(Hosts.literal(place.group("host")).orElseThrow(), port(place));
        return Optional.of(new HepCollector(
                address,
                transport.equals("tcp"),
                this.agentId(),
                Optional.of(this.key()).filter(it -> !it.isEmpty())));
    }

    private static int port(Matcher place) {
        return Integer.parseInt(place.group("port"));
    }

    /** Without the key: it must not come into a log. */
    @Override
    public String toString() {
        return "Hep[" + collector + " by " + transport + ", agent " + agentId + "]";
    }
}
