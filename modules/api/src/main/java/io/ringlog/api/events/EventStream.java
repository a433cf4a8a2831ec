package io.ringlog.api.events;

import io.ringlog.api.port.EventLog;
import io.ringlog.api.port.EventLog.Line;
import io.ringlog.api.route.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one client's events as server-sent events (WHATWG HTML, section 9.2) until somebody ends it. */
final class EventStream implements Answer.Writer {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final long TICK_MS = 250;

    private final EventLog log;
    private final EventHub hub;
    private final Wanted wanted;
    private final Duration heartbeat;

    /**
     * What the client asked for; no type at all is every type.
     *
     * @param open whether it may still have it
     */
    record Wanted(String account, int partition, Cursor from, Set<String> types, BooleanSupplier open) {}

    EventStream(EventLog log, EventHub hub, Wanted wanted, Duration heartbeat) {
        this.log = log;
        this.hub = hub;
        this.wanted = wanted;
        this.heartbeat = heartbeat;
    }

    @Override
    public void writeTo(OutputStream out) {
        EventHub.Client client = hub.join(wanted.account(), wanted.partition());
        try {
            long from = wanted.from().orElse(client.joinedAt());
            send(out, "id: " + Cursor.at(from).text() + "\nevent: ready\ndata: {}\n\n");
            log.read(wanted.partition(), from, client.joinedAt(), line -> past(out, client, line));
            follow(out, client);
        } catch (IOException | UncheckedIOException gone) {
            LOG.debug("a client of the events has left", gone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            hub.leave(client);
        }
    }

    private boolean past(OutputStream out, EventHub.Client client, Line line) {
        try {
            if (line.account().equals(wanted.account())) {
                show(out, line);
            }
            return !client.isOver();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void follow(OutputStream out, EventHub.Client client) throws IOException, InterruptedException {
        long silentSince = System.nanoTime();
        long askedAt = silentSince;
        while (!client.isOver()) {
            if (System.nanoTime() - askedAt > heartbeat.toNanos()) {
                if (!wanted.open().getAsBoolean()) {
                    send(out, "event: cut\ndata: {\"reason\":\"events.not-open\"}\n\n");
                    return;
                }
                askedAt = System.nanoTime();
            }
            Line line = client.waiting().poll(TICK_MS, TimeUnit.MILLISECONDS);
            if (line != null) {
                show(out, line);
                silentSince = System.nanoTime();
            } else if (client.isBehind()) {
                send(out, "event: cut\ndata: {\"reason\":\"events.too-slow\"}\n\n");
                return;
            } else if (System.nanoTime() - silentSince > heartbeat.toNanos()) {
                send(out, ": alive\n\n");
                silentSince = System.nanoTime();
            }
        }
    }

    private void show(OutputStream out, Line line) throws IOException {
        if (wanted.types().isEmpty() || wanted.types().contains(line.type())) {
            String id = Cursor.at(line.offset() + 1).text();
            send(out, "id: " + id + "\nevent: " + line.type() + "\ndata: " + line.body() + "\n\n");
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
