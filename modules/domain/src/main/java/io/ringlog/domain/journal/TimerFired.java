package io.ringlog.domain.journal;

import java.time.Instant;

/**
 * A timer of the brain's is due. It may be written twice, and by a clock that runs ahead; one that the state does not
 * hold just so, or that was appended before its time, changes nothing.
 */
public record TimerFired(String timerId, Timer.Purpose purpose, Instant due) implements Input {

    public static TimerFired of(Timer timer) {
        return new TimerFired(timer.timerId(), timer.purpose(), timer.due());
    }

    /** The timer it tells of. */
    public Timer timer() {
        return new Timer(timerId, due, purpose);
    }
}
