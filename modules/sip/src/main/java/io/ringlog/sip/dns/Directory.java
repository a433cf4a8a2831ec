package io.ringlog.sip.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xbill.DNS.ResolverConfig;

/**
 * Who knows what: name servers, or the machine, whose own look-up has the addresses of its hosts file. A name of one
 * word is the machine's in any case, and what ends with {@code .invalid} (RFC 6761) is nobody's.
 */
public final class Directory implements Records {
    /** The machine does not tell how long its addresses are good. */
    private static final Duration MACHINE_TTL = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,31}");

    private final DnsConfig config;
    private final Records servers;

    public Directory(DnsConfig config) {
        this.config = config;
        this.servers = new NameServers(
                config.servers().isEmpty() ? ResolverConfig.getCurrentConfig().servers() : config.servers(), config);
    }

    @Override
    public Answer of(String name, Kind kind) {
        String word = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(word).matches() || word.endsWith(".invalid")) {
            return Answer.none(config.ttlMax());
        }
        boolean address = kind == Kind.A || kind == Kind.AAAA;
        boolean machines = config.servers().isEmpty() || !word.contains(".");
        return address && machines ? ofTheMachine(word, kind) : servers.of(word, kind);
    }

    private Answer ofTheMachine(String name, Kind kind) {
        try {
            List<Entry> found = Stream.of(InetAddress.getAllByName(name))
                    .filter(it -> it instanceof Inet4Address == (kind == Kind.A))
                    .<Entry>map(Entry.Address::new)
                    .toList();
            return found.isEmpty() ? Answer.none(MACHINE_TTL) : new Answer(State.FOUND, found, MACHINE_TTL);
        } catch (UnknownHostException unknown) {
            return Answer.none(config.ttlNone());
        }
    }
}
