package io.ringlog.domain.brain;

import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.CallBackEvent;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.ChannelEvent;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.LampEvent;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.SecurityEvent;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import io.ringlog.domain.state.WrapUp;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The work on one journal record: reads the account's state, collects what is decided. Holds no rule. */
public final class Turn {

    private final JournalRecord record;
    private final String account;
    private final Instant now;
    private final AccountState state;
    private final Made made;
    private final int firstNumber;
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final Deque<Event> unseen = new ArrayDeque<>();
    private final Map<GranuleKey, @Nullable Granule> changes = new HashMap<>();

    /** What is the same for all turns: what the host made the brain of, and the edges that take work. */
    record Made(String version, NumberPlan numbers, SortedSet<String> edges) {}

    /** @param firstNumber number of the first thing that leaves; a record that touches many accounts numbers on */
    Turn(JournalRecord record, String account, Instant now, AccountState state, Made made, int firstNumber) {
        this.record = record;
        this.account = account;
        this.firstNumber = firstNumber;
        this.now = now;
        this.state = state;
        this.made = made;
    }

    public String account() {
        return account;
    }

    /** The record's append time, never earlier than that of the record before. */
    public Instant now() {
        return now;
    }

    /** {@code partition-offset}, unique and stable: the seed of every id made in this turn. */
    public String position() {
        return record.position();
    }

    /** What dialled strings mean, in any country. */
    public NumberPlan numbers() {
        return made.numbers();
    }

    /** The edges that live and take new work, in name order. */
    public SortedSet<String> edges() {
        return made.edges();
    }

    /** The account's state, to read. */
    public AccountState state() {
        return state;
    }

    /** A call that lives, in hand; empty when there is none or it has ended in this turn. */
    public Optional<LiveCall> live(String callId) {
        return known(callId).filter(call -> !call.isOver());
    }

    /** A call that lives, or that ended in this turn and is still seen by those who tidy up after it. */
    public Optional<LiveCall> known(String callId) {
        return state.call(callId).map(call -> new LiveCall(this, callId));
    }

    /** A new call, in hand; the call it is started on behalf of, if that lives, knows it from now on. */
    public LiveCall begin(CallState call) {
        write(call);
        String parent = call.head().parentCallId();
        if (parent != null) {
            live(parent).ifPresent(it -> it.change(now -> now.withChild(call.callId())));
        }
        return new LiveCall(this, call.callId());
    }

    /** Replaces a granule. A call is changed through {@link LiveCall} alone. */
    public void put(Granule granule) {
        write(notACall(granule));
    }

    /** Removes a granule. A call is forgotten through {@link LiveCall} alone. */
    public void remove(Granule granule) {
        erase(notACall(granule));
    }

    void write(Granule granule) {
        state.put(granule);
        changes.put(granule.key(), granule);
    }

    void erase(Granule granule) {
        state.remove(granule);
        changes.put(granule.key(), null);
    }

    /** Records an event with its reason; the other concerns see it later in this turn. */
    public void emit(Event event, Because because) {
        String callId = callIdOf(event);
        int seq = callId == null ? 0 : nextSeq(callId);
        outgoing.add(new Outgoing.EventRecord(
                nextId(),
                account(),
                callId,
                seq,
                now,
                position(),
                made.version(),
                event,
                because.with("config", state.config().version())));
        unseen.add(event);
    }

    /**
     * Tells an edge what to do. {@code key} is the call, or the request for a registration.
     *
     * @return the command's id, by which a failure names it
     */
    public String command(String edge, String key, Command command) {
        String commandId = nextId();
        outgoing.add(new Outgoing.CommandRecord(commandId, account(), edge, key, now, command));
        return commandId;
    }

    /** What an edge was told of a call in this turn so far, in order. */
    public List<Command> told(String callId) {
        return outgoing.stream()
                .filter(Outgoing.CommandRecord.class::isInstance)
                .map(it -> ((Outgoing.CommandRecord) it).command())
                .filter(it ->
                        it instanceof Command.CallCommand of && of.callId().equals(callId))
                .toList();
    }

    public void effect(Effect effect) {
        outgoing.add(new Outgoing.EffectRecord(nextId(), account(), now, effect));
    }

    /** A record will say when {@code delay} has passed; the same id again moves the timer. */
    public void timer(String timerId, Duration delay, Timer.Purpose purpose) {
        put(new Granule.TimerSet(account, new Timer(timerId, now.plus(delay), purpose)));
    }

    /** The timer will not fire, if it has not yet. */
    public void cancelTimer(String timerId) {
        state.timer(timerId).ifPresent(this::remove);
    }

    /** Whether the state holds this timer just so and its time has come; it is then no longer held. */
    boolean take(Timer timer) {
        Optional<Granule.TimerSet> due = state.timer(timer.timerId())
                .filter(held -> held.timer().equals(timer))
                .filter(held -> !now.isBefore(timer.due()));
        due.ifPresent(this::remove);
        return due.isPresent();
    }

    /** An id for something made in this turn, the same on every run: {@code pb-3-1042-7}. */
    public String newId(String prefix) {
        return prefix + "-" + nextId();
    }

    @Nullable
    Event nextUnseen() {
        return unseen.poll();
    }

    List<Outgoing> outgoing() {
        return outgoing;
    }

    /** The ids of what has changed in a store so far, in order; what is gone too. */
    public SortedSet<String> touched(String store) {
        SortedSet<String> ids = new TreeSet<>();
        changes.keySet().stream().filter(key -> key.store().equals(store)).forEach(key -> ids.add(key.id()));
        return ids;
    }

    /** What changed, in key order. */
    List<Outcome.Change> changes() {
        return changes.entrySet().stream()
                .map(change -> new Outcome.Change(change.getKey(), change.getValue()))
                .sorted(Comparator.comparing((Outcome.Change c) -> c.key().store())
                        .thenComparing(c -> c.key().id()))
                .toList();
    }

    private String nextId() {
        return position() + "-" + (firstNumber + outgoing.size());
    }

    private int nextSeq(String callId) {
        Optional<CallState> call = state.call(callId);
        if (call.isPresent()) {
            write(call.get().counted());
            return call.get().eventSeq() + 1;
        }
        WrapUp after = state.lines()
                .wrapUp(callId)
                .orElseThrow(() -> new IllegalStateException("an event for a call that is not live: " + callId));
        write(after.counted(after.eventSeq() + 1));
        return after.eventSeq() + 1;
    }

    private static Granule notACall(Granule granule) {
        if (granule instanceof CallState call) {
            throw new IllegalArgumentException("call " + call.callId() + " is written past its cursor");
        }
        return granule;
    }

    private @Nullable String callIdOf(Event event) {
        return switch (event) {
            case CallEvent.LegsMeasured e -> ofLive(e.callId());
            case CallEvent e -> e.callId();
            case FlowEvent e -> e.callId();
            case QueueEvent.OptionHookTold e -> ofLive(e.callId());
            case QueueEvent e -> e.callId();
            case ConferenceEvent.OfSomebody e -> e.callId();
            case ConferenceEvent e -> null;
            case RegistrationEvent e -> null;
            case LampEvent e -> null;
            case CallBackEvent e -> null;
            case PlaceEvent e -> ofLive(e.callId());
            case VoicemailEvent e -> ofLive(e.callId());
            case RecordingEvent e -> ofLive(e.callId());
            case SupervisionEvent e -> e.callId();
            case AgentEvent e -> null;
            case TrunkEvent e -> null;
            case SecurityEvent e -> null;
            case FraudEvent e -> null;
            case ChannelEvent e -> null;
            case Event.ConfigApplied e -> null;
            case Event.WindowsReset e -> null;
            case Event.FactsMissing e -> null;
        };
    }

    /** What was begun in a call may be whole only when it is over: it is no part of the call's story then. */
    private @Nullable String ofLive(@Nullable String callId) {
        return callId == null || state.call(callId).isEmpty() ? null : callId;
    }
}
