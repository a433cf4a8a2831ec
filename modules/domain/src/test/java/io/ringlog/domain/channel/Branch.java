package io.ringlog.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.ConfigDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.call.CallKeeper;
import io.ringlog.domain.call.LegDesk;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.SmallPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account with a brain of its own, as on a partition of its own, which can lose what it has not committed. */
final class Branch {

    /** Whoever dials this calls for help. */
    static final String HELP = "112";

    private static final List<Concern> CONCERNS = List.of(
            new ConfigDesk(), new Exchange(), new AdmissionDesk(), new ChannelDesk(), new LegDesk(), new CallKeeper());

    private final String id;
    private final Facts facts = new Facts("edge1", 1);
    private final Map<GranuleKey, Granule> committed = new HashMap<>();
    private final Map<GranuleKey, Granule> written = new HashMap<>();
    private final List<JournalRecord> since = new ArrayList<>();
    private final List<Outgoing> told = new ArrayList<>();
    private Brain brain = new Brain("test", CONCERNS, new SmallPlan());
    private Account row;
    private long offset;
    private int calls;

    Branch(String id, @Nullable Integer maxChannels, @Nullable String ceilingOf) {
        this.id = id;
        this.row = Draft.like(Rows.account())
                .with("id", id)
                .with("name", id)
                .with("maxChannels", maxChannels)
                .with("ceilingOf", ceilingOf)
                .row();
    }

    String id() {
        return id;
    }

    AccountState state() {
        return brain.state(id);
    }

    /** A call comes in for a number; answers its id. */
    String call(String number, Instant at) {
        calls++;
        String call = id + "-call-" + calls;
        decide(facts.inviteFromTrunk(call, Rows.TRUNK, "1", number), at);
        return call;
    }

    void hangUp(String call, Instant at) {
        decide(facts.cancelled(call), at);
    }

    /** The row as it is, with one field changed. */
    void saved(String field, @Nullable Object value, Instant at) {
        row = Draft.like(row).with(field, value).row();
        saved(at);
    }

    void saved(Instant at) {
        decide(new ConfigInput.RowSaved(row, offset + 1, "spec"), at);
    }

    void removed(Instant at) {
        decide(new ConfigInput.RowRemoved(id, offset + 1, "spec"), at);
    }

    /** The next timer that is due by then. */
    Optional<Timer> due(Instant until) {
        return state().timers().stream()
                .map(Granule.TimerSet::timer)
                .filter(it -> !it.due().isAfter(until))
                .min(Comparator.comparing(Timer::due).thenComparing(Timer::timerId));
    }

    void fire(Timer timer, Instant at) {
        decide(TimerFired.of(timer), at);
    }

    void decide(Input input, Instant at) {
        JournalRecord record = new JournalRecord(id, 0, offset++, at, input);
        since.add(record);
        told.addAll(decide(record));
    }

    private List<Outgoing> decide(JournalRecord record) {
        Outcome outcome = brain.decide(record);
        outcome.changes().forEach(change -> {
            if (change.granule() == null) {
                written.remove(change.key());
            } else {
                written.put(change.key(), change.granule());
            }
        });
        return outcome.outgoing();
    }

    void commit() {
        committed.clear();
        committed.putAll(written);
        since.clear();
    }

    /** Another brain takes over from what was committed, and decides the same again. */
    void crash() {
        Map<GranuleKey, Granule> before = Map.copyOf(written);
        brain = new Brain("test", CONCERNS, new SmallPlan());
        written.clear();
        written.putAll(committed);
        committed.values().forEach(brain::restore);
        since.forEach(record -> told.addAll(decide(record)));
        assertThat(written).isEqualTo(before);
    }

    /** What other accounts are to be told, and has not been taken yet. */
    List<Effect.TellAccount> letters() {
        List<Effect.TellAccount> letters = told.stream()
                .filter(Outgoing.EffectRecord.class::isInstance)
                .map(it -> ((Outgoing.EffectRecord) it).effect())
                .filter(Effect.TellAccount.class::isInstance)
                .map(Effect.TellAccount.class::cast)
                .toList();
        told.clear();
        return letters;
    }

    /** Lets a call in, or refuses it, for every INVITE. */
    private record Exchange() implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof InviteReceived invite) {
                CallHead head = head(turn, invite);
                LiveCall call = turn.begin(CallState.started(head, new Party.Number("1")));
                if (head.to().equals(HELP)) {
                    AdmissionDesk.admitAnyway(turn, head);
                } else {
                    AdmissionDesk.admit(turn, head, null).ifPresent(why -> CallEnding.refuse(call, why));
                }
            }
        }

        private static CallHead head(Turn turn, InviteReceived invite) {
            return new CallHead(
                    turn.account(),
                    invite.callId(),
                    Direction.INBOUND,
                    "1",
                    null,
                    invite.requestUser(),
                    null,
                    null,
                    "edge1",
                    1,
                    invite.callId(),
                    turn.now(),
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
