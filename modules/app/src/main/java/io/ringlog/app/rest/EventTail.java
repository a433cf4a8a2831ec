package io.ringlog.app.rest;

import io.ringlog.api.events.EventHub;
import io.ringlog.api.port.EventLog;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Past;
import io.ringlog.wire.TopicFollower;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The committed events: the new ones go to the hub, the older ones are read where they lie. */
public final class EventTail implements EventLog, AutoCloseable {
    private final Past past;
    private final int partitions;
    private final TopicFollower follower;

    private EventTail(KafkaClients clients, int partitions, String name, EventHub hub) {
        this.past = new Past(clients, Topics.EVENTS);
        this.partitions = partitions;
        this.follower = new TopicFollower(
                clients.reader(name, Isolation.READ_COMMITTED), Topics.EVENTS, seen -> hub.publish(line(seen)));
    }

    /** Follows from now on. */
    public static EventTail start(KafkaClients clients, int partitions, String name, EventHub hub) {
        var tail = new EventTail(clients, partitions, name, hub);
        tail.follower.start().forEach(hub::startsAt);
        return tail;
    }

    /** Why no event is seen now, in words. */
    public Optional<String> trouble() {
        return follower.trouble();
    }

    @Override
    public int partitionOf(String account) {
        return AccountPartitioner.partition(account, partitions);
    }

    @Override
    public long read(int partition, long from, long to, Predicate<Line> sink) {
        return from >= to ? from : past.read(partition, from, to, seen -> sink.test(line(seen)));
    }

    @Override
    public void close() {
        follower.close();
    }

    private static Line line(TopicFollower.Seen seen) {
        byte[] value = Objects.requireNonNullElse(seen.value(), new byte[0]);
        return new Line(
                seen.partition(),
                seen.offset(),
                Objects.requireNonNullElse(seen.key(), ""),
                seen.envelope().type(),
                new String(value, StandardCharsets.UTF_8));
    }
}
