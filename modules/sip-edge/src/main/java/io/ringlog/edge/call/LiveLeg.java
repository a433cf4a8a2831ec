package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact.EndedBy;
import org.jspecify.annotations.Nullable;

/** One party's side of a live call, as far as the edge must know it. For the desk thread only. */
final class LiveLeg {

    /** How far a leg has come. */
    enum Stage {
        /** Not answered yet, whoever called. */
        UNANSWERED,
        /** Answered, and its party talks to the other one: the parties end the call between them. */
        PROXIED,
        /** Answered, and the platform itself is its party's partner. */
        HOSTED,
        OVER
    }

    /** A provisional answer, as the log hears of it. */
    record Progress(int status, boolean earlyMedia) {}

    final String id;
    Stage stage = Stage.UNANSWERED;
    boolean held;
    /** Rung by the platform itself: an answer is for it, also while a caller waits to be answered. */
    boolean dialled;
    /** It was told to stop, and its far end has not confirmed that yet. */
    boolean leaving;
    /** What was last told of its ringing. */
    @Nullable
    Progress progress;
    /** How often its progress and its hold were told: a phone may send as many as it likes. */
    int tellings;
    /** Why we end the leg ourselves, when it is not because a command said so. */
    @Nullable
    EndedBy endedBy;

    LiveLeg(String id) {
        this.id = id;
    }

    /** It is told to stop ringing; who has answered does not ring. */
    void stops() {
        leaving = leaving || isUnanswered();
    }

    /** Who answers in the moment of being told to stop has not been told in time. */
    void answered(Stage as) {
        stage = as;
        leaving = false;
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    boolean isUnanswered() {
        return stage == Stage.UNANSWERED;
    }

    boolean isHosted() {
        return stage == Stage.HOSTED;
    }

    /** Whether the party can be heard and be played to. */
    boolean isTalking() {
        return stage == Stage.PROXIED || stage == Stage.HOSTED;
    }
}
