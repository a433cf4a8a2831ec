package io.ringlog.app.metrics;

import io.ringlog.app.http.HttpWorker;
import io.ringlog.app.webhook.WebhookDesk;
import io.ringlog.connectors.SinkConnectorConfig;
import io.ringlog.edge.EdgeNode;
import io.ringlog.topology.Names;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.Views;
import io.ringlog.topology.views.LiveTrunk;
import io.ringlog.wire.KafkaClients;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** What the parts of one process have to show, each once it runs. */
public final class NodeFigures implements AutoCloseable {
    private final Metrics metrics;
    private final LogLag lag;

    public NodeFigures(Metrics metrics, KafkaClients clients, Path folder) {
        this.metrics = metrics;
        this.lag = new LogLag(clients);
        metrics.add(lag);
        metrics.gauge("ringlog.disk.free.bytes", "Room on the disk of the data folder.", folder.toFile(), it ->
                (double) it.getUsableSpace());
    }

    public void edge(EdgeNode edge) {
        metrics.add(new EdgeFigures(edge));
    }

    public void brain(StreamsRole brain) {
        lag.watch("brain", Names.BRAIN_APP);
        metrics.gauge(
                "ringlog.journal.lag.records",
                "Records of the journal that this brain has not read yet.",
                brain.streams(),
                NodeFigures::unread);
    }

    /** @param instance the name of the views in their group */
    public void views(Views views, String instance) {
        lag.watch("views", Names.VIEWS_APP + "-" + instance);
        metrics.gauge(
                "ringlog.registrations",
                "Addresses of record that have a contact now.",
                views,
                it -> known(it::registrations));
        channels(views);
        trunks(
                views,
                "ringlog.trunks.up",
                "Trunks that answer OPTIONS.",
                it -> it.health() != null && it.health().up());
        trunks(
                views,
                "ringlog.trunks.down",
                "Trunks that do not answer OPTIONS.",
                it -> it.health() != null && !it.health().up());
        trunks(
                views,
                "ringlog.trunks.registered",
                "Trunks at which we are registered.",
                it -> it.line() != null && it.line().isRegistered(Instant.now()));
        trunks(
                views,
                "ringlog.trunks.unregistered",
                "Trunks at which we could not register.",
                it -> it.line() != null && !it.line().isRegistered(Instant.now()));
    }

    private void channels(Views views) {
        metrics.gauge(
                "ringlog.channels.lent",
                "Channels of ceilings that accounts have lent to accounts below.",
                views,
                it -> known(() -> it.channels(true)));
        metrics.gauge(
                "ringlog.channels.held",
                "Channels of ceilings that accounts hold of an account above.",
                views,
                it -> known(() -> it.channels(false)));
    }

    private void trunks(Views views, String name, String says, Predicate<LiveTrunk> so) {
        metrics.gauge(name, says, views, it -> known(() -> it.trunks(so)));
    }

    public void webhooks(WebhookDesk webhooks) {
        metrics.gauge(
                "ringlog.webhooks.failing", "Webhooks that did not take what they were told last.", webhooks, it ->
                        (double) it.failing());
        metrics.gauge(
                "ringlog.webhooks.behind.records",
                "Records of the log that the slowest webhook has not been told of or past.",
                webhooks,
                it -> (double) it.behind());
        metrics.gauge("ringlog.webhooks.dead.letters", "What webhooks would not take.", webhooks, it ->
                (double) it.deadLetters());
    }

    public void http(HttpWorker http) {
        metrics.gauge("ringlog.http.under.way", "Requests of flows to web services that are under way.", http, it ->
                (double) it.underWay());
    }

    public void lake() {
        lag.watch("lake", SinkConnectorConfig.GROUP);
    }

    @Override
    public void close() {
        lag.close();
    }

    private static double known(IntSupplier count) {
        try {
            return count.getAsInt();
        } catch (Views.ViewsAway starting) {
            return Double.NaN;
        }
    }

    /** The lag per partition as consumers measure it; a partition may be there under two spellings of its topic. */
    private static double unread(KafkaStreams brain) {
        Map<String, Double> byPartition = new TreeMap<>();
        for (Metric metric : brain.metrics().values()) {
            var name = metric.metricName();
            if (name.name().equals("records-lag")
                    && name.tags().getOrDefault("topic", "").contains("journal")
                    && metric.metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                byPartition.merge(name.tags().getOrDefault("partition", ""), lag, Math::max);
            }
        }
        return byPartition.values().stream().mapToDouble(it -> it).sum();
    }
}
