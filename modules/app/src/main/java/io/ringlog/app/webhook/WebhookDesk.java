package io.ringlog.app.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringlog.api.port.EventLog;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.http.Addresses;
import io.ringlog.app.http.HttpOut;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.WebhookRow;
import io.ringlog.config.webhook.Deliveries;
import io.ringlog.config.webhook.Deliveries.Target;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicFollower;
import io.ringlog.wire.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a courier for each active webhook and wakes those whom an event or a change concerns. */
public final class WebhookDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDesk.class);

    /** How many read the log at a time, each with a client of its own. */
    private static final int READERS = 4;

    static final String LOCKED = "its secret does not open with the key of this platform: give it another";

    private static final Duration ENDING = Duration.ofSeconds(2);

    private final Semaphore reading = new Semaphore(READERS, true);
    private final ConfigStore store;
    private final Deliveries deliveries;
    private final EventLog log;
    private final HttpOut out = new HttpOut();
    private final HttpOut.Limits limits;
    private final Patience patience;
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
    private final Map<String, Courier> couriers = new ConcurrentHashMap<>();
    private final TopicFollower follower;
    private volatile boolean closed;

    private WebhookDesk(
            KafkaClients clients, String name, EventLog log, ConfigStore store, RinglogConfig.Webhooks how) {
        this.store = store;
        this.deliveries = new Deliveries(store.database(), store.secrets(), store.clock());
        this.log = log;
        this.limits = new HttpOut.Limits(Addresses.allowing("webhooks.allow", how.allow()), how.timeout(), 0);
        this.patience = new Patience(how.firstRetry(), how.longestRetry(), how.attempts());
        this.follower = new TopicFollower(clients.reader(name, Isolation.READ_COMMITTED), Topics.EVENTS, this::arrived);
    }

    /** @param log where events lie */
    public static WebhookDesk start(
            KafkaClients clients, String name, EventLog log, ConfigStore store, RinglogConfig.Webhooks how) {
        WebhookDesk desk = new WebhookDesk(clients, name, log, store, how);
        desk.follower.start().forEach((partition, end) -> desk.ends.merge(partition, end, Math::max));
        store.onCommit(desk::look);
        desk.look();
        return desk;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    EventLog log() {
        return log;
    }

    Patience patience() {
        return patience;
    }

    /** The place behind the newest event of a partition. */
    long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    /** What a webhook wants of a piece of the log, in its turn. */
    Delivery delivery(WebhookRow row, long from, long end) throws InterruptedException {
        reading.acquire();
        try {
            return Courier.read(log, row, from, end);
        } finally {
            reading.release();
        }
    }

    Outcome send(Target target, Delivery delivery) {
        String secret = deliveries.secret(target.row()).orElse(null);
        if (secret == null) {
            return new Outcome.Failed(LOCKED);
        }
        byte[] body = delivery.body(target);
        Map<String, String> headers =
                delivery.headers(target, secret, body, store.clock().instant());
        var request = HttpOut.Request.post(URI.create(target.row().url()), headers, body);
        return Outcome.of(out.send(request, limits));
    }

    void disable(WebhookRow row) {
        var document = JsonNodeFactory.instance.objectNode().put("status", "disabled");
        try {
            store.update(Resources.WEBHOOKS, row.accountId(), row.id(), Edit.merge(document), "webhook/410");
        } catch (ConfigRefused gone) {
            LOG.debug("webhook {} is gone already", row.id(), gone);
        }
    }

    /** Its place is another. */
    void moved(String id) {
        Courier courier = couriers.get(id);
        if (courier != null) {
            courier.change();
        }
    }

    /** Why nobody is told of new events now, in words. */
    public Optional<String> trouble() {
        return follower.trouble();
    }

    /** Webhooks whose last answer was none that they took something by. */
    public int failing() {
        return (int) couriers.values().stream().filter(it -> it.failures() > 0).count();
    }

    /** Records between the newest of the log and the webhook that is behind most. */
    public long behind() {
        return couriers.values().stream().mapToLong(Courier::behind).max().orElse(0);
    }

    public long deadLetters() {
        return deliveries.letters();
    }

    @Override
    public void close() {
        closed = true;
        follower.close();
        couriers.values().forEach(Courier::stop);
        out.hangUp();
        try {
            // All of them together: an orchestrator waits for a process, not for a webhook.
            long end = System.nanoTime() + ENDING.toNanos();
            for (Courier courier : couriers.values()) {
                courier.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.close();
    }

    private void arrived(TopicFollower.Seen seen) {
        ends.merge(seen.partition(), seen.offset() + 1, Math::max);
        String account = seen.key();
        couriers.values().stream().filter(it -> it.account().equals(account)).forEach(Courier::wake);
    }

    /** Sees which webhooks are active now, a new one from now on, and has each look at its row again. */
    private synchronized void look() {
        if (closed) {
            return;
        }
        List<Target> targets = deliveries.active();
        targets.stream().filter(it -> it.progress() == null).forEach(it -> {
            String id = it.row().id();
            deliveries.goOn(id, end(log.partitionOf(it.row().accountId())));
        });
        Map<String, WebhookRow> active =
                targets.stream().map(Target::row).collect(Collectors.toMap(WebhookRow::id, it -> it));
        couriers.forEach((id, courier) -> {
            if (!active.containsKey(id)) {
                courier.stop();
            }
        });
        couriers.keySet().retainAll(active.keySet());
        active.forEach((id, row) -> {
            Courier known = couriers.get(id);
            if (known == null || !known.isAlive()) {
                begin(row);
            } else {
                known.look(row);
            }
        });
    }

    private void begin(WebhookRow row) {
        Courier courier = new Courier(this, row);
        couriers.put(row.id(), courier);
        courier.start();
    }
}
