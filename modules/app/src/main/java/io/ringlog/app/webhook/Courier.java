package io.ringlog.app.webhook;

import io.ringlog.api.port.EventLog;
import io.ringlog.api.port.EventLog.Line;
import io.ringlog.config.db.DatabaseFailure;
import io.ringlog.config.resource.WebhookRow;
import io.ringlog.config.webhook.Deliveries.Progress;
import io.ringlog.config.webhook.Deliveries.Target;
import io.ringlog.domain.config.RowStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one webhook of its account's events, a piece after the other, as long as it is active. */
final class Courier implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration TROUBLED = Duration.ofSeconds(5);
    private static final int MOST_EVENTS = 100;
    private static final int MOST_CHARS = 524_288;
    private static final int MOST_LOOKED_AT = 10_000;

    private final WebhookDesk desk;
    private final String account;
    private final String id;
    private final int partition;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private volatile WebhookRow row;
    private boolean more;
    private boolean changed;
    private volatile boolean over;
    private volatile int failures;
    private volatile long behind;

    Courier(WebhookDesk desk, WebhookRow row) {
        this.desk = desk;
        this.account = row.accountId();
        this.id = row.id();
        this.row = row;
        this.thread = Thread.ofVirtual().name("webhook-" + id).unstarted(this);
        this.partition = desk.log().partitionOf(account);
    }

    String account() {
        return account;
    }

    /** In a row, as of now. */
    int failures() {
        return failures;
    }

    /** Records of the log that it has not been told of or past. */
    long behind() {
        return behind;
    }

    /** There is an event. */
    void wake() {
        signal(false);
    }

    /** Its row as it is now; what is changed of others' ends no rest of its. */
    void look(WebhookRow now) {
        if (!now.equals(row)) {
            row = now;
            change();
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** The row or its place is another: nothing is waited for any more. */
    void change() {
        signal(true);
    }

    void start() {
        thread.start();
    }

    /** Waits a while for its end after it was stopped. */
    void join(Duration longest) throws InterruptedException {
        thread.join(longest);
    }

    void stop() {
        over = true;
        signal(true);
    }

    private void signal(boolean now) {
        lock.lock();
        try {
            more = true;
            changed |= now;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            while (!over) {
                await(tried());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits so long; after a failure an event is no reason to try earlier. */
    private void await(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (left > 0 && !changed && !(more && failures == 0)) {
                left = news.awaitNanos(left);
            }
            more = false;
            changed = false;
        } finally {
            lock.unlock();
        }
    }

    private Duration tried() throws InterruptedException {
        try {
            Optional<Target> target = desk.deliveries().target(account, id).filter(Courier::isActive);
            return target.isPresent() ? step(target.get()) : IDLE;
        } catch (KafkaException | DatabaseFailure away) {
            LOG.warn("webhook {} cannot be told now", id, away);
            return TROUBLED;
        }
    }

    private static boolean isActive(Target target) {
        return target.row().status() == RowStatus.ACTIVE;
    }

    private Duration step(Target target) throws InterruptedException {
        long end = desk.end(partition);
        Progress progress = target.progress();
        if (progress == null) {
            return IDLE;
        }
        failures = progress.failures();
        behind = Math.max(0, end - progress.next());
        Delivery delivery = desk.delivery(target.row(), progress.next(), end);
        if (!delivery.events().isEmpty()
                && desk.deliveries().secret(target.row()).isEmpty()) {
            return locked();
        }
        if (!delivery.events().isEmpty()) {
            return tell(target, progress, delivery);
        }
        if (delivery.next() > progress.next()) {
            desk.deliveries().passed(id, progress.next(), delivery.next());
        }
        return delivery.next() < end ? Duration.ZERO : IDLE;
    }

    /** Nothing is lost by a secret that another key sealed: events wait for one that opens. */
    private Duration locked() {
        failures = 1;
        desk.deliveries().failed(id, 1, WebhookDesk.LOCKED);
        return IDLE;
    }

    private Duration tell(Target target, Progress progress, Delivery delivery) {
        return switch (desk.send(target, delivery)) {
            case Outcome.Taken taken -> {
                failures = 0;
                desk.deliveries().taken(id, delivery.from(), delivery.next());
                yield Duration.ZERO;
            }
            case Outcome.Gone gone -> {
                LOG.warn("webhook {} of {} wants no more (410) and is disabled", id, account);
                desk.disable(target.row());
                yield IDLE;
            }
            case Outcome.Failed(String reason) -> failed(delivery, progress.failures() + 1, reason);
        };
    }

    private Duration failed(Delivery delivery, int inARow, String reason) {
        if (over) {
            return IDLE;
        }
        if (inARow < desk.patience().attempts()) {
            failures = inARow;
            desk.deliveries().failed(id, inARow, reason);
            return desk.patience().after(inARow);
        }
        LOG.warn(
                "webhook {} of {} would not take {} events: {}",
                id,
                account,
                delivery.events().size(),
                reason);
        failures = 0;
        var dead = desk.deliveries()
                .letter(delivery.from(), delivery.next(), delivery.events().size(), inARow, reason);
        desk.deliveries().buried(id, dead);
        return Duration.ZERO;
    }

    /** What a webhook wants of a piece of its account's partition, as much as fits into a delivery. */
    static Delivery read(EventLog log, WebhookRow row, long from, long end) {
        List<String> events = new ArrayList<>();
        int[] counted = new int[2];
        long next = log.read(log.partitionOf(row.accountId()), from, end, line -> {
            boolean full = events.size() == MOST_EVENTS || counted[0] > MOST_CHARS || counted[1] == MOST_LOOKED_AT;
            if (!full) {
                counted[1]++;
                if (isWanted(row, line)) {
                    events.add(line.body());
                    counted[0] += line.body().length();
                }
            }
            return !full;
        });
        return new Delivery(from, next, events);
    }

    private static boolean isWanted(WebhookRow row, Line line) {
        return line.account().equals(row.accountId())
                && (row.events().isEmpty() || row.events().contains(line.type()));
    }
}
