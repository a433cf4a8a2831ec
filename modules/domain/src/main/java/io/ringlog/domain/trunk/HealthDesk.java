package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.TrunkFact.OptionsAnswered;
import io.ringlog.domain.state.TrunkHealth;
import io.ringlog.domain.state.TrunkHealth.Standing;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has trunks asked by OPTIONS whether they are there, and says when one is down and when it is up again. */
public final class HealthDesk implements Concern {

    /** Shorter than the shortest interval, so that no two questions to a trunk are open at once. */
    private static final int WAIT_SEC = 4;

    private static final int NOT_ASKED = 0;
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    @Override
    public void receive(Input input, Turn turn) {
        switch (input) {
            case OptionsAnswered answer -> answered(answer, turn);
            case TimerFired(var id, Timer.Purpose.TrunkCheck(String trunkId), var due) ->
                turn.state().trunkHealth(trunkId).ifPresent(health -> ask(health, turn));
            case EdgeLifecycle edge -> handOver(edge, turn);
            case Input _ -> {}
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof Event.ConfigApplied applied) {
            if (applied.rowId().equals(turn.account())) {
                turn.state().config().trunks().forEach(it -> align(it.id(), turn));
            } else {
                align(applied.rowId(), turn);
            }
        }
    }

    private static void align(String trunkId, Turn turn) {
        Optional<SipTrunk> watched = watched(turn, trunkId);
        turn.state()
                .trunkHealth(trunkId)
                .filter(it -> !watched.map(SipTrunk::uri).equals(Optional.of(it.uri())))
                .ifPresent(it -> forget(it, turn));
        watched.ifPresent(trunk -> turn.state()
                .trunkHealth(trunkId)
                .ifPresentOrElse(
                        it -> sooner(it, trunk, turn),
                        () -> ask(TrunkHealth.unknown(turn.account(), trunkId, trunk.uri(), turn.now()), turn)));
    }

    /** Another interval counts from now on, not from when the old one is over. */
    private static void sooner(TrunkHealth health, SipTrunk trunk, Turn turn) {
        Duration pace = pace(health, trunk, turn);
        turn.state()
                .timer(timerId(trunk.id()))
                .filter(it -> it.timer().due().isAfter(turn.now().plus(pace)))
                .ifPresent(it -> askIn(pace, trunk.id(), turn));
    }

    private static Optional<SipTrunk> watched(Turn turn, String trunkId) {
        return turn.state()
                .config()
                .as(trunkId, SipTrunk.class)
                .filter(it -> it.optionsIntervalSec() != null && it.isReachable() && Keepers.isActive(turn));
    }

    private static void forget(TrunkHealth health, Turn turn) {
        turn.remove(health);
        turn.cancelTimer(timerId(health.trunkId()));
        turn.emit(new TrunkEvent.TrunkUnwatched(health.trunkId()), Because.of("trunk.unwatched"));
    }

    private static String timerId(String trunkId) {
        return "trunk-check/" + trunkId;
    }

    /** Ever more seldom while it is down and says nothing, up to a minute; at its interval from its first answer on. */
    private static Duration pace(TrunkHealth health, SipTrunk trunk, Turn turn) {
        Duration interval = interval(trunk);
        if (health.standing() != Standing.DOWN || health.streak() > 0) {
            return interval;
        }
        Duration quarter = Duration.between(health.since(), turn.now()).dividedBy(4);
        Duration slow = quarter.compareTo(SLOWEST) > 0 ? SLOWEST : quarter;
        return interval.compareTo(slow) > 0 ? interval : slow;
    }

    private static Duration interval(SipTrunk trunk) {
        return Duration.ofSeconds(
                Optional.ofNullable(trunk.optionsIntervalSec()).orElseThrow());
    }

    private static void askIn(Duration delay, String trunkId, Turn turn) {
        turn.timer(timerId(trunkId), delay, new Timer.Purpose.TrunkCheck(trunkId));
    }

    /**
     * Without an edge nobody is asked, and a trunk stands as it stood. An edge that has said nothing to the last
     * question is asked no more while there is another.
     */
    private static void ask(TrunkHealth health, Turn turn) {
        SipTrunk trunk = watched(turn, health.trunkId()).orElseThrow();
        askIn(pace(health, trunk, turn), trunk.id(), turn);
        Optional<String> keeper = health.askId() == null
                ? Keepers.of(turn, trunk.id(), health.edge())
                : Keepers.other(turn, trunk.id(), health.edge()).or(() -> Keepers.of(turn, trunk.id(), health.edge()));
        if (keeper.isEmpty()) {
            turn.put(health);
            return;
        }
        String question = turn.newId("ask");
        turn.put(health.asked(keeper.get(), question));
        turn.command(
                keeper.get(),
                trunk.id(),
                new TrunkCommand.AskOptions(trunk.id(), question, trunk.uri(), trunk.addressOfRecord(), WAIT_SEC));
    }

    private static void answered(OptionsAnswered answer, Turn turn) {
        TrunkHealth before = turn.state()
                .trunkHealth(answer.trunkId())
                .filter(it -> answer.askId().equals(it.askId()))
                .orElse(null);
        if (before == null) {
            return;
        }
        if (answer.status() == NOT_ASKED) {
            turn.put(before.unanswered());
            return;
        }
        SipTrunk trunk = watched(turn, answer.trunkId()).orElseThrow();
        boolean answers = isAlive(answer.status());
        TrunkHealth after = before.heard(answers, trunk.optionsDownAfter(), trunk.optionsUpAfter(), turn.now());
        turn.put(after);
        if (after.standing() == Standing.DOWN && after.streak() > 0) {
            askIn(interval(trunk), trunk.id(), turn);
        }
        if (after.standing() != before.standing()) {
            String edge = answer.stamp().edge();
            int times = before.standing() == Standing.UNKNOWN && answers ? 1 : before.streak() + 1;
            Because because = (answers ? Because.of("trunk.answers") : TrunkTrouble.DOWN.because())
                    .with("was", before.standing())
                    .with("status", answer.status())
                    .with("in_a_row", times);
            turn.emit(
                    answers
                            ? new TrunkEvent.TrunkUp(trunk.id(), edge, answer.status())
                            : new TrunkEvent.TrunkDown(trunk.id(), edge, answer.status(), times),
                    because);
        }
    }

    /**
     * Whatever a trunk answers says that it is there (RFC 3261 section 11.2: the answer is that to an INVITE, 404 and
     * 405 too), but that it cannot serve now (section 21.5.4) and what stands for no answer (sections 8.1.3.1, 21.4.9).
     */
    private static boolean isAlive(int status) {
        return status != 408 && status != 503;
    }

    /** A trunk whose edge is gone, or started anew and knows of no question, is asked by whoever looks after it now. */
    private static void handOver(EdgeLifecycle edge, Turn turn) {
        boolean knowsNothing =
                edge instanceof EdgeLifecycle.EdgeStarted || !turn.edges().contains(edge.edge());
        List<TrunkHealth> left = turn.state().trunkHealths().stream()
                .filter(it -> knowsNothing && edge.edge().equals(it.edge()))
                .toList();
        for (TrunkHealth health : left) {
            turn.put(health.unanswered());
            askIn(Keepers.turnOf(health.trunkId()), health.trunkId(), turn);
        }
    }

    /** Whether calls should go by others. */
    public static boolean isDown(Turn turn, String trunkId) {
        return turn.state()
                .trunkHealth(trunkId)
                .filter(it -> it.standing() == Standing.DOWN)
                .isPresent();
    }
}
