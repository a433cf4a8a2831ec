package io.ringlog.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.Queue.Strategy;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every caller who finds agents ready is offered to exactly those whom REFERENCE section 11.3 names: counted anew from
 * the events alone, over an evening and a night in which agents come, go, miss, talk and take breaks.
 */
class FairnessSimulation {

    private static final String QUEUE = CallCentre.QUEUE;
    private static final int AGENTS = 9;

    private CallCentre centre = CallCentre.open();
    private final Map<String, Known> known = new TreeMap<>();
    private final List<String> talking = new ArrayList<>();
    private @Nullable String lastOffered;
    private int calls;
    private int compared;

    /** What the events told of an agent. */
    private static final class Known {
        private final int tier;
        private final int position;
        private boolean ready;
        private boolean offered;
        private Instant since = Instant.EPOCH;
        private Instant talkSince = Instant.EPOCH;
        private boolean talks;
        private final Map<Long, Integer> taken = new TreeMap<>();
        private final Map<Long, Long> talked = new TreeMap<>();

        Known(int tier, int position) {
            this.tier = tier;
            this.position = position;
        }
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void the_next_agent_is_the_one_that_counting_the_events_names(Strategy strategy) {
        for (long seed = 1; seed <= 2; seed++) {
            begin(strategy, new SplittableRandom(seed), true);
            SplittableRandom random = new SplittableRandom(seed);
            for (int step = 0; step < 500; step++) {
                step(strategy, random);
            }
            assertThat(compared)
                    .as("callers who found agents ready, seed %d", seed)
                    .isGreaterThan(100);
        }
    }

    /** The most and the fewest offers that anybody has of 900, when everybody is there all day. */
    @ParameterizedTest
    @CsvSource({"ROUND_ROBIN, 100, 100", "FEWEST_CALLS, 100, 100", "LONGEST_IDLE, 99, 101", "RANDOM, 60, 140"})
    void offers_are_shared_as_the_strategy_says(Strategy strategy, int fewest, int most) {
        begin(strategy, new SplittableRandom(7), false);
        Map<String, Integer> offers = new TreeMap<>();
        for (int i = 0; i < 900; i++) {
            String call = call();
            offers.merge(String.valueOf(centre.offered(call)), 1, Integer::sum);
            centre.talks(call);
            centre.brain.given(centre.facts.hungUp(call, "a"));
            centre.brain.givenPassed(Duration.ofMillis(10));
        }
        assertThat(offers).hasSize(AGENTS);
        assertThat(offers.values()).allMatch(it -> it >= fewest && it <= most);
    }

    private void begin(Strategy strategy, SplittableRandom random, boolean mixed) {
        centre = CallCentre.with(QueueRow.queue(QUEUE)
                .strategy(strategy)
                .wrapUpSec(mixed ? 7 : 0)
                .maxNoAnswer(0)
                .maxWaitSec(null));
        known.clear();
        talking.clear();
        lastOffered = null;
        compared = 0;
        for (int i = 0; i < AGENTS; i++) {
            int tier = mixed ? 1 + random.nextInt(2) : 1;
            int position = mixed ? random.nextInt(3) : 0;
            String name = "agent" + i;
            known.put("us_" + name, new Known(tier, position));
            centre.brain.given(
                    UserRow.agent(name).row(),
                    Rows.device(name),
                    Rows.member(QUEUE, "us_" + name, tier, position, Mode.OPTIONAL));
            centre.brain.given(centre.phones.registers(name));
            centre.brain.when(centre.available(name));
            hear();
        }
    }

    private void step(Strategy strategy, SplittableRandom random) {
        centre.brain.whenPassed(Duration.ofMillis(random.nextInt(100_000)));
        hear();
        String name = "agent" + random.nextInt(AGENTS);
        does(centre.phones.registers(name));
        switch (random.nextInt(8)) {
            case 0 -> does(centre.wants(name, Verb.PAUSE));
            case 1, 2 -> does(centre.wants(name, Verb.AVAILABLE, List.of(new QueueChoice(QUEUE, null)), null));
            case 3, 4 -> hangUp(random);
            default -> arrive(strategy, random);
        }
    }

    private void does(Input input) {
        centre.brain.when(input);
        hear();
    }

    private void hangUp(SplittableRandom random) {
        for (int i = 0; i < 3 && !talking.isEmpty(); i++) {
            does(centre.facts.hungUp(talking.remove(random.nextInt(talking.size())), "a"));
        }
    }

    /** A caller comes; who is offered them answers, declines, or the caller gives up. */
    private void arrive(Strategy strategy, SplittableRandom random) {
        List<String> expected = expected(strategy);
        boolean nobodyWaits = centre.line().isEmpty();
        String call = call();
        List<String> offered = centre.brain.events(AgentReserved.class).stream()
                .map(AgentReserved::userId)
                .toList();
        if (nobodyWaits && strategy != Strategy.RANDOM) {
            assertThat(offered).as("call %s, %s", call, strategy).containsExactlyElementsOf(expected);
        } else if (nobodyWaits) {
            assertThat(expected).containsAll(offered);
            assertThat(offered).hasSize(Math.min(1, expected.size()));
        }
        compared += expected.isEmpty() ? 0 : 1;
        hear();
        outcome(call, offered.isEmpty() ? 1 : random.nextInt(4));
    }

    private void outcome(String call, int how) {
        if (how == 0) {
            does(centre.facts.failed(call, centre.lastLeg(call), 486));
            does(centre.facts.hungUp(call, "a"));
        } else if (how == 1) {
            does(centre.facts.hungUp(call, "a"));
        } else {
            String leg = centre.lastLeg(call);
            centre.brain.when(centre.facts.answered(call, leg), centre.facts.joined(call, "a", leg));
            hear();
            talking.add(call);
        }
    }

    private String call() {
        calls++;
        centre.calls("c" + calls);
        return "c" + calls;
    }

    /** In the lowest tier with somebody ready: whom the key names, then the position, then the user id. */
    private List<String> expected(Strategy strategy) {
        int tier = known.values().stream()
                .filter(it -> it.ready)
                .mapToInt(it -> it.tier)
                .min()
                .orElse(0);
        List<String> ready = known.entrySet().stream()
                .filter(it -> it.getValue().ready && it.getValue().tier == tier)
                .sorted(Comparator.comparing((Map.Entry<String, Known> it) -> key(strategy, it.getValue()))
                        .thenComparing(it -> it.getValue().position)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        return switch (strategy) {
            case RING_ALL, RANDOM -> ready;
            case ROUND_ROBIN ->
                ready.stream()
                        .filter(it -> lastOffered == null || place(it).compareTo(place(lastOffered)) > 0)
                        .findFirst()
                        .or(() -> ready.stream().findFirst())
                        .stream()
                        .toList();
            case LONGEST_IDLE, FEWEST_CALLS, LEAST_TALK_TIME, TOP_DOWN ->
                ready.stream().limit(1).toList();
        };
    }

    private long key(Strategy strategy, Known agent) {
        long today = day(centre.brain.now());
        return switch (strategy) {
            case LONGEST_IDLE, RING_ALL -> agent.since.toEpochMilli();
            case FEWEST_CALLS -> agent.taken.getOrDefault(today, 0);
            case LEAST_TALK_TIME -> agent.talked.getOrDefault(today, 0L);
            case ROUND_ROBIN, RANDOM, TOP_DOWN -> 0;
        };
    }

    private String place(String userId) {
        return known.get(userId).position + userId;
    }

    private void hear() {
        centre.brain.outgoing().forEach(it -> {
            if (it instanceof EventRecord record) {
                hear(record.event(), record.at());
            }
        });
    }

    private void hear(Event event, Instant at) {
        if (event instanceof AgentReserved reserved) {
            lastOffered = reserved.userId();
        } else if (event instanceof AgentClaimed claimed) {
            known.get(claimed.userId()).taken.merge(day(at), 1, Integer::sum);
        } else if (event instanceof AgentStateChanged now && known.containsKey(now.userId())) {
            hear(known.get(now.userId()), now, at);
        }
    }

    private void hear(Known agent, AgentStateChanged now, Instant at) {
        boolean ready = now.status() == Status.AVAILABLE
                && now.state() == Activity.WAITING
                && now.reachable()
                && !now.externalCall();
        if (ready && !agent.ready && !agent.offered) {
            agent.since = at;
        }
        boolean talks = now.state() == Activity.IN_CALL;
        if (talks && !agent.talks) {
            agent.talkSince = at;
        } else if (agent.talks && !talks) {
            agent.talked.merge(day(at), Duration.between(agent.talkSince, at).toMillis(), Long::sum);
        }
        agent.talks = talks;
        agent.ready = ready;
        agent.offered = now.state() == Activity.OFFERING;
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 86_400);
    }
}
