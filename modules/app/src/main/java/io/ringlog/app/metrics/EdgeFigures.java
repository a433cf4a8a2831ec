package io.ringlog.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.EdgeNode;
import io.ringlog.edge.EdgeStatus;
import io.ringlog.relay.LegCounters;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an edge counts, sorted into families. */
public final class EdgeFigures implements MultiCollector {
    private static final String REFUSED = "calls.refused" + EdgeCounters.WORD;
    private static final String SIP = "sip-";
    private static final String CONNECTIONS = "connections.";
    private static final String PORTS = "ports.";
    private static final String DTLS = "dtls.";
    private static final String CALLS_STARTED = "calls.started";
    private static final String CALLS_ENDED = "calls.ended";
    private static final long PATIENCE_MS = 1_000;

    private final EdgeNode edge;

    public EdgeFigures(EdgeNode edge) {
        this.edge = edge;
    }

    @Override
    public MetricSnapshots collect() {
        EdgeStatus status = edge.status();
        Map<String, Long> counters = status.counters();
        var families = new Families();
        families.gauge("ringlog_calls_live", "Calls this edge carries now.", status.liveCalls());
        families.gauge("ringlog_legs_live", "Legs of these calls that are not over.", legs());
        families.gauge("ringlog_spool_bytes", "Facts on disk that wait for the journal.", status.spooledBytes());
        families.gauge("ringlog_directory_entries", "Domains, numbers and trunks known.", status.directoryEntries());
        families.counter("ringlog_calls_started", "Calls put to the brain.", counters.getOrDefault(CALLS_STARTED, 0L));
        families.counter(
                "ringlog_calls_ended", "Calls that came to their end.", counters.getOrDefault(CALLS_ENDED, 0L));
        families.histogram("ringlog_decision_seconds", "From an INVITE to its first decision.", edge.decisions());
        named(counters, families);
        relay(edge.media().totals(), families);
        return families.all();
    }

    private static void named(Map<String, Long> counters, Families families) {
        counters.forEach((name, count) -> {
            if (name.startsWith(REFUSED)) {
                families.counter(
                        "ringlog_calls_refused", "Calls the brain refused.", "code", after(name, REFUSED), count);
            } else if (name.startsWith(SIP)) {
                families.counter(
                        "ringlog_sip_dropped", "Messages dropped at the door.", "reason", after(name, SIP), count);
            } else if (name.equals("ports.refused")) {
                families.counter("ringlog_ports_refused", "Legs for which no pair of RTP ports was free.", count);
            } else if (name.startsWith(DTLS)) {
                families.counter(
                        "ringlog_dtls_handshakes", "Handshakes for media keys.", "outcome", after(name, DTLS), count);
            } else if (name.startsWith(PORTS)) {
                families.gauge("ringlog_ports", "Pairs of RTP ports.", "state", after(name, PORTS), count);
            } else if (name.startsWith(CONNECTIONS)) {
                families.gauge(
                        "ringlog_connections", "Connections that stand.", "transport", after(name, CONNECTIONS), count);
            } else if (name.equals("bans.live")) {
                families.gauge("ringlog_bans_live", "Networks that nothing is read of.", count);
            } else if (name.equals("watches.live")) {
                families.gauge("ringlog_watches_live", "Subscriptions that are served.", count);
            } else if (name.equals("watches.owed")) {
                families.gauge("ringlog_watches_owed", "What watchers are still to be told.", count);
            } else if (!name.equals(CALLS_STARTED) && !name.equals(CALLS_ENDED)) {
                families.counter("ringlog_edge_events", "What else an edge counts.", "event", name, count);
            }
        });
    }

    private static void relay(LegCounters all, Families families) {
        String packets = "ringlog_relay_packets";
        String says = "RTP packets: in from parties, forwarded to parties, made by the engine.";
        families.counter(packets, says, "kind", "in", all.packetsIn());
        families.counter(packets, says, "kind", "forwarded", all.forwardedOut());
        families.counter(packets, says, "kind", "engine", all.engineOut());
        String dropped = "ringlog_relay_dropped";
        String why = "RTP packets that were not forwarded.";
        families.counter(dropped, why, "reason", "foreign", all.foreign());
        families.counter(dropped, why, "reason", "malformed", all.malformed());
        families.counter(dropped, why, "reason", "held", all.held());
        families.counter(dropped, why, "reason", "suppressed", all.suppressed());
        families.counter(dropped, why, "reason", "unsent", all.unsent());
        families.counter(dropped, why, "reason", "unheard", all.unheard());
        families.counter(dropped, why, "reason", "unauthentic", all.unauthentic());
    }

    private static String after(String name, String prefix) {
        return name.substring(prefix.length());
    }

    /** A desk that does not answer in time has other worries; its figure is missing then. */
    private double legs() {
        try {
            return edge.liveLegs().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException busy) {
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }
}
