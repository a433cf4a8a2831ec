package io.ringlog.domain.journal;

import java.time.Instant;

/** What the brain asks of the clock. A timer is named, so that it can be moved and cancelled. */
public sealed interface Timer {

    String timerId();

    /** Fire once at {@code due}, or at once when it has passed; setting the same id again moves it. */
    record TimerSet(String timerId, Instant due, Purpose purpose) implements Timer {}

    /** Never fire. */
    record TimerCancelled(String timerId) implements Timer {}

    /** What the timer is for. */
    sealed interface Purpose {

        /** A ringing group of legs was not answered in time. */
        record RingTimeout(String callId, int attempt) implements Purpose {}

        /** The longest a call may last. */
        record MaxDuration(String callId) implements Purpose {}

        /** A caller waited as long as the queue allows. */
        record MaxWait(String callId, String queueId) implements Purpose {}

        /** The lease of an offered agent ran out. */
        record OfferExpired(String callId, String userId, long fence) implements Purpose {}

        /** After-call time is over. */
        record WrapUpOver(String userId, long fence) implements Purpose {}

        /** A sliding window may be empty by now. */
        record WindowIdle(String windowId) implements Purpose {}

        /** A registered contact ran out. */
        record ContactExpired(String aor) implements Purpose {}
    }
}
