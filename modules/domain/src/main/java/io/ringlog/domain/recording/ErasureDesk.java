package io.ringlog.domain.recording;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RecordingErased;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.Erasure;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;

/**
 * Has sounds erased until an edge says that it is done: a command may be lost with its edge, or with its topic's age.
 * Whoever recorded a sound is told while it lives, and else each of the others in turn, which may share its store.
 */
public final class ErasureDesk implements Concern {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofHours(6);
    private static final Duration PATIENCE = Duration.ofDays(30);

    /** Doublings after which it is seldom enough. */
    private static final int DOUBLINGS = 9;

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof RecordingErased fact) {
            turn.state()
                    .erasure(fact.objectKey())
                    .filter(it -> fact.there() || it.edge().equals(fact.stamp().edge()))
                    .ifPresent(it -> erased(it, fact, turn));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.ErasureDue(String key), var due)) {
            turn.state().erasure(key).ifPresent(it -> again(it, turn));
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    /**
     * Nobody may hear this sound any more.
     *
     * @param ownerId the mailbox or the recording it was of
     */
    public static void begin(Turn turn, String ownerId, String objectKey, String edge) {
        tell(new Erasure(turn.account(), ownerId, objectKey, edge, 0, turn.now()), turn);
    }

    /** The same in a minute, when those who hear it now have heard it. */
    public static void beginLater(Turn turn, String ownerId, String objectKey, String edge) {
        Erasure erasure = new Erasure(turn.account(), ownerId, objectKey, edge, 0, turn.now());
        turn.put(erasure);
        turn.timer(timer(erasure), SOON, new Timer.Purpose.ErasureDue(objectKey));
    }

    private static void tell(Erasure erasure, Turn turn) {
        List<String> edges = List.copyOf(turn.edges());
        boolean own = edges.isEmpty() || edges.contains(erasure.edge());
        String edge = own ? erasure.edge() : edges.get(erasure.tries() % edges.size());
        turn.command(edge, erasure.ownerId(), new Command.EraseRecording(erasure.objectKey()));
        turn.put(erasure.triedAgain());
        turn.timer(timer(erasure), pause(erasure.tries()), new Timer.Purpose.ErasureDue(erasure.objectKey()));
    }

    private static Duration pause(int tries) {
        Duration pause = SOON.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return pause.compareTo(SELDOM) > 0 ? SELDOM : pause;
    }

    private static void again(Erasure erasure, Turn turn) {
        if (turn.now().isBefore(erasure.since().plus(PATIENCE))) {
            tell(erasure, turn);
            return;
        }
        turn.remove(erasure);
        turn.emit(
                new RecordingEvent.SoundNotErased(
                        erasure.ownerId(), erasure.objectKey(), erasure.edge(), erasure.tries()),
                Because.of("recording.sound-stays").with("since", erasure.since()));
    }

    private static void erased(Erasure erasure, RecordingErased fact, Turn turn) {
        turn.remove(erasure);
        turn.cancelTimer(timer(erasure));
        turn.emit(
                new RecordingEvent.SoundErased(
                        erasure.ownerId(), erasure.objectKey(), fact.stamp().edge(), fact.there()),
                Because.of("recording.sound-erased").with("tries", erasure.tries()));
    }

    private static String timer(Erasure erasure) {
        return "erasure/" + erasure.objectKey();
    }
}
