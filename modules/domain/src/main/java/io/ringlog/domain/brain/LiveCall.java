package io.ringlog.domain.brain;

import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A call in hand: reads it as it is at this moment, and is the only one that writes it. Holds no rule. */
public final class LiveCall {

    private final Turn turn;
    private final String id;

    LiveCall(Turn turn, String id) {
        this.turn = turn;
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The turn the call is in hand in. */
    public Turn turn() {
        return turn;
    }

    /** The turn's time. */
    public Instant now() {
        return turn.now();
    }

    /** The call as it is; the next event of it makes what this returned old. */
    public CallState state() {
        return turn.state().call(id).orElseThrow(() -> new IllegalStateException("no call " + id + " any more"));
    }

    public CallHead head() {
        return state().head();
    }

    /** Whether it has ended in this turn, and is only still here to be looked at. */
    public boolean isOver() {
        return state().isOver();
    }

    /** Replaces the call by what {@code edit} makes of it as it is. */
    public void change(UnaryOperator<CallState> edit) {
        turn.write(edit.apply(state()));
    }

    /** Records an event of this call. */
    public void emit(Event event, Because because) {
        turn.emit(event, because);
    }

    /**
     * Tells the edge of this call what to do.
     *
     * @return the command's id, by which a failure names it
     */
    public String command(Command.CallCommand command) {
        return turn.command(state().edge(), id, command);
    }

    public void timer(String timerId, Duration delay, Timer.Purpose purpose) {
        turn.timer(timerId, delay, purpose);
    }

    public void cancelTimer(String timerId) {
        turn.cancelTimer(timerId);
    }

    /** Takes the call out of the state; nothing can be done with it afterwards, those who wrap it up may tell of it. */
    public void forget() {
        turn.state().lines().wrapUp(id).ifPresent(it -> turn.put(it.counted(state().eventSeq())));
        turn.erase(state());
    }
}
