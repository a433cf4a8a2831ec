package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.role.BrainRole;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.state.AccountState;
import io.ringlog.topology.Replay;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold once the dust has settled, whatever was killed. */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaClients clients;
    private final RinglogConfig config;
    private final String account;

    Aftermath(KafkaClients clients, RinglogConfig config, String account) {
        this.clients = clients;
        this.config = config;
        this.account = account;
    }

    /** Waits until every call that started has ended, then looks at everything. */
    void holds() {
        await("every call that started has ended")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    List<EventRecord> events = events();
                    assertThat(calls(events, CallEnded.class))
                            .containsExactlyInAnyOrderElementsOf(calls(events, CallStarted.class));
                });
        nothingIsDoubled();
        oneCdrPerCall();
        nothingIsHeld();
        historyRepeatsItself();
    }

    private void nothingIsDoubled() {
        List<EventRecord> events = events();
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

    private void oneCdrPerCall() {
        List<String> cdrs = new ArrayList<>();
        new LogReader(clients)
                .readAll(
                        Topics.CDR,
                        record -> cdrs.add(new String(record.value(), StandardCharsets.UTF_8)
                                .replaceAll(".*\"call_id\":\"([^\"]*)\".*", "$1")));
        assertThat(cdrs).containsExactlyInAnyOrderElementsOf(calls(events(), CallEnded.class));
    }

    /** The state that follows from the journal: no live call, no lease, no agent in a call that is not there. */
    private void nothingIsHeld() {
        Map<Integer, Brain> brains = new TreeMap<>();
        var fresh = BrainRole.newBrains(config);
        new LogReader(clients).readAll(Topics.JOURNAL, record -> {
            var input = Codecs.INPUT.decode(record.value()).orThrow();
            var at = Instant.ofEpochMilli(record.timestamp());
            brains.computeIfAbsent(record.partition(), any -> fresh.get())
                    .decide(new JournalRecord(record.key(), record.partition(), record.offset(), at, input));
        });
        for (Brain brain : brains.values()) {
            for (String one : brain.accounts()) {
                AccountState state = brain.state(one);
                assertThat(state.calls()).as("live calls of " + one).isEmpty();
                assertThat(state.holders("account.internal"))
                        .as("open leases of " + one)
                        .isEmpty();
                assertThat(state.agents().stream().filter(agent -> agent.callId() != null))
                        .as("agents in a call of " + one)
                        .isEmpty();
            }
        }
        assertThat(brains.values().stream().flatMap(it -> it.accounts().stream()))
                .contains(account);
    }

    private void historyRepeatsItself() {
        var report = new Replay(clients, BrainRole.newBrains(config)).verify(Replay.Range.ALL);
        assertThat(report.difference()).isEmpty();
        assertThat(report.events()).isPositive();
    }

    private List<EventRecord> events() {
        List<EventRecord> events = new ArrayList<>();
        new LogReader(clients)
                .readAll(
                        Topics.EVENTS,
                        record -> events.add(Codecs.EVENT.decode(record.value()).orThrow()));
        return events;
    }

    private static List<String> calls(List<EventRecord> events, Class<?> type) {
        return events.stream()
                .filter(it -> type.isInstance(it.event()))
                .map(it -> String.valueOf(it.callId()))
                .toList();
    }
}
