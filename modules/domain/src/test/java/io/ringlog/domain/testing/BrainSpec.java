package io.ringlog.domain.testing;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.Leg;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A brain under test: {@code given} what happened before, {@code when} one more thing happens, then look at what came
 * out.
 * Virtual time stands still until it is moved; timers the brain set fire only when time passes them.
 */
public final class BrainSpec {

    /** A Tuesday, noon UTC. */
    public static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    private final Brain brain;
    private final List<Outgoing> outgoing = new ArrayList<>();
    private Instant now = START;
    private final Set<String> here = new TreeSet<>();
    private final List<Command.LookUpNumbers> late = new ArrayList<>();
    private boolean slowly;
    private boolean cancelsSlowly;
    private long seq;
    private long offset;
    private long configVersion;

    public BrainSpec(List<Concern> concerns) {
        brain = new Brain("test", concerns, new SmallPlan());
    }

    public static BrainSpec of(Concern... concerns) {
        return new BrainSpec(List.of(concerns));
    }

    /** Configuration as it stands before anything happens. */
    public BrainSpec given(ConfigRow... rows) {
        for (ConfigRow row : rows) {
            configVersion++;
            brain.restore(new Granule.Configured(row, configVersion));
        }
        return this;
    }

    /** State as it stands before anything happens. */
    public BrainSpec given(Granule... granules) {
        Stream.of(granules).forEach(brain::restore);
        return this;
    }

    /** What happened before; its outcome is forgotten. */
    public BrainSpec given(Input... inputs) {
        when(inputs);
        outgoing.clear();
        return this;
    }

    /** What happens now; replaces the outcome seen before. */
    public BrainSpec when(Input... inputs) {
        outgoing.clear();
        Stream.of(inputs).forEach(this::decide);
        return this;
    }

    /** A row is saved, through the journal. */
    public BrainSpec whenSaved(ConfigRow row) {
        configVersion++;
        return when(new ConfigInput.RowSaved(row, configVersion, "spec"));
    }

    /** A row is removed, through the journal. */
    public BrainSpec whenRemoved(String rowId) {
        configVersion++;
        return when(new ConfigInput.RowRemoved(rowId, configVersion, "spec"));
    }

    /** Time passes, and the timers due in it fire in order of their due time, then id. */
    public BrainSpec whenPassed(Duration time) {
        outgoing.clear();
        Instant until = now.plus(time);
        for (Timer due = nextTimer(until); due != null; due = nextTimer(until)) {
            now = due.due().isAfter(now) ? due.due() : now;
            decide(TimerFired.of(due));
        }
        now = until;
        return this;
    }

    /** A timer that waits, in place of one with the same id. */
    public BrainSpec givenSet(Timer timer) {
        return given(new Granule.TimerSet(Rows.ACCOUNT, timer));
    }

    /** Time moves to when this timer is due, and it fires alone: before all others that are due by then. */
    public BrainSpec whenFires(String timerId) {
        Timer timer = state().timer(timerId).orElseThrow().timer();
        now = timer.due().isAfter(now) ? timer.due() : now;
        return when(TimerFired.of(timer));
    }

    /** Time passes before anything happens; what the timers did is forgotten. */
    public BrainSpec givenPassed(Duration time) {
        whenPassed(time);
        outgoing.clear();
        return this;
    }

    /** A record of another account, decided by the same brain. */
    public Outcome whenOf(String account, Input input) {
        offset++;
        return brain.decide(new JournalRecord(account, 0, offset, now, input));
    }

    /** Moves to an instant at which nothing has happened yet. */
    public BrainSpec at(Instant instant) {
        now = instant;
        return this;
    }

    public Instant now() {
        return now;
    }

    public AccountState state() {
        return brain.state(Rows.ACCOUNT);
    }

    public AccountState stateOf(String account) {
        return brain.state(account);
    }

    /** The timers that wait, by id. */
    public Map<String, Timer> timers() {
        Map<String, Timer> timers = new TreeMap<>();
        state().timers().forEach(held -> timers.put(held.timer().timerId(), held.timer()));
        return timers;
    }

    /** Id of what a leg hears of the engine or is asked; empty when that is nothing. */
    public String hears(String callId, String legId) {
        return state().call(callId).flatMap(call -> call.leg(legId)).orElseThrow() instanceof Leg.Hosted leg
                        && leg.hearing() != null
                ? leg.hearing().mediaId()
                : "";
    }

    public List<Event> events() {
        return of(Outgoing.EventRecord.class).map(Outgoing.EventRecord::event).toList();
    }

    /** The events of a type, in order. */
    public <T extends Event> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The reasons of the events of a type, in order. */
    public List<Because> reasons(Class<? extends Event> type) {
        return of(Outgoing.EventRecord.class)
                .filter(record -> type.isInstance(record.event()))
                .map(Outgoing.EventRecord::because)
                .toList();
    }

    public List<Command> commands() {
        return of(Outgoing.CommandRecord.class)
                .map(Outgoing.CommandRecord::command)
                .toList();
    }

    /** The commands of a type, in order. */
    public <T extends Command> List<T> commands(Class<T> type) {
        return commands().stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Effect> effects() {
        return of(Outgoing.EffectRecord.class)
                .map(Outgoing.EffectRecord::effect)
                .toList();
    }

    public List<Outgoing> outgoing() {
        return List.copyOf(outgoing);
    }

    /** Numbers of other accounts, as the edge's directory has them. */
    public BrainSpec knowing(String... numbers) {
        here.addAll(List.of(numbers));
        return this;
    }

    /** From now on an edge takes its time to look numbers up: {@link #lookedUp} says when it is done. */
    public BrainSpec lookingUpSlowly() {
        slowly = true;
        return this;
    }

    /** The edge has looked up what it was asked first. */
    public BrainSpec lookedUp() {
        outgoing.clear();
        lookUp(late.removeFirst());
        return this;
    }

    /** What an edge looks up it answers at once, and nothing comes between, unless it is slow. */
    private void lookUp(Command.LookUpNumbers asked) {
        seq++;
        EdgeStamp stamp = new EdgeStamp("directory", 1, seq, Instant.EPOCH);
        List<String> known = asked.numbers().stream().filter(here::contains).toList();
        decide(new CallFact.NumbersLookedUp(stamp, asked.callId(), known, asked.rings(), asked.use()));
    }

    private void decide(Input input) {
        if (input instanceof TimerFired fired && !isDue(fired.timer())) {
            // The brain would drop it before any concern sees it, and a spec of those would prove nothing.
            throw new IllegalArgumentException(fired.timer() + " is not set, or not due at " + now);
        }
        offset++;
        Outcome outcome = brain.decide(new JournalRecord(Rows.ACCOUNT, 0, offset, now, input));
        for (Outgoing it : outcome.outgoing()) {
            if (it instanceof Outgoing.CommandRecord record
                    && record.command() instanceof Command.LookUpNumbers asked) {
                if (slowly) {
                    late.add(asked);
                } else {
                    lookUp(asked);
                }
            } else {
                outgoing.add(it);
            }
        }
        if (!cancelsSlowly) {
            silenced();
        }
    }

    /** Phones take a CANCEL at once, and nothing comes between, unless they are slow. */
    private void silenced() {
        timers().values().stream()
                .map(Timer::purpose)
                .filter(Timer.Purpose.EndDue.class::isInstance)
                .map(Timer.Purpose.EndDue.class::cast)
                .findFirst()
                .ifPresent(end -> end.legIds().forEach(leg -> decide(silent(end.callId(), leg))));
    }

    private CallFact.LegFailed silent(String callId, String legId) {
        seq++;
        return new CallFact.LegFailed(new EdgeStamp("phones", 1, seq, Instant.EPOCH), callId, legId, 487, null);
    }

    /** From now on it takes its time until an edge knows that a phone which was cancelled has not answered. */
    public BrainSpec cancellingSlowly() {
        cancelsSlowly = true;
        return this;
    }

    private boolean isDue(Timer timer) {
        return state().timer(timer.timerId())
                .filter(held -> held.timer().equals(timer) && !now.isBefore(timer.due()))
                .isPresent();
    }

    private @Nullable Timer nextTimer(Instant until) {
        return timers().values().stream()
                .filter(timer -> !timer.due().isAfter(until))
                .min(Comparator.comparing(Timer::due).thenComparing(Timer::timerId))
                .orElse(null);
    }

    private <T extends Outgoing> Stream<T> of(Class<T> type) {
        return outgoing.stream().filter(type::isInstance).map(type::cast);
    }
}
