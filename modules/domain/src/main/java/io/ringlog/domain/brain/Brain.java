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
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
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
    /** The epoch of each edge that lives. */
    private final NavigableMap<String, Long> edges = new TreeMap<>();

    private Instant now = Instant.EPOCH;

    /**
     * @param version of the code, carried by every event
     * @param numbers what dialled strings mean
     */
    public Brain(String version, List<Concern> concerns, NumberPlan numbers) {
        this.made = new Turn.Made(version, numbers, Collections.unmodifiableSortedSet(edges.navigableKeySet()));
        this.concerns = List.copyOf(concerns);
    }

    /** Takes back a granule that an earlier decision wrote. */
    public void restore(Granule granule) {
        if (granule instanceof Granule.PartitionClock clock) {
            now = clock.now();
        } else if (granule instanceof Granule.EdgeUp up) {
            edges.put(up.edge(), up.epoch());
        } else {
            state(granule.key().account()).put(granule);
        }
    }

    /** Decides one record; the changes are already in the live state when this returns. */
    public Outcome decide(JournalRecord record) {
        now = record.at().isAfter(now) ? record.at() : now;
        List<Outgoing> outgoing = new ArrayList<>();
        List<Outcome.Change> changes = new ArrayList<>();
        if (record.input() instanceof EdgeLifecycle edge) {
            changes.addAll(edges(edge));
        }
        for (String account : affected(record)) {
            Turn turn = new Turn(record, account, now, state(account), made, outgoing.size());
            run(turn, record);
            outgoing.addAll(turn.outgoing());
            changes.addAll(turn.changes());
        }
        Granule.PartitionClock clock = new Granule.PartitionClock(now);
        changes.add(new Outcome.Change(clock.key(), clock));
        return new Outcome(outgoing, changes);
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

    /** News of an epoch that is over is none. */
    private List<Outcome.Change> edges(EdgeLifecycle news) {
        Granule.EdgeUp up = new Granule.EdgeUp(news.edge(), news.epoch());
        if (edges.getOrDefault(up.edge(), 0L) > up.epoch()) {
            return List.of();
        }
        return switch (news) {
            case EdgeLifecycle.EdgeStarted _ -> {
                edges.put(up.edge(), up.epoch());
                yield List.of(new Outcome.Change(up.key(), up));
            }
            case EdgeLifecycle.EdgeLost _ -> {
                edges.remove(up.edge());
                yield List.of(new Outcome.Change(up.key(), null));
            }
        };
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
    }

    /** Drops what an edge sent twice, and says when something it sent is missing. */
    private static boolean isNew(EdgeStamp stamp, Turn turn) {
        Granule.EdgeMark last = turn.state()
                .mark(stamp.edge())
                .orElse(new Granule.EdgeMark(turn.account(), stamp.edge(), stamp.epoch(), 0));
        if (stamp.epoch() < last.epoch() || (stamp.epoch() == last.epoch() && stamp.seq() <= last.seq())) {
            return false;
        }
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
