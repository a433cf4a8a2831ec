package io.ringlog.it.fault;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.role.BrainRole;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import io.ringlog.domain.state.Lease;
import io.ringlog.domain.state.Leg;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The brain's state at one moment: what the running brain has committed, or what follows from the journal. */
record Granules(Map<String, Granule> byName) {
    /** Where Kafka Streams keeps what the brain's store holds. */
    private static final TopicSpec CHANGELOG = new TopicSpec(
            "ringlog-brain-granule-changelog",
            TopicSpec.Spread.BY_ACCOUNT,
            TopicSpec.Cleanup.COMPACT,
            Optional.empty(),
            TopicSpec.Clock.PRODUCER);

    /** What the running brain has committed by now; a brain taking over would start from exactly this. */
    static Granules committed(KafkaClients clients) {
        Map<String, Granule> all = new TreeMap<>();
        new LogReader(clients).readAll(CHANGELOG, record -> {
            String name = record.partition() + ":" + record.key();
            if (record.value() == null) {
                all.remove(name);
            } else {
                all.put(name, Codecs.GRANULE.decode(record.value()).orThrow());
            }
        });
        return new Granules(all);
    }

    /** What a brain makes of the whole journal. */
    static Granules decided(KafkaClients clients, RinglogConfig config) {
        Map<String, Granule> all = new TreeMap<>();
        Map<Integer, Brain> brains = new TreeMap<>();
        var fresh = BrainRole.newBrains(config);
        new LogReader(clients).readAll(Topics.JOURNAL, record -> {
            var input = Codecs.INPUT.decode(record.value()).orThrow();
            var at = Instant.ofEpochMilli(record.timestamp());
            brains.computeIfAbsent(record.partition(), any -> fresh.get())
                    .decide(new JournalRecord(record.key(), record.partition(), record.offset(), at, input))
                    .changes()
                    .forEach(change -> put(all, record.partition(), change.key(), change.granule()));
        });
        return new Granules(all);
    }

    private static void put(Map<String, Granule> all, int partition, GranuleKey key, @Nullable Granule granule) {
        String name = partition + ":" + key.account() + '/' + key.store() + '/' + key.id();
        if (granule == null) {
            all.remove(name);
        } else {
            all.put(name, granule);
        }
    }

    /** As it would be stored, to compare. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        byName.forEach(
                (name, granule) -> texts.put(name, new String(Codecs.GRANULE.encode(granule), StandardCharsets.UTF_8)));
        return texts;
    }

    Set<String> calls() {
        return ids(of(CallState.class).map(CallState::callId));
    }

    /** Calls that hold anything of a limit. */
    Set<String> leases() {
        return ids(of(Lease.class).map(Lease::callId));
    }

    /** Agents who talk, by their own state: {@code agent on call}. */
    Set<String> agentsInCall() {
        return ids(of(AgentState.class)
                .filter(agent -> agent.activity() == Activity.IN_CALL)
                .map(agent -> agent.userId() + " on " + agent.callId()));
    }

    /** Agents with a talking leg in a call that came through a queue, by the calls: {@code agent on call}. */
    Set<String> agentsWithALeg() {
        return ids(of(CallState.class)
                .filter(call -> call.outline().queueId() != null)
                .flatMap(call -> call.legs().stream()
                        .filter(leg -> leg instanceof Leg.InTalk && !leg.id().equals(CallFact.CALLER))
                        .map(leg -> leg.party().userId() + " on " + call.callId())));
    }

    /** Agents that are held for a call: offered, talking. */
    Set<String> agentsHeld() {
        return ids(of(AgentState.class).filter(agent -> agent.callId() != null).map(AgentState::userId));
    }

    <T extends Granule> Stream<T> of(Class<T> type) {
        return byName.values().stream().filter(type::isInstance).map(type::cast);
    }

    private static Set<String> ids(Stream<String> all) {
        return new TreeSet<>(all.toList());
    }
}
