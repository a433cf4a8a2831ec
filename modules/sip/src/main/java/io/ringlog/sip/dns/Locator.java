package io.ringlog.sip.dns;

import io.ringlog.sip.dns.Found.Server;
import io.ringlog.sip.dns.Records.Answer;
import io.ringlog.sip.dns.Records.Entry;
import io.ringlog.sip.dns.Records.Kind;
import io.ringlog.sip.dns.Records.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Locates SIP servers (RFC 3263 section 4): by NAPTR where no transport is said, by SRV where no port is, by addresses.
 * A name server that keeps silent is asked for no more SRV; the addresses of the name itself are what is left then.
 */
public final class Locator {
    private static final Map<String, String> SERVICES =
            Map.of("udp", "_sip._udp.", "tcp", "_sip._tcp.", "tls", "_sips._tcp.");

    /** The order for who has no NAPTR. */
    private static final List<String> CHOICE = List.of("udp", "tcp", "tls");

    private static final Map<String, String> BY_RULE = Map.of("SIP+D2U", "udp", "SIP+D2T", "tcp", "SIPS+D2T", "tls");
    private static final int USUAL_PORT = 5060;
    private static final int USUAL_TLS_PORT = 5061;
    private static final int RULES_MOST = 4;
    private static final int SERVERS_MOST = 8;
    private static final int ADDRESSES_MOST = 4;
    private static final int QUESTIONS_MOST = 24;

    private final Records records;
    private final DnsConfig config;
    private final List<Kind> families;
    private final List<String> spoken;
    private final LongSupplier nanos;

    /**
     * @param families of addresses that can be sent to, the preferred first
     * @param spoken transports that can be sent by
     */
    public Locator(Records records, DnsConfig config, List<Kind> families, List<String> spoken) {
        this(records, config, families, spoken, System::nanoTime);
    }

    Locator(Records records, DnsConfig config, List<Kind> families, List<String> spoken, LongSupplier nanos) {
        this.records = records;
        this.config = config;
        this.families = List.copyOf(families);
        this.spoken = List.copyOf(spoken);
        this.nanos = nanos;
    }

    /** Blocks for as long as name servers take, up to four of their waits. */
    public Found locate(Wanted wanted) {
        return new Errand(wanted).run();
    }

    /** One name on its way, with what it may still cost. */
    private final class Errand {
        private static final int WAITS_MOST = 4;

        private final Wanted wanted;
        private final long deadline =
                nanos.getAsLong() + config.patience().multipliedBy(WAITS_MOST).toNanos();
        private final List<Server> servers = new ArrayList<>();
        private int questions;
        private boolean silent;
        /** Whether SRV was there, if only to say that there is no server. */
        private boolean served;

        private Duration ttl = config.ttlMax();

        Errand(Wanted wanted) {
            this.wanted = wanted;
        }

        Found run() {
            String transport = wanted.transport();
            if (wanted.port() <= 0 && wanted.host().contains(".")) {
                if (transport == null) {
                    byRules();
                } else if (SERVICES.containsKey(transport)) {
                    service(transport, nameOf(transport), 0);
                }
            }
            if (!served) {
                itself(transport == null ? "" : transport);
            }
            Duration least = ttl.compareTo(config.ttlMin()) < 0 ? config.ttlMin() : ttl;
            return new Found(servers, servers.isEmpty() && silent ? config.ttlMin() : least);
        }

        private void byRules() {
            List<Entry.Rule> rules = ask(wanted.host(), Kind.NAPTR).all(Entry.Rule.class).stream()
                    .filter(it -> it.flags().equals("s") && it.regexp().isEmpty())
                    .filter(it -> spoken.contains(BY_RULE.getOrDefault(it.service(), "")))
                    .sorted(Comparator.comparingInt(Entry.Rule::order).thenComparingInt(Entry.Rule::preference))
                    .limit(RULES_MOST)
                    .toList();
            for (int i = 0; i < rules.size(); i++) {
                Entry.Rule rule = rules.get(i);
                service(BY_RULE.getOrDefault(rule.service(), ""), rule.replacement(), i);
            }
            if (rules.isEmpty()) {
                List<String> choice = CHOICE.stream().filter(spoken::contains).toList();
                for (int i = 0; i < choice.size(); i++) {
                    service(choice.get(i), nameOf(choice.get(i)), i);
                }
            }
        }

        private String nameOf(String transport) {
            return SERVICES.get(transport) + wanted.host();
        }

        private void service(String transport, String name, int rank) {
            Answer answer = silent ? Answer.unanswered() : ask(name, Kind.SRV);
            served |= answer.state() == State.FOUND;
            answer.all(Entry.Server.class).stream()
                    .filter(it -> !it.target().isEmpty() && it.port() > 0)
                    .sorted(Comparator.comparingInt(Entry.Server::priority))
                    .limit(SERVERS_MOST)
                    .forEach(it -> add(transport, rank, it));
        }

        private void add(String transport, int rank, Entry.Server it) {
            List<String> addresses = addresses(it.target());
            if (!addresses.isEmpty()) {
                servers.add(new Server(transport, rank, it.priority(), it.weight(), it.port(), addresses));
            }
        }

        private void itself(String transport) {
            List<String> addresses = addresses(wanted.host());
            int usual = transport.equals("tls") ? USUAL_TLS_PORT : USUAL_PORT;
            int port = wanted.port() > 0 ? wanted.port() : usual;
            if (!addresses.isEmpty()) {
                servers.add(new Server(transport, 0, 0, 0, port, addresses));
            }
        }

        private List<String> addresses(String name) {
            return families.stream()
                    .flatMap(kind -> ask(name, kind).all(Entry.Address.class).stream())
                    .map(it -> it.address().getHostAddress())
                    .limit(ADDRESSES_MOST)
                    .toList();
        }

        private Answer ask(String name, Kind kind) {
            if (++questions > QUESTIONS_MOST || nanos.getAsLong() > deadline) {
                silent = true;
                return Answer.unanswered();
            }
            Answer answer = records.of(name, kind);
            if (answer.state() == State.UNANSWERED) {
                silent = true;
            } else {
                ttl = answer.ttl().compareTo(ttl) < 0 ? answer.ttl() : ttl;
            }
            return answer;
        }
    }
}
