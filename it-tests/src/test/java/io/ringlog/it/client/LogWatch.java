package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.log.LogReader;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Topics;
import io.ringlog.wire.story.Story;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** An eye on the committed events: what the log says about the calls of one test. */
public final class LogWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<EventRecord> events = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile int since;

    private LogWatch(KafkaClients clients) {
        Thread.ofVirtual()
                .name("log-watch")
                .start(() -> new LogReader(clients)
                        .follow(
                                List.of(Topics.EVENTS),
                                true,
                                () -> {},
                                record -> events.add(
                                        Codecs.EVENT.decode(record.value()).orThrow()),
                                over::get));
    }

    static LogWatch start(KafkaClients clients) {
        return new LogWatch(clients);
    }

    /** What happened before is of no interest any more. */
    void mark() {
        since = events.size();
    }

    /** The first call to this number since the test began. */
    public String callTo(String number) {
        return await(CallStarted.class, it -> it.to().equals(number)).callId();
    }

    /** Waits for an event of this test. */
    public <E extends Event> E await(Class<E> type, Predicate<E> condition) {
        Awaitility.await("the log tells of " + type.getSimpleName())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> any(type, condition));
        return all(type, condition).getFirst();
    }

    public <E extends Event> boolean any(Class<E> type, Predicate<E> condition) {
        return !all(type, condition).isEmpty();
    }

    /** Whether this has happened since the platform started. */
    public <E extends Event> boolean ever(Class<E> type, Predicate<E> condition) {
        return events.stream()
                .map(EventRecord::event)
                .filter(type::isInstance)
                .map(type::cast)
                .anyMatch(condition);
    }

    /** Why the first event of this kind came about, as the log has it. */
    public <E extends Event> String reason(Class<E> type, Predicate<E> condition) {
        E event = await(type, condition);
        return recent().stream()
                .filter(record -> record.event().equals(event))
                .map(record -> record.because().toString())
                .findFirst()
                .orElseThrow();
    }

    /** How the call came out; its story must be without gaps. */
    public CallEnded ended(String call) {
        CallEnded ended = await(CallEnded.class, it -> it.callId().equals(call));
        assertThat(Story.of(call, List.copyOf(events)).gapFree()).as(told()).isTrue();
        return ended;
    }

    /** Every event of this test, one per line. */
    String told() {
        return recent().stream()
                .map(record -> record.at() + " " + record.event() + " because " + record.because())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        over.set(true);
    }

    /** What there is of an event in this test. */
    public <E extends Event> List<E> all(Class<E> type, Predicate<E> condition) {
        return recent().stream()
                .map(EventRecord::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(condition)
                .toList();
    }

    private List<EventRecord> recent() {
        List<EventRecord> all = List.copyOf(events);
        return all.subList(Math.min(since, all.size()), all.size());
    }
}
