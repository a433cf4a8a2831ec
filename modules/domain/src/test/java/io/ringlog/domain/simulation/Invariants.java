package io.ringlog.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.presence.Buckets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.state.Spot;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Waiting;
import io.ringlog.domain.state.WrapUp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must hold after every journal record, each under its own name. */
final class Invariants {

    private final Map<String, Integer> lastSeq = new HashMap<>();
    private final Set<String> started = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Set<String>> open = new HashMap<>();
    private final Counts counts = new Counts();
    private final Promises promises = new Promises();
    private final Map<String, AgentStateChanged> told = new HashMap<>();

    Counts counts() {
        return counts;
    }

    int callsStarted() {
        return started.size();
    }

    /** What one record led to. */
    void outcome(JournalRecord record, Outcome outcome) {
        no_account_touches_anothers_granules(record, outcome);
        for (Outgoing outgoing : outcome.outgoing()) {
            if (outgoing instanceof EventRecord event) {
                event_sequences_are_gap_free(event);
                every_ended_call_has_exactly_one_cdr(event);
                agents_are_told_of_only_when_they_change(event);
                counts.see(event.event());
                promises.see(event);
            }
        }
    }

    /** What an account looks like afterwards. */
    void state(String account, AccountState state, Instant now) {
        open_leases_are_the_live_calls(account, state);
        busy_agents_have_a_live_call_that_names_them(state);
        who_waits_is_in_exactly_one_queue(state);
        who_wraps_a_call_up_may_tell_of_it(state);
        promises.are_kept(account, state);
        nobody_waits_for_an_agent_who_is_ready(account, state, now);
        what_was_told_of_agents_is_so(account, state);
        who_is_passed_on_is_there_and_both_calls_know_it(state);
        who_is_asked_into_a_talk_is_on_the_way(state);
        a_seat_is_passed_on_by_who_sits_there_to_who_rings(state);
        who_holds_a_place_as_a_user_is_rung_or_in_the_call(state);
        who_waits_is_there_and_in_a_slot_of_their_own(state);
        who_sits_in_a_conference_is_there_and_hears_the_others(state);
    }

    private static void who_wraps_a_call_up_may_tell_of_it(AccountState state) {
        for (AgentState agent : state.agents()) {
            String callId = agent.wrapUpCallId();
            assertThat(callId != null)
                    .as("%s wraps up", agent.userId())
                    .isEqualTo(agent.activity() == Activity.WRAP_UP);
            if (callId != null) {
                WrapUp wrapUp = state.lines().wrapUp(callId).orElseThrow();
                assertThat(wrapUp.userIds()).as("who wraps up %s", callId).contains(agent.userId());
                assertThat(wrapUp.eventSeq() == 0)
                        .as("who counts for %s", callId)
                        .isEqualTo(state.call(callId).isPresent());
            }
        }
    }

    private static void who_is_passed_on_is_there_and_both_calls_know_it(AccountState state) {
        for (CallState call : state.calls()) {
            Transfer transfer = call.transfer();
            if (transfer != null) {
                assertThat(call.leg(transfer.legId()).orElseThrow())
                        .as("who is passed on in %s", call.callId())
                        .isInstanceOf(Leg.Up.class);
                if (transfer.to() instanceof TransferTo.Consulted(String other, var leg)) {
                    assertThat(state.call(other).map(CallState::transfer).map(Transfer::to))
                            .as("the other call of %s", call.callId())
                            .contains(new TransferTo.Consulted(call.callId(), transfer.byLegId()));
                }
            }
        }
    }

    private static void who_is_asked_into_a_talk_is_on_the_way(AccountState state) {
        for (CallState call : state.calls()) {
            Addition addition = call.addition();
            if (addition != null && addition.isRinging()) {
                assertThat(!call.ringing().isEmpty()
                                || state.timer("numbers/" + call.callId()).isPresent())
                        .as("somebody is rung or looked up for %s", call.callId())
                        .isTrue();
            } else if (addition != null && addition.legId() != null) {
                assertThat(call.leg(addition.legId()).orElseThrow())
                        .as("who comes into the talk of %s", call.callId())
                        .isInstanceOf(Leg.Up.class);
            }
        }
    }

    private static void a_seat_is_passed_on_by_who_sits_there_to_who_rings(AccountState state) {
        for (CallState call : state.calls()) {
            Transfer transfer = call.transfer();
            if (transfer != null && transfer.step() == Transfer.Step.SEATING) {
                assertThat(state.roomOf(new LegRef(call.callId(), transfer.byLegId())))
                        .as("the seat of %s", call.callId())
                        .isPresent();
                assertThat(state.call(transfer.commandId())
                                .map(own -> own.head().parentCallId()))
                        .as("who is rung for the seat of %s", call.callId())
                        .contains(call.callId());
            }
        }
    }

    private static void who_waits_is_there_and_in_a_slot_of_their_own(AccountState state) {
        Set<String> slots = new HashSet<>();
        for (CallState call : state.calls()) {
            Waiting waiting = call.waiting();
            if (waiting != null) {
                assertThat(call.guest()).as("who waits in %s", call.callId()).isPresent();
                assertThat(waiting.slot() == null || slots.add(waiting.slot()))
                        .as("slot %s is of one call", waiting.slot())
                        .isTrue();
                assertThat(
                                waiting.byCallId() == null
                                        ? state.timer("park/" + call.callId()).isPresent()
                                        : state.call(waiting.byCallId()).isPresent())
                        .as("somebody comes, or the time of %s will be over", call.callId())
                        .isTrue();
            }
        }
    }

    private static void who_sits_in_a_conference_is_there_and_hears_the_others(AccountState state) {
        for (Room room : state.rooms()) {
            assertThat(room.seats()).as("members of %s", room.conferenceId()).isNotEmpty();
            boolean together = room.begun() && room.seats().size() > 1;
            assertThat(room.talkId() != null).as("the talk of %s", room).isEqualTo(together);
            for (Room.Seat seat : room.seats()) {
                CallState call = state.call(seat.leg().callId()).orElseThrow();
                assertThat(call.leg(seat.leg().legId()).orElseThrow())
                        .as("the leg of %s", seat)
                        .isInstanceOf(Leg.Up.class);
                assertThat(call.edge()).as("the edge of %s", seat).isEqualTo(room.edge());
                assertThat(seat.talkId()).as("the talk of %s", seat).isEqualTo(room.talkId());
                assertThat(state.roomOf(seat.leg())).as("the room of %s", seat).contains(room);
            }
        }
    }

    private static void who_holds_a_place_as_a_user_is_rung_or_in_the_call(AccountState state) {
        for (CallState call : state.calls()) {
            for (String scope : state.lease(call.callId()).orElseThrow().scopes()) {
                if (scope.startsWith("user:")) {
                    String user = scope.substring(5);
                    boolean waits = call.ring() != null
                            && call.ring().waiting().stream()
                                    .anyMatch(it -> user.equals(it.party().userId()));
                    boolean rings = call.ringing().stream()
                            .anyMatch(leg -> user.equals(leg.party().userId()));
                    // A call that is begun for a member of a conference is a call of theirs, too.
                    boolean begunFor = call.head().parentCallId() != null
                            && call.leg("a").isEmpty()
                            && user.equals(call.head().userId());
                    assertThat(call.isIn(user) || rings || waits || begunFor)
                            .as("%s holds a place in %s", user, call.callId())
                            .isTrue();
                }
            }
        }
    }

    /** When everybody has hung up. */
    void nothing_is_left(AccountState state) {
        assertThat(state.calls()).as("calls left").isEmpty();
        assertThat(started).as("every call that started has ended").isEqualTo(ended);
        for (String queueId : List.of("q_1", "q_2")) {
            assertThat(state.lines().line(queueId).ids()).as("callers left").isEmpty();
        }
        assertThat(state.rooms()).as("conferences left").isEmpty();
        assertThat(state.lines().kept().all()).as("places left").isEmpty();
        for (Direction direction : Direction.values()) {
            assertThat(state.holders(Scopes.account(direction)))
                    .as("leases left")
                    .isEmpty();
        }
        for (AgentState agent : state.agents()) {
            assertThat(agent.activity()).as("agent %s", agent.userId()).isEqualTo(Activity.WAITING);
            assertThat(agent.externalCall()).as("agent %s", agent.userId()).isFalse();
            assertThat(state.holders(Scopes.user(agent.userId())))
                    .as("leases left")
                    .isEmpty();
        }
    }

    private void no_account_touches_anothers_granules(JournalRecord record, Outcome outcome) {
        boolean tellsOfAnEdge =
                outcome.changes().stream().anyMatch(it -> it.key().store().equals("edge"));
        if (record.input() instanceof EdgeLifecycle || tellsOfAnEdge) {
            return;
        }
        assertThat(outcome.changes())
                .as("no account touches another's granules")
                .allMatch(change -> change.key().account().equals(record.account())
                        || change.key().store().equals("clock"));
        assertThat(outcome.outgoing())
                .as("no account speaks for another")
                .allMatch(outgoing -> outgoing.accountId().equals(record.account()));
    }

    private void event_sequences_are_gap_free(EventRecord event) {
        if (event.callId() != null) {
            int before = lastSeq.getOrDefault(event.callId(), 0);
            assertThat(event.seq())
                    .as("event sequence of call %s", event.callId())
                    .isEqualTo(before + 1);
            lastSeq.put(event.callId(), event.seq());
        }
    }

    private void every_ended_call_has_exactly_one_cdr(EventRecord event) {
        if (event.event() instanceof CallStarted call) {
            assertThat(started.add(call.callId()))
                    .as("call %s starts once", call.callId())
                    .isTrue();
            open.computeIfAbsent(event.accountId(), any -> new HashSet<>()).add(call.callId());
        } else if (event.event() instanceof CallEnded call) {
            assertThat(ended.add(call.callId()))
                    .as("call %s ends once", call.callId())
                    .isTrue();
            open.getOrDefault(event.accountId(), Set.of()).remove(call.callId());
            assertThat(call.cdr().callId()).as("the CDR is that call's").isEqualTo(call.callId());
        }
    }

    private void agents_are_told_of_only_when_they_change(EventRecord event) {
        if (event.event() instanceof AgentStateChanged now) {
            AgentStateChanged before = told.put(event.accountId() + now.userId(), now);
            assertThat(now).as("a change that is none").isNotEqualTo(before);
        }
    }

    private void open_leases_are_the_live_calls(String account, AccountState state) {
        Set<String> held = new HashSet<>();
        for (Direction direction : Direction.values()) {
            held.addAll(state.holders(Scopes.account(direction)));
        }
        Set<String> live = new HashSet<>();
        state.calls().forEach(call -> live.add(call.callId()));
        assertThat(held).as("open leases = live calls").isEqualTo(live);
        assertThat(live).as("live calls = started and not ended").isEqualTo(open.getOrDefault(account, Set.of()));
    }

    private static void busy_agents_have_a_live_call_that_names_them(AccountState state) {
        for (AgentState agent : state.agents()) {
            boolean busy = agent.activity() == Activity.OFFERING || agent.activity() == Activity.IN_CALL;
            assertThat(agent.callId() != null).as("agent %s has a call", agent).isEqualTo(busy);
            if (busy) {
                QueuePlace place = Promises.ringingFor(state, agent)
                        .or(() -> state.call(String.valueOf(agent.callId())).map(CallState::place))
                        .orElse(null);
                assertThat(place).as("the call of %s", agent).isNotNull();
                assertThat(place.held())
                        .as("the call of %s names them", agent)
                        .contains(new QueuePlace.Held(agent.userId(), agent.fence()));
                assertThat(place.state() == QueuePlace.State.CLAIMED)
                        .as("claimed means in call: %s", agent)
                        .isEqualTo(agent.activity() == Activity.IN_CALL);
            }
        }
        for (CallState call : state.calls()) {
            QueuePlace place = call.place();
            for (QueuePlace.Held held : place == null ? List.<QueuePlace.Held>of() : place.held()) {
                assertThat(state.agent(held.userId()).map(AgentState::callId))
                        .as("the agent of call %s", call.callId())
                        .contains(call.callId());
            }
        }
    }

    private static void who_waits_is_in_exactly_one_queue(AccountState state) {
        SortedMap<String, List<Spot>> waiting = new TreeMap<>();
        state.calls().stream()
                .filter(call -> call.place() != null && waits(call.place()))
                .forEach(call -> waiting.computeIfAbsent(call.place().queueId(), any -> new ArrayList<>())
                        .add(spot(call.callId(), call.place())));
        for (String queueId : List.of("q_1", "q_2")) {
            Stream<Spot> kept = Promises.inLine(state, queueId).map(it -> spot(it.placeId(), it.place()));
            assertThat(state.lines().line(queueId).ids())
                    .as("who stands in the line of %s", queueId)
                    .containsExactlyElementsOf(Stream.concat(waiting.getOrDefault(queueId, List.of()).stream(), kept)
                            .sorted(Comparator.comparing((Spot it) -> -it.priority())
                                    .thenComparing(Spot::enqueuedAt)
                                    .thenComparing(Spot::id))
                            .map(Spot::id)
                            .toList());
        }
    }

    private static Spot spot(String id, QueuePlace place) {
        return new Spot(place.priority(), place.enqueuedAt(), id);
    }

    private static boolean waits(QueuePlace place) {
        return switch (place.state()) {
            case WAITING, OFFERED, CONFIRMED -> true;
            case CLAIMED -> false;
        };
    }

    private static void nobody_waits_for_an_agent_who_is_ready(String account, AccountState state, Instant now) {
        for (CallState call : state.calls()) {
            QueuePlace place = call.place();
            if (place != null && place.state() == QueuePlace.State.WAITING) {
                assertThat(state.agents().stream()
                                .filter(agent -> agent.ready() && agent.active(place.queueId()))
                                .filter(agent -> !place.resting().contains(agent.userId()))
                                .filter(agent -> mayBeAsked(state, place, agent, now)))
                        .as("ready agents of %s whom %s waits for at %s", account, call.callId(), now)
                        .isEmpty();
            }
        }
    }

    /** Told anew, by counting: the wait for a tier is that of each tier below in which somebody is there. */
    private static boolean mayBeAsked(AccountState state, QueuePlace place, AgentState agent, Instant now) {
        Integer wait = state.config().queue(place.queueId()).orElseThrow().tierWaitSec();
        long below = state.agents().stream()
                .filter(it -> it.active(place.queueId()) && it.status() != Status.OFFLINE && it.reachable())
                .map(it -> it.activeQueues().get(place.queueId()))
                .filter(tier -> tier < agent.activeQueues().get(place.queueId()))
                .distinct()
                .count();
        // A timer comes up to half a second late.
        return wait == null
                || now.isAfter(place.enqueuedAt().plusSeconds(wait * below).plusMillis(below == 0 ? 0 : 500));
    }

    private void what_was_told_of_agents_is_so(String account, AccountState state) {
        for (AgentState agent : state.agents()) {
            AgentStateChanged last = told.get(account + agent.userId());
            assertThat(last).as("agent %s was told of", agent.userId()).isNotNull();
            assertThat(last.bucket()).as("bucket of %s", agent.userId()).isEqualTo(Buckets.of(agent));
            assertThat(last.callId()).as("call of %s", agent.userId()).isEqualTo(agent.callId());
            assertThat(last.activeQueues())
                    .as("queues of %s", agent.userId())
                    .containsExactlyElementsOf(agent.activeQueues().keySet());
        }
    }
}
