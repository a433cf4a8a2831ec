package io.ringlog.app.watch;

import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.EdgeHeartbeat;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.JournalWriter.Entry;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads heartbeats and tells every partition of the journal when an edge is lost; what follows from it the
 * brain decides.
 */
public final class EdgeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeWatch.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REACH = Duration.ofSeconds(2);
    private static final TopicPartition EDGES = new TopicPartition(Topics.EDGES.name(), 0);
    private static final int BOUND = 1_000;

    private final EdgeBook book;
    private final InstantSource clock;
    private final Consumer<String, byte[]> heartbeats;
    private final Producer<String, byte[]> edges;
    private final JournalWriter journal;
    /** What follows from what the journal says; done by the watching thread. */
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();

    private final CountDownLatch open = new CountDownLatch(1);
    private final Thread thread;

    private EdgeWatch(KafkaClients clients, Duration patience, InstantSource clock) {
        this.book = new EdgeBook(patience);
        this.clock = clock;
        this.heartbeats = clients.reader("edge-watch", KafkaClients.Isolation.READ_UNCOMMITTED);
        this.edges = clients.globalProducer("edge-watch-edges");
        this.journal = new JournalWriter(clients.journalProducer("edge-watch-journal"), BOUND);
        this.thread = Thread.ofPlatform().name("edge-watch").unstarted(this::watch);
    }

    /** Starts watching; every edge in the topic gets a full term first. */
    public static EdgeWatch start(KafkaClients clients, Duration patience, InstantSource clock) {
        var watch = new EdgeWatch(clients, patience, clock);
        watch.thread.start();
        return watch;
    }

    /** Whether it still listens. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        open.countDown();
        heartbeats.wakeup();
        try {
            thread.join(REACH.plusSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
        edges.close();
    }

    private void watch() {
        try (heartbeats) {
            heartbeats.assign(List.of(EDGES));
            heartbeats.seekToBeginning(List.of(EDGES));
            while (open.getCount() > 0) {
                listen();
            }
        } catch (WakeupException closing) {
            LOG.debug("the watch over the edges ends");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws InterruptedException {
        try {
            heartbeats.poll(POLL).forEach(this::hear);
            look();
        } catch (WakeupException closing) {
            throw closing;
        } catch (KafkaException e) {
            LOG.warn("heartbeats cannot be read now: {}", e.toString());
            open.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        switch (Codecs.HEARTBEAT.decode(record.value())) {
            case Decoded.Ok<EdgeHeartbeat>(var beat) -> book.beat(beat, clock.instant());
            case Decoded.Undecodable<EdgeHeartbeat>(var code, var message) ->
                LOG.warn("heartbeat {} cannot be read: {} {}", record.offset(), code, message);
        }
    }

    private void look() {
        for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
            next.run();
        }
        book.back().forEach(this::welcome);
        if (book.lost(clock.instant()).isEmpty()) {
            return;
        }
        if (hasHeardAll()) {
            book.lost(clock.instant()).forEach(this::tell);
        } else {
            book.forgive(clock.instant());
        }
    }

    /**
     * Whether a missing heartbeat means something, or only that the broker is away. Reads on to where the topic ends
     * now: a heartbeat of another edge that arrives just then must not put the question off, for both come in step.
     */
    private boolean hasHeardAll() {
        try {
            long end = heartbeats.endOffsets(List.of(EDGES), REACH).getOrDefault(EDGES, 0L);
            Instant until = clock.instant().plus(REACH);
            while (heartbeats.position(EDGES, REACH) < end && clock.instant().isBefore(until)) {
                heartbeats.poll(POLL).forEach(this::hear);
            }
            return heartbeats.position(EDGES, REACH) >= end;
        } catch (WakeupException closing) {
            throw closing;
        } catch (KafkaException away) {
            LOG.warn("the broker cannot be reached; no edge is lost for that: {}", away.getMessage());
            return false;
        }
    }

    private void tell(EdgeLost lost) {
        LOG.warn("edge {} of epoch {} is lost: {}", lost.edge(), lost.epoch(), lost.reason());
        String id = "lost-" + lost.edge() + "-" + lost.epoch();
        boolean taken = journal.broadcast(Entry.of(JournalRecord.PLATFORM, id, lost, "watch"), new Logged(lost));
        if (taken) {
            book.forget(lost);
        }
    }

    /** Who was taken for lost and is there after all has told nobody that it started: it has not. */
    private void welcome(EdgeStarted back) {
        LOG.warn("edge {} of epoch {} is heard again", back.edge(), back.epoch());
        String id = "back-" + back.edge() + "-" + back.epoch() + "-" + clock.millis();
        if (journal.broadcast(Entry.of(JournalRecord.PLATFORM, id, back, "watch"), new Logged(back))) {
            book.welcome(back);
        }
    }

    private final class Logged implements JournalWriter.Ack {
        private final EdgeLifecycle told;

        Logged(EdgeLifecycle told) {
            this.told = told;
        }

        @Override
        public void stored(int partition, long offset) {
            LOG.debug("{} at {}-{}", told, partition, offset);
            if (told instanceof EdgeLost lost) {
                answers.add(() -> edges.send(new ProducerRecord<>(EDGES.topic(), lost.edge(), null)));
            }
        }

        @Override
        public void failed(Exception why) {
            LOG.error("{} could not be written, and is told again", told, why);
            answers.add(() -> book.untold(told));
        }
    }
}
