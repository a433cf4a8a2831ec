package io.ringlog.domain.simulation;

import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.ConferenceActed;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.DispositionActed;
import io.ringlog.domain.journal.PlaceActed;
import io.ringlog.domain.journal.PlaceActed.PlaceUnwanted;
import io.ringlog.domain.journal.PlaceActed.PlaceWanted;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is asked for over REST by those who run conferences and queues. */
final class Supervisors {

    private static final List<Act> ACTS =
            List.of(Act.MUTE, Act.MUTE, Act.UNMUTE, Act.KICK, Act.LOCK, Act.UNLOCK, Act.UNLOCK, Act.END);

    private Supervisors() {}

    private static <T> T one(List<T> some, SplittableRandom random) {
        return some.get(random.nextInt(some.size()));
    }

    /** Somebody runs a conference: mutes, sends away, locks, or ends it. */
    static Optional<ConferenceActed> confer(AccountState state, SplittableRandom random, int number) {
        List<Room> rooms = List.copyOf(state.rooms());
        if (rooms.isEmpty()) {
            return Optional.empty();
        }
        Room room = one(rooms, random);
        String member = one(room.seats(), random).leg().callId();
        return Optional.of(
                new ConferenceActed("conf-" + number, "api", room.conferenceId(), one(ACTS, random), member, "sim"));
    }

    /** Somebody is to be called back, soon or later, or no more. */
    static PlaceActed callBack(AccountState state, SplittableRandom random, int number, String name, Instant now) {
        List<KeptPlace> kept = List.copyOf(state.lines().kept().all());
        if (!kept.isEmpty() && random.nextInt(6) == 0) {
            return gives(one(kept, random), number);
        }
        String whom = random.nextInt(4) == 0 ? name : "03055" + (1_000 + number);
        Instant due = random.nextInt(4) == 0 ? now.plusSeconds(random.nextInt(120)) : null;
        return new PlaceWanted(
                "pl-" + number,
                "api",
                "pl_" + number,
                "q_" + (1 + random.nextInt(2)),
                whom,
                random.nextInt(3) - 1,
                due,
                "sim");
    }

    static PlaceUnwanted gives(KeptPlace kept, int number) {
        return new PlaceUnwanted(
                "no-" + number, "api", kept.placeId(), kept.place().queueId(), "sim");
    }

    /** An agent, whoever has a call or not, says what came of it; the words of their queue they do not know. */
    static Optional<DispositionActed> say(AccountState state, int number) {
        String word = number % 5 == 0 ? "Sold" : null;
        return state.agents().stream()
                .skip(number % Math.max(1, state.agents().size()))
                .findFirst()
                .map(agent -> new DispositionActed("say-" + number, "api", agent.userId(), null, word, "fine", "sim"));
    }

    /** A supervisor does something with somebody who is or was in a queue. */
    static Optional<CallerActed> act(AccountState state, SplittableRandom random, int number, String name) {
        List<CallState> calls =
                state.calls().stream().filter(call -> call.place() != null).toList();
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        String call = one(calls, random).callId();
        CallerActed.Verb verb = one(List.of(CallerActed.Verb.values()), random);
        String queue = "q_" + (1 + random.nextInt(2));
        return Optional.of(new CallerActed("sup-" + number, "api", call, verb, number % 3, queue, name, "sim"));
    }
}
