package io.ringlog.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.journal.QueueEvent.CallerPrioritised;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.QueuePlace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold of places that are kept for whoever is called back: none is lost, none is put behind another. */
final class Promises {

    private final Map<String, Map<String, PlaceKept>> promised = new HashMap<>();

    /** The places of those who were called back and are there, by their calls. */
    private final Map<String, String> callers = new HashMap<>();

    /** How urgent a supervisor has made them. */
    private final Map<String, Integer> prioritised = new HashMap<>();

    void see(EventRecord event) {
        Map<String, PlaceKept> own = promised.computeIfAbsent(event.accountId(), any -> new HashMap<>());
        if (event.event() instanceof PlaceKept it) {
            assertThat(own.put(it.placeId(), it)).as("place %s", it.placeId()).isNull();
        } else if (event.event() instanceof PlaceOver it) {
            assertThat(own.remove(it.placeId())).as("place %s", it.placeId()).isNotNull();
        } else if (event.event() instanceof PlaceJoined it) {
            callers.put(it.callId(), event.accountId() + it.placeId());
        } else if (event.event() instanceof CallerPrioritised it && callers.containsKey(it.callId())) {
            prioritised.put(callers.get(it.callId()), it.priority());
        }
    }

    void are_kept(String account, AccountState state) {
        Map<String, PlaceKept> own = promised.getOrDefault(account, Map.of());
        assertThat(state.lines().kept().all())
                .extracting(KeptPlace::placeId)
                .as("places that are kept until they are over")
                .containsExactlyInAnyOrderElementsOf(own.keySet());
        Set<String> calls = new HashSet<>();
        for (KeptPlace kept : state.lines().kept().all()) {
            PlaceKept first = own.get(kept.placeId());
            assertThat(kept.place().enqueuedAt()).as("since when %s", kept).isEqualTo(first.since());
            assertThat(kept.place().priority())
                    .as("how urgent %s", kept)
                    .isEqualTo(prioritised.getOrDefault(account + kept.placeId(), first.priority()));
            assertThat(kept.callId() == null || calls.add(kept.callId()))
                    .as("one call for %s", kept)
                    .isTrue();
            goes_on(kept, state);
        }
    }

    private static void goes_on(KeptPlace kept, AccountState state) {
        boolean goesOn = switch (kept.step()) {
            case LATER, WAITING -> state.timer("place/" + kept.placeId()).isPresent();
            case RINGING ->
                state.timer("place-rings/" + kept.placeId()).isPresent()
                        && state.call(String.valueOf(kept.callId())).isPresent();
            case JOINED ->
                state.call(String.valueOf(kept.callId()))
                        .map(CallState::place)
                        .map(QueuePlace::placeId)
                        .filter(kept.placeId()::equals)
                        .isPresent();
        };
        assertThat(goesOn).as("something comes of %s", kept).isTrue();
    }

    /** The place for which an agent is held while the customer rings. */
    static Optional<QueuePlace> ringingFor(AccountState state, AgentState agent) {
        return state.lines()
                .kept()
                .of(agent.callId())
                .filter(kept -> kept.step() == KeptPlace.Step.RINGING)
                .map(KeptPlace::place);
    }

    /** Those that stand in the line of a queue by themselves. */
    static Stream<KeptPlace> inLine(AccountState state, String queueId) {
        return state.lines().kept().all().stream()
                .filter(kept -> kept.isInLine() && kept.place().queueId().equals(queueId));
    }
}
