package io.ringlog.api.events;

import io.ringlog.api.port.EventLog.Line;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each new event to the clients of its account, never waiting for one of them. */
public final class EventHub implements AutoCloseable {

    /** One client's share: what waits for it, and where its partition stood when it joined. */
    static final class Client {
        private final String account;
        private final long joinedAt;
        private final BlockingQueue<Line> waiting;
        private volatile boolean behind;
        private volatile boolean over;

        private Client(String account, long joinedAt, int buffer) {
            this.account = account;
            this.joinedAt = joinedAt;
            this.waiting = new ArrayBlockingQueue<>(buffer);
        }

        long joinedAt() {
            return joinedAt;
        }

        BlockingQueue<Line> waiting() {
            return waiting;
        }

        /** True once an event did not fit: what waits is no longer all there is. */
        boolean isBehind() {
            return behind;
        }

        boolean isOver() {
            return over;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final int RETRY_AFTER_SEC = 30;

    private final int buffer;
    private final int most;
    private final int mostOfAccount;
    private final Map<Integer, Long> next = new HashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private boolean closed;

    /**
     * @param buffer events a client may lag behind
     * @param most clients at the same time
     * @param mostOfAccount of those, how many for one account
     */
    public EventHub(int buffer, int most, int mostOfAccount) {
        this.buffer = buffer;
        this.most = most;
        this.mostOfAccount = mostOfAccount;
    }

    /** From this offset on a partition's events will be published. */
    public synchronized void startsAt(int partition, long offset) {
        next.putIfAbsent(partition, offset);
    }

    /** A committed event, in the order of its partition. */
    public synchronized void publish(Line line) {
        next.put(line.partition(), line.offset() + 1);
        clients.stream()
                .filter(client -> client.account.equals(line.account()) && !client.behind)
                .filter(client -> !client.waiting.offer(line))
                .forEach(this::cut);
    }

    synchronized Client join(String account, int partition) {
        if (closed || clients.size() >= most) {
            throw Refused.of(Why.AWAY, "no more than " + most + " clients can follow the events");
        }
        if (clients.stream().filter(it -> it.account.equals(account)).count() >= mostOfAccount) {
            throw Refused.tooMany(
                    "no more than " + mostOfAccount + " clients can follow the events of one account", RETRY_AFTER_SEC);
        }
        Client client = new Client(account, next.getOrDefault(partition, 0L), buffer);
        clients.add(client);
        return client;
    }

    synchronized void leave(Client client) {
        clients.remove(client);
    }

    /** What waits is still sent, then the client is told; it comes back with the id of the last event it saw. */
    private void cut(Client client) {
        client.behind = true;
        LOG.warn("a client of the events of {} is cut: it lags {} events behind", client.account, buffer);
    }

    /** How many clients follow now. */
    public synchronized int clients() {
        return clients.size();
    }

    /** Ends every stream. */
    @Override
    public synchronized void close() {
        closed = true;
        clients.forEach(client -> client.over = true);
    }
}
