package io.ringlog.domain.brain;

import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Granule;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides the journal of one partition, record by record. The same journal gives the same outcomes on any machine.
 * Restore it with every stored granule before the first decision. Not safe for use by two threads.
 */
public final class Brain {

    private final Turn.Made made;
    private final List<Concern> concerns;
    private final SortedMap<String, AccountState> accounts = new TreeMap<>();
    private final Edges edges = new Edges();

    private Instant now = Instant.EPOCH;

    /**
     * @param version of the code, carried by every event
     * @param numbers what dialled strings mean
     */
    public Brain(String version, List<Concern> concerns, NumberPlan numbers) {
        this.made = new Turn.Made(version, numbers, edges.open());
        this.concerns = List.copyOf(concerns);
    }

    /** Takes back a granule that an earlier decision wrote. */
    public void restore(Granule granule) {
        if (granule instanceof Granule.PartitionClock clock) {
            now = clock.now();
        } else if (granule instanceof Granule.EdgeUp up) {
            edges.restore(up);
        } else {
            state(granule.key().account()).put(granule);
        }
    }

    /** Decides one record; the changes are already in the live state when this returns. */
    public Outcome decide(JournalRecord record) {
        now = record.at().isAfter(now) ? record.at() : now;
        List<Outgoing> outgoing = new ArrayList<>();
        List<Outcome.Change> changes = new ArrayList<>();
        unheardOf(record).ifPresent(news -> decide(news, outgoing, changes));
        decide(record, outgoing, changes);
        Granule.PartitionClock clock = new Granule.PartitionClock(now);
        changes.add(new Outcome.Change(clock.key(), clock));
        return new Outcome(outgoing, changes);
    }

    private void decide(JournalRecord record, List<Outgoing> outgoing, List<Outcome.Change> changes) {
        if (record.input() instanceof EdgeLifecycle edge) {
            changes.addAll(edges.hear(edge));
        }
        for (String account : affected(record)) {
            Turn turn = new Turn(record, account, now, state(account), made, outgoing.size());
            run(turn, record);
            outgoing.addAll(turn.outgoing());
            changes.addAll(turn.changes());
        }
    }

    /** A fact of an edge that nobody has told of tells of it, unless it is a repeat. */
    private Optional<JournalRecord> unheardOf(JournalRecord record) {
        return record.input() instanceof EdgeFact fact && !isRepeat(fact.stamp(), state(record.account()))
                ? edges.unheardOf(fact.stamp())
                        .map(news -> new JournalRecord(
                                JournalRecord.PLATFORM, record.partition(), record.offset(), record.at(), news))
                : Optional.empty();
    }

    /** Forgets a timer whose firing cannot be decided. */
    public List<Outcome.Change> drop(String account, Timer timer) {
        Granule.TimerSet broken = new Granule.TimerSet(account, timer);
        state(account).remove(broken);
        return List.of(new Outcome.Change(broken.key(), null));
    }

    /** The state of an account, to look at. */
    public AccountState state(String account) {
        return accounts.computeIfAbsent(account, any -> new AccountState());
    }

    /** The accounts with a state, in id order. */
    public List<String> accounts() {
        return List.copyOf(accounts.keySet());
    }

    /** What happens to an edge as a whole touches every account of the partition; all else only its own. */
    private List<String> affected(JournalRecord record) {
        return record.input() instanceof EdgeLifecycle ? accounts() : List.of(record.account());
    }

    private void run(Turn turn, JournalRecord record) {
        if (record.input() instanceof EdgeFact fact && !isNew(fact.stamp(), turn)) {
            return;
        }
        if (record.input() instanceof TimerFired fired && !turn.take(fired.timer())) {
            return;
        }
        concerns.forEach(concern -> concern.receive(record.input(), turn));
        for (Event event = turn.nextUnseen(); event != null; event = turn.nextUnseen()) {
            Event seen = event;
            concerns.forEach(concern -> concern.react(seen, turn));
        }
        concerns.forEach(concern -> concern.after(turn));
    }

    private static boolean isRepeat(EdgeStamp stamp, AccountState state) {
        return state.mark(stamp.edge())
                .filter(last ->
                        stamp.epoch() < last.epoch() || (stamp.epoch() == last.epoch() && stamp.seq() <= last.seq()))
                .isPresent();
    }

    /** Drops what an edge sent twice, and says when something it sent is missing. */
    private static boolean isNew(EdgeStamp stamp, Turn turn) {
        if (isRepeat(stamp, turn.state())) {
            return false;
        }
        Granule.EdgeMark last = turn.state()
                .mark(stamp.edge())
                .orElse(new Granule.EdgeMark(turn.account(), stamp.edge(), stamp.epoch(), 0));
        long expected = stamp.epoch() == last.epoch() ? last.seq() + 1 : 1;
        if (stamp.seq() != expected) {
            turn.emit(
                    new Event.FactsMissing(stamp.edge(), stamp.epoch(), expected, stamp.seq()),
                    Because.of("journal.gap"));
        }
        turn.put(new Granule.EdgeMark(turn.account(), stamp.edge(), stamp.epoch(), stamp.seq()));
        return true;
    }
}
