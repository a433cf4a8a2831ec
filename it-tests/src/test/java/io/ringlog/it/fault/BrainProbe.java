package io.ringlog.it.fault;

import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.JournalWriter.Entry;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicFollower;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the brain something harmless many times a second and remembers how long each answer took. */
final class BrainProbe implements AutoCloseable {
    private static final String NODE = "probe";
    private static final Pattern ID = Pattern.compile(NODE + "-\\d+-\\d+");
    private static final Duration PACE = Duration.ofMillis(50);

    private final JournalWriter journal;
    private final TopicFollower replies;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("brain-probe").daemon().factory());
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private final Map<String, Long> waited = new ConcurrentHashMap<>();
    private final String account;
    private int count;

    BrainProbe(KafkaClients clients, String account) {
        this.account = account;
        this.journal = new JournalWriter(clients.journalProducer(NODE), 10_000);
        this.replies = new TopicFollower(
                clients.reader(NODE, KafkaClients.Isolation.READ_UNCOMMITTED), Topics.REPLIES, this::heard);
        replies.start();
        asking.scheduleAtFixedRate(this::ask, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Questions that have no answer yet. */
    long open() {
        return asked.keySet().stream().filter(id -> !waited.containsKey(id)).count();
    }

    /** The longest any answer took: what a new call would have waited at worst. */
    Duration longest() {
        return Duration.ofNanos(
                waited.values().stream().mapToLong(it -> it).max().orElse(0));
    }

    void forget() {
        asked.clear();
        waited.clear();
    }

    @Override
    public void close() {
        asking.shutdownNow();
        replies.close();
        journal.close();
    }

    private void ask() {
        count++;
        String id = NODE + "-" + System.nanoTime() + "-" + count;
        asked.put(id, System.nanoTime());
        var question = new HangUpRequested(id, NODE, "call_that_never_was", NODE);
        journal.write(Entry.of(account, id, question, NODE));
    }

    private void heard(TopicFollower.Seen reply) {
        byte[] value = reply.value();
        if (value == null) {
            return;
        }
        long now = System.nanoTime();
        Matcher id = ID.matcher(new String(value, StandardCharsets.UTF_8));
        while (id.find()) {
            Long since = asked.get(id.group());
            if (since != null) {
                waited.putIfAbsent(id.group(), now - since);
            }
        }
    }
}
