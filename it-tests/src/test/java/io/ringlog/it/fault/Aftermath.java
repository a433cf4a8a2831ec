package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.role.BrainRole;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.Replay;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold once the dust has settled, whatever was killed. */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final KafkaClients clients;
    private final RinglogConfig config;

    Aftermath(KafkaClients clients, RinglogConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /**
     * Waits until every call that started has ended and has its CDR, then looks at everything; what comes in late, as
     * an INVITE that is sent again, is waited for too. Returns how many calls there were.
     */
    int holds() {
        await("every call that started has ended with its CDR")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    List<EventRecord> events = events();
                    assertThat(calls(events, CallEnded.class))
                            .containsExactlyInAnyOrderElementsOf(calls(events, CallStarted.class));
                    oneCdrPerCall(events);
                });
        List<EventRecord> events = events();
        nothingIsDoubled(events);
        nothingIsHeld();
        historyRepeatsItself();
        return calls(events, CallEnded.class).size();
    }

    /** How many calls ended with a cause of this kind. */
    long ended(String cause) {
        return events().stream()
                .filter(it -> it.event() instanceof CallEnded ended
                        && ended.cdr().hangupCause().contains(cause))
                .count();
    }

    /** The calls that an event of this kind tells of. */
    List<String> calls(Class<?> type) {
        return calls(events(), type);
    }

    List<EventRecord> events() {
        List<EventRecord> events = new ArrayList<>();
        new LogReader(clients)
                .readAll(
                        Topics.EVENTS,
                        record -> events.add(Codecs.EVENT.decode(record.value()).orThrow()));
        return events;
    }

    private static void nothingIsDoubled(List<EventRecord> events) {
        assertThat(events.stream().map(EventRecord::id)).doesNotHaveDuplicates();
        assertThat(calls(events, CallEnded.class)).doesNotHaveDuplicates();
        Map<String, List<Integer>> numbers = new TreeMap<>();
        events.stream()
                .filter(it -> it.callId() != null)
                .forEach(it -> numbers.computeIfAbsent(String.valueOf(it.callId()), any -> new ArrayList<>())
                        .add(it.seq()));
        assertThat(numbers).allSatisfy((call, seqs) -> {
            assertThat(seqs).doesNotHaveDuplicates();
            assertThat(seqs.stream().mapToInt(it -> it).max().orElse(0)).isEqualTo(seqs.size());
        });
    }

    private void oneCdrPerCall(List<EventRecord> events) {
        List<String> cdrs = new ArrayList<>();
        new LogReader(clients)
                .readAll(
                        Topics.CDR,
                        record -> cdrs.add(new String(record.value(), StandardCharsets.UTF_8)
                                .replaceAll(".*\"call_id\":\"([^\"]*)\".*", "$1")));
        assertThat(cdrs).containsExactlyInAnyOrderElementsOf(calls(events, CallEnded.class));
    }

    /** No live call, no lease, no agent in a call that is not there: in the running brain, and by the journal. */
    private void nothingIsHeld() {
        await("the running brain holds nothing, and what the journal says")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Granules running = Granules.committed(clients);
                    assertThat(running.calls()).as("live calls").isEmpty();
                    assertThat(running.leases()).as("open leases").isEmpty();
                    assertThat(running.agentsHeld()).as("agents held").isEmpty();
                    assertThat(running.texts())
                            .as("the state after all kills = the state of a brain that was never killed")
                            .isEqualTo(Granules.decided(clients, config).texts());
                });
    }

    private void historyRepeatsItself() {
        var report = new Replay(clients, BrainRole.newBrains(config)).verify(Replay.Range.ALL);
        assertThat(report.difference()).isEmpty();
        assertThat(report.events()).isPositive();
    }

    static List<String> calls(List<EventRecord> events, Class<?> type) {
        return events.stream()
                .filter(it -> type.isInstance(it.event()))
                .map(it -> String.valueOf(it.callId()))
                .toList();
    }
}
