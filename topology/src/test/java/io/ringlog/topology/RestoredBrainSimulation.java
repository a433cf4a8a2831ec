package io.ringlog.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.wire.Codecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A brain restored from stored bytes decides exactly as one that was never interrupted: after any record, with calls in
 * every state. This is what a takeover, a crash and a replay rest on.
 */
class RestoredBrainSimulation {
    private static final int RECORDS = 800;
    private static final int RESTORE_ONE_IN = 5;

    private final Brain steady = create();
    private Brain restored = create();
    private final Map<String, byte[]> stored = new TreeMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private Instant now = TestBrain.AT;
    private long offset;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void a_restored_brain_decides_as_one_that_was_never_interrupted(long seed) {
        var random = new SplittableRandom(seed);
        var edge = new SimulatedEdge(random);
        Deque<Input> opening = opening(edge);

        for (int i = 0; i < RECORDS; i++) {
            Input input = opening.isEmpty() ? next(edge, random) : opening.poll();
            String where = "seed " + seed + ", record " + i + ": " + input;
            Outcome one = decide(steady, input);
            Outcome other = decide(restored, input);
            offset++;
            assertThat(texts(other)).as(where).isEqualTo(texts(one));
            one.outgoing().forEach(out -> follow(out, edge));
            store(one);
            if (random.nextInt(RESTORE_ONE_IN) == 0) {
                restored = restore();
            }
        }
        // A simulation in which nothing happens would prove nothing.
        assertThat(seen).containsKeys("CallStarted", "CallEnded", "LegConnected", "CallerQueued", "AgentReserved");
    }

    private static Brain create() {
        return Brains.create("test", (secret, context) -> secret, new SmallPlan());
    }

    private Deque<Input> opening(SimulatedEdge edge) {
        var inputs = new ArrayDeque<Input>();
        SmallTenant.rows().forEach(row -> inputs.add(new ConfigInput.RowSaved(row, inputs.size() + 1, "test")));
        SmallTenant.AGENTS.forEach(user -> inputs.add(SmallTenant.register(edge.stamp(), user, 1)));
        SmallTenant.AGENTS.forEach(user -> inputs.add(acted(user, AgentActed.Verb.LOGIN)));
        return inputs;
    }

    private Input next(SimulatedEdge edge, SplittableRandom random) {
        Optional<Timer> due = steady.state(SmallTenant.ACCOUNT).timers().stream()
                .map(Granule.TimerSet::timer)
                .min(Comparator.comparing(Timer::due).thenComparing(Timer::timerId))
                .filter(first -> !first.due().isAfter(now));
        if (due.isPresent()) {
            return TimerFired.of(due.get());
        }
        now = now.plus(Duration.ofMillis(random.nextInt(1_500)));
        int dice = random.nextInt(20);
        if (dice == 0) {
            return acted(SmallTenant.AGENTS.get(random.nextInt(2)), verb(random));
        }
        return dice <= 3 || !edge.hasSomethingToSay() ? edge.call() : edge.say();
    }

    private static AgentActed.Verb verb(SplittableRandom random) {
        return random.nextInt(4) == 0 ? AgentActed.Verb.PAUSE : AgentActed.Verb.AVAILABLE;
    }

    private static AgentActed acted(String user, AgentActed.Verb verb) {
        return new AgentActed("rq", "api-1", user, verb, null, null, "test");
    }

    private Outcome decide(Brain brain, Input input) {
        // Through bytes, as the journal brings it.
        Input read = Codecs.INPUT.decode(Codecs.INPUT.encode(input)).orThrow();
        return brain.decide(new JournalRecord(SmallTenant.ACCOUNT, 0, offset, now, read));
    }

    private void follow(Outgoing outgoing, SimulatedEdge edge) {
        switch (outgoing) {
            case Outgoing.EventRecord it -> seen.merge(it.event().getClass().getSimpleName(), 1, Integer::sum);
            case Outgoing.CommandRecord it -> edge.carryOut(it.command());
            case Outgoing.EffectRecord _ -> {}
        }
    }

    private void store(Outcome outcome) {
        outcome.changes().forEach(change -> {
            if (change.granule() == null) {
                stored.remove(name(change.key()));
            } else {
                stored.put(name(change.key()), Codecs.GRANULE.encode(change.granule()));
            }
        });
    }

    private Brain restore() {
        Brain fresh = create();
        stored.values()
                .forEach(bytes -> fresh.restore(Codecs.GRANULE.decode(bytes).orThrow()));
        return fresh;
    }

    private static String name(GranuleKey key) {
        return key.account() + '/' + key.store() + '/' + key.id();
    }

    private static List<String> texts(Outcome outcome) {
        var texts = new ArrayList<String>();
        outcome.outgoing().forEach(out -> texts.add(text(out)));
        outcome.changes().forEach(change -> texts.add(name(change.key()) + text(change.granule())));
        return texts;
    }

    private static String text(Outgoing outgoing) {
        byte[] bytes = switch (outgoing) {
            case Outgoing.EventRecord it -> Codecs.EVENT.encode(it);
            case Outgoing.CommandRecord it -> Codecs.COMMAND.encode(it);
            case Outgoing.EffectRecord it -> Codecs.EFFECT.encode(it);
        };
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Granule granule) {
        return granule == null ? " gone" : new String(Codecs.GRANULE.encode(granule), StandardCharsets.UTF_8);
    }
}
