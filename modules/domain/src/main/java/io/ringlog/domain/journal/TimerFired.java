package io.ringlog.domain.journal;

import java.time.Instant;

/** The clock says that a timer the brain set is due. One that no longer matches the state changes nothing. */
public record TimerFired(String timerId, Timer.Purpose purpose, Instant due) implements Input {}
