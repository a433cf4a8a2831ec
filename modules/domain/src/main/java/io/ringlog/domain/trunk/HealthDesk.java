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
            Optional<TrunkHealth> health = turn.state().trunkHealth(applied.rowId());
            Optional<SipTrunk> watched = watched(turn, applied.rowId());
            health.filter(it -> !watched.map(SipTrunk::uri).equals(Optional.of(it.uri())))
                    .ifPresent(it -> forget(it, turn));
            watched.filter(it -> turn.state().trunkHealth(it.id()).isEmpty())
                    .ifPresent(it -> ask(TrunkHealth.unknown(turn.account(), it.id(), it.uri(), turn.now()), turn));
        }
    }

    private static Optional<SipTrunk> watched(Turn turn, String trunkId) {
        return turn.state()
                .config()
                .as(trunkId, SipTrunk.class)
                .filter(it -> it.optionsIntervalSec() != null && it.isReachable());
    }

    private static void forget(TrunkHealth health, Turn turn) {
        turn.remove(health);
        turn.cancelTimer(timerId(health.trunkId()));
        turn.emit(new TrunkEvent.TrunkUnwatched(health.trunkId()), Because.of("trunk.unwatched"));
    }

    private static String timerId(String trunkId) {
        return "trunk-check/" + trunkId;
    }

    /** Without an edge nobody is asked, and a trunk stands as it stood. */
    private static void ask(TrunkHealth health, Turn turn) {
        SipTrunk trunk = watched(turn, health.trunkId()).orElseThrow();
        Duration interval = Duration.ofSeconds(
                Optional.ofNullable(trunk.optionsIntervalSec()).orElseThrow());
        turn.timer(timerId(trunk.id()), interval, new Timer.Purpose.TrunkCheck(trunk.id()));
        Optional<String> keeper = Keepers.of(turn, trunk.id(), health.edge());
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
        SipTrunk trunk = watched(turn, answer.trunkId()).orElseThrow();
        boolean answers = isAlive(answer.status());
        TrunkHealth after = before.heard(answers, trunk.optionsDownAfter(), trunk.optionsUpAfter(), turn.now());
        turn.put(after);
        if (after.standing() != before.standing()) {
            String edge = answer.stamp().edge();
            int times = before.streak() + 1;
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
        List<TrunkHealth> left = turn.state().trunkHealths().stream()
                .filter(it -> edge.edge().equals(it.edge()))
                .toList();
        left.stream()
                .filter(it -> edge instanceof EdgeLifecycle.EdgeStarted
                        || !turn.edges().contains(edge.edge()))
                .forEach(it -> ask(it, turn));
    }

    /** Whether calls should go by others. */
    public static boolean isDown(Turn turn, String trunkId) {
        return turn.state()
                .trunkHealth(trunkId)
                .filter(it -> it.standing() == Standing.DOWN)
                .isPresent();
    }
}
