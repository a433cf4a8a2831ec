package io.ringlog.sip.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks name servers, each from a port and with an id that nobody can guess, over TCP what is too long for a datagram.
 * What nobody asked for is not looked at: only records of the name that was asked, or that it is another name of.
 */
final class NameServers implements Records {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);

    /** RFC 1034 section 3.6.2 wants none behind another; this many are followed. */
    private static final int ALIASES_MOST = 8;

    private static final int RECORDS_MOST = 64;
    private static final int SERVERS_MOST = 3;
    private static final int TRIES = 2;
    /** What passes every network in one piece (the DNS flag day of 2020). */
    private static final int DATAGRAM_BYTES = 1_232;

    private final List<SimpleResolver> servers;
    private final Duration none;

    NameServers(List<InetSocketAddress> servers, DnsConfig config) {
        this.servers = servers.stream()
                .limit(SERVERS_MOST)
                .map(at -> server(at, config.patience()))
                .toList();
        this.none = config.ttlNone();
    }

    private static SimpleResolver server(InetSocketAddress at, Duration wait) {
        SimpleResolver server = new SimpleResolver(at);
        server.setTimeout(wait);
        server.setEDNS(0, DATAGRAM_BYTES, 0, List.of());
        return server;
    }

    /** A name on its way from alias to alias, and for how long what was said so far is good. */
    private record Trail(Name at, int aliases, long ttl) {
        Trail by(CNAMERecord alias) {
            return new Trail(alias.getTarget(), aliases + 1, Math.min(ttl, alias.getTTL()));
        }
    }

    @Override
    public Answer of(String name, Kind kind) {
        try {
            return follow(new Trail(Name.fromString(name, Name.root), 0, Long.MAX_VALUE), kind);
        } catch (TextParseException noName) {
            LOG.debug("no name can be {}", name, noName);
            return Answer.none(none);
        }
    }

    private Answer follow(Trail from, Kind kind) {
        Trail trail = from;
        while (trail.aliases() <= ALIASES_MOST) {
            Message reply = ask(trail.at(), kind).orElse(null);
            if (reply == null) {
                return Answer.unanswered();
            }
            List<Record> said = reply.getSection(Section.ANSWER);
            Trail end = aliases(said, trail, kind);
            List<Record> found = of(end.at(), typeOf(kind), said);
            if (!found.isEmpty()) {
                return found(found, end);
            }
            if (end.at().equals(trail.at()) || reply.getRcode() == Rcode.NXDOMAIN) {
                return Answer.none(ttlOfNothing(reply));
            }
            trail = end;
        }
        LOG.warn("{} is an alias of an alias without end", from.at());
        return Answer.none(none);
    }

    /** As far as one message leads. */
    private static Trail aliases(List<Record> said, Trail from, Kind kind) {
        Trail trail = from;
        while (trail.aliases() <= ALIASES_MOST
                && of(trail.at(), typeOf(kind), said).isEmpty()) {
            List<Record> next = of(trail.at(), Type.CNAME, said);
            if (next.isEmpty() || !(next.getFirst() instanceof CNAMERecord alias)) {
                return trail;
            }
            trail = trail.by(alias);
        }
        return trail;
    }

    private static List<Record> of(Name name, int type, List<Record> said) {
        return said.stream()
                .filter(it -> it.getType() == type && it.getName().equals(name))
                .limit(RECORDS_MOST)
                .toList();
    }

    private static Answer found(List<Record> records, Trail trail) {
        long ttl = trail.ttl();
        List<Entry> entries = new ArrayList<>();
        for (Record record : records) {
            ttl = Math.min(ttl, record.getTTL());
            entry(record).ifPresent(entries::add);
        }
        return new Answer(State.FOUND, entries, Duration.ofSeconds(ttl));
    }

    private static Optional<Entry> entry(Record record) {
        return switch (record) {
            case ARecord it -> Optional.of(new Entry.Address(it.getAddress()));
            case AAAARecord it -> Optional.of(new Entry.Address(it.getAddress()));
            case SRVRecord it ->
                Optional.of(new Entry.Server(it.getPriority(), it.getWeight(), it.getPort(), text(it.getTarget())));
            case NAPTRRecord it ->
                Optional.of(new Entry.Rule(
                        it.getOrder(),
                        it.getPreference(),
                        it.getFlags().toLowerCase(Locale.ROOT),
                        it.getService().toUpperCase(Locale.ROOT),
                        it.getRegexp(),
                        text(it.getReplacement())));
            default -> Optional.empty();
        };
    }

    private static String text(Name name) {
        return name.toString(true).equals(".") ? "" : name.toString(true);
    }

    /** RFC 2308 section 5: what is not there is missing for as long as the zone says, and not for longer than here. */
    private Duration ttlOfNothing(Message reply) {
        return reply.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .map(zone -> Duration.ofSeconds(Math.min(zone.getTTL(), zone.getMinimum())))
                .filter(said -> said.compareTo(none) < 0)
                .findFirst()
                .orElse(none);
    }

    /** Of the first server that says something; empty when none does. */
    private Optional<Message> ask(Name name, Kind kind) {
        Message question = Message.newQuery(Record.newRecord(name, typeOf(kind), DClass.IN));
        for (int i = 0; i < TRIES; i++) {
            for (SimpleResolver server : servers) {
                Optional<Message> reply = ask(server, question);
                if (reply.isPresent()) {
                    return reply;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Message> ask(SimpleResolver server, Message question) {
        try {
            Message reply = server.send(question);
            boolean says = reply.getRcode() == Rcode.NOERROR || reply.getRcode() == Rcode.NXDOMAIN;
            return says ? Optional.of(reply) : Optional.empty();
        } catch (IOException silent) {
            LOG.debug("{} said nothing to {}", server, question.getQuestion(), silent);
            return Optional.empty();
        }
    }

    private static int typeOf(Kind kind) {
        return switch (kind) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case SRV -> Type.SRV;
            case NAPTR -> Type.NAPTR;
        };
    }
}
